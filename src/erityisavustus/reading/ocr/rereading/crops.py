"""Pieces of a page picture one below the other, so that one call of the OCR reads them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray

__all__ = ["AROUND", "Stack", "stacked"]

AROUND = 0.3
"""Share of a piece's height taken around it, for the OCR wants some paper; a guess."""
PIECES_APART = 1.2
"""Heights of the highest piece between two of them, so that none is taken for the other's line; a guess."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The picture, and for each piece its rows there and what must be added to come back to the page."""

    picture: Gray
    rows: tuple[tuple[int, int], ...]
    shifts: tuple[tuple[int, int], ...]

    def piece(self, box: PixelBox) -> int | None:
        """Which piece something in the stack belongs to."""
        middle = (box.top + box.bottom) / 2
        return next((i for i, (top, bottom) in enumerate(self.rows) if top <= middle < bottom), None)

    def on_page(self, box: PixelBox, piece: int) -> PixelBox:
        """The same place on the page."""
        across, down = self.shifts[piece]
        return PixelBox(box.left + across, box.top + down, box.right + across, box.bottom + down)


def stacked(image: Gray, boxes: Sequence[PixelBox]) -> Stack:
    """The pieces of `image` in `boxes` (at least one), with some of what is around each."""
    import numpy

    cuts: list[PixelBox] = []
    for x0, top, x1, bottom in boxes:
        pad = int(AROUND * (bottom - top))
        cuts.append(PixelBox(max(0, x0 - pad), max(0, top - pad), min(image.shape[1], x1 + pad),
                     min(image.shape[0], bottom + pad)))
    gap = int(PIECES_APART * max(c.height for c in cuts))
    width = max(c.width for c in cuts) + 2 * gap
    picture = numpy.full((sum(c.height + gap for c in cuts) + gap, width), 255, numpy.uint8)
    rows: list[tuple[int, int]] = []
    at = gap
    for x0, top, x1, bottom in cuts:
        picture[at : at + bottom - top, gap : gap + x1 - x0] = image[top:bottom, x0:x1]
        rows.append((at - gap // 2, at + bottom - top + gap // 2))
        at += bottom - top + gap
    shifts = tuple((c.left - gap, c.top - row[0] - gap // 2) for c, row in zip(cuts, rows, strict=True))
    return Stack(picture, tuple(rows), shifts)
