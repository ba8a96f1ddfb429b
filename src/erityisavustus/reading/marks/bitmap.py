"""Check boxes that are small bitmaps: the pixels inside their border say whether they are checked."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Image, Mark, MarkKind, MarkState
from erityisavustus.reading.marks.path_classes import MARK_MAX, MARK_MIN, SQUARE_RATIO
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import Picture

__all__ = ["pictured"]

PICTURE_BORDER = 0.22
"""Share of the picture's side that is taken for its border; fitted."""
EMPTY_INK = 0.04
CHECKED_INK = 0.09
"""Share of dark pixels within the border: up to the first a box is empty, from the second it is checked. Fitted."""
SAMPLE_SIDE = 48
"""Pixels a side to which a picture is scaled before it is judged: about what a box of 12 points has at 300 dpi."""
DARK_LEVEL = 150
"""Grey level, 0 to 255, below which a pixel is ink; fitted."""
MIDDLE_LEVEL = 128
"""The same in a picture whose own ground is dark: half of the levels."""
SIGNATURE_SHARE = 0.1
"""Share of the page up to which a picture may be a signature, and is looked at; a guess."""


def pictured(pictures: Iterable[Picture], frame: PageGeometry) -> tuple[list[Image], list[Mark]]:
    """The images of a page; small square ones as marks."""
    images: list[Image] = []
    small: list[tuple[BBox, float | None]] = []
    for picture in pictures:
        box = frame.bbox(*picture.bbox)
        if not frame.holds_middle_of(picture.bbox):
            continue
        width, height = box.width, box.height
        if min(width, height) >= MARK_MIN and max(width, height) <= min(MARK_MAX, SQUARE_RATIO * min(width, height)):
            small.append((box, _ink(picture)))
        else:
            signature_like = box.area <= SIGNATURE_SHARE * frame.width * frame.height
            images.append(Image(box, 0.0 if signature_like and _is_plain(picture) else None))
    return images, [Mark(box, _state(ink), MarkKind.IMAGE) for box, ink in small]


def _is_plain(picture: Picture) -> bool:
    """It is of one colour: a patch, and no signature."""
    image = picture.grey()
    if image is None:
        return False
    low, high = image.getextrema()
    return low == high


def _state(ink: float | None) -> MarkState:
    if ink is None or EMPTY_INK < ink < CHECKED_INK:
        return MarkState.UNCLEAR
    return MarkState.CHECKED if ink >= CHECKED_INK else MarkState.UNCHECKED


def _ink(picture: Picture) -> float | None:
    """Share of dark pixels inside the border, 0 to 1; None when the picture cannot be decoded."""
    image = picture.grey()
    if image is None:
        return None
    pixels = image.resize((SAMPLE_SIDE, SAMPLE_SIDE)).tobytes()
    paper = median(pixels)
    cut = round(SAMPLE_SIDE * PICTURE_BORDER)
    inner = [pixels[y * SAMPLE_SIDE + x] for y in range(cut, SAMPLE_SIDE - cut) for x in range(cut, SAMPLE_SIDE - cut)]
    level = DARK_LEVEL if paper > DARK_LEVEL else MIDDLE_LEVEL
    return sum(1 for p in inner if p < level) / len(inner)
