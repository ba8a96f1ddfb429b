"""What sets a printed box apart from letters that look like one: corners, a closed border, no neighbour on its line."""

from __future__ import annotations

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Ink
from erityisavustus.reading.ocr.components import NEXT_LETTER, beside
from erityisavustus.reading.ocr.morphology import closed, rectangle

__all__ = ["ARMS", "ARMS_ALONE", "has_corners", "is_crowded", "is_parted", "is_sealed"]

ARMS, ARMS_ALONE = 0.52, 0.2
"""Share of a box's height beside which the arms of its cross may stand, and of a box on a page that has no empty one
to give its size. Fitted."""
CORNER_SIZE, CORNER_INK = 0.16, 0.35
"""Size of a corner as a share of the side, and how much of it ink must fill; fitted."""
SIDE_INK = 0.6
"""Share of a box's columns in which a border that is no paler than ink has some; fitted."""
BREAK, OPEN_INSIDE = 0.1, 0.2
"""Share of a side that a break of the border may measure, and of the inside that may be open to the outside; fitted."""
INSIDE_RIM = 0.25
"""Share of the side left out around the inside where that is asked for its openness; fitted."""


def is_crowded(ink: Ink, box: PixelBox, points: float, most: float = ARMS) -> bool:
    """Close by on the line stands more ink than the arms of an overshooting cross: the next letter."""
    return max(beside(ink, box, max(3, int(NEXT_LETTER * points)))) > most


def is_parted(ink: Ink, faint: Ink, box: PixelBox) -> bool:
    """A white column runs through it from top to bottom: two letters beside each other, such as 'Ei'."""
    import numpy

    x0, top, x1, bottom = box
    edge = max(2, int(CORNER_SIZE * (x1 - x0)))
    columns = numpy.atleast_1d(ink[top:bottom, x0:x1].any(axis=0))
    if float(columns.mean()) < SIDE_INK:  # a border too pale to be ink
        columns = numpy.atleast_1d(faint[top:bottom, x0:x1].any(axis=0))
    return not bool(columns[edge:-edge].all())


def has_corners(ink: Ink, box: PixelBox) -> bool:
    """Ink reaches into the corners, where an O or a D has none; one may be torn."""
    x0, top, x1, bottom = box
    size = max(2, int(CORNER_SIZE * (x1 - x0)))
    corners = (
        ink[top : top + size, x0 : x0 + size],
        ink[top : top + size, x1 - size : x1],
        ink[bottom - size : bottom, x0 : x0 + size],
        ink[bottom - size : bottom, x1 - size : x1],
    )
    return sum(float(c.mean()) >= CORNER_INK for c in corners) >= 3


def is_sealed(ink: Ink, box: PixelBox) -> bool:
    """Its inside cannot be reached from outside, small breaks of the border closed: an E is open, a box is not."""
    import cv2
    import numpy

    x0, top, x1, bottom = box
    side = x1 - x0
    gap = max(3, int(BREAK * side) | 1)
    crop = closed(ink[top:bottom, x0:x1], rectangle(gap, gap))
    free = numpy.pad((crop == 0).astype(numpy.uint8), 1, constant_values=1)
    cv2.floodFill(free, None, (0, 0), 2)
    cut = max(2, int(INSIDE_RIM * side))
    inside = free[1:-1, 1:-1][cut:-cut, cut:-cut]
    return float((inside == 2).mean()) <= OPEN_INSIDE
