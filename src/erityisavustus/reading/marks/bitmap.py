"""Check boxes that are small bitmaps: checked or not is told by the pixels inside their border."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Image, Mark, MarkKind, MarkState
from erityisavustus.reading.marks.path_classes import MARK_MAX, MARK_MIN, SQUARE
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import Picture

__all__ = ["pictured"]

MARGIN = 0.22
"""Share of the picture's side that is taken for its border."""
EMPTY_INK = 0.04
CHECKED_INK = 0.09
"""Share of dark pixels within the border: up to the first a box is empty, from the second it is checked."""
SAMPLE = 48
"""Pixels a side to which a picture is scaled before it is judged."""
DARK_LEVEL = 150
"""Grey level, 0 to 255, below which a pixel is ink."""


def pictured(pictures: Iterable[Picture], frame: PageGeometry) -> tuple[list[Image], list[Mark]]:
    """The images of a page; small square ones as marks."""
    images: list[Image] = []
    small: list[tuple[BBox, float | None]] = []
    for picture in pictures:
        box = frame.bbox(*picture.bbox)
        if not frame.holds_middle_of(picture.bbox):
            continue
        width, height = box.width, box.height
        if min(width, height) >= MARK_MIN and max(width, height) <= min(MARK_MAX, SQUARE * min(width, height)):
            small.append((box, _ink(picture)))
        else:
            images.append(Image(box))
    return images, [Mark(box, _state(ink), MarkKind.IMAGE) for box, ink in small]


def _state(ink: float | None) -> MarkState:
    if ink is None or EMPTY_INK < ink < CHECKED_INK:
        return MarkState.UNCLEAR
    return MarkState.CHECKED if ink >= CHECKED_INK else MarkState.UNCHECKED


def _ink(picture: Picture) -> float | None:
    """Share of dark pixels inside the border, 0 to 1; None when the picture can not be decoded."""
    image = picture.grey()
    if image is None:
        return None
    pixels = image.resize((SAMPLE, SAMPLE)).tobytes()
    paper = median(pixels)
    cut = round(SAMPLE * MARGIN)
    inner = [pixels[y * SAMPLE + x] for y in range(cut, SAMPLE - cut) for x in range(cut, SAMPLE - cut)]
    level = DARK_LEVEL if paper > DARK_LEVEL else 128
    return sum(1 for p in inner if p < level) / len(inner)
