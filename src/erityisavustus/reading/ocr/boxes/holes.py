"""Closed shapes in a page picture, found by the white inside them: boxes that nothing overshoots, and circles."""

from __future__ import annotations

import math

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Ink
from erityisavustus.reading.ocr.boxes.outlines import HIGHER, LOWER
from erityisavustus.reading.ocr.components import NEXT_LETTER, Outline

__all__ = ["circles_in", "hollow_squares"]

THICKEST = 2.6
"""Points: no border of a box is thicker; fitted."""
SQUARE_FILL = 0.88
"""Share of its bbox that the inside of a square fills; that of an O or a D fills less. Fitted."""
SIDE_ENDS = 0.2
"""Share of a side left out at its ends where the thickness of the border is measured; a guess."""
BORDERED = 0.5
"""Share of a row that is ink in a border; a guess."""
CIRCLE_SIDES, CIRCULAR, HOLLOW = 1.12, 0.78, 0.45
"""Of a circle: ratio of its sides at most, roundness of its outline (1 is a perfect circle), and share of it that is
inside its wall, at least. Fitted."""
SPACED, NEIGHBOUR_HEIGHT = 0.9, 0.08
"""Ink within the first share of its size that ends above and below where it does, to the second share: a letter's
neighbour in a spaced word. Fitted."""


def hollow_squares(ink: Ink, found: list[Outline], least: float, most: float, points: float) -> list[PixelBox]:
    """Boxes around square holes, their borders with them; sides between `least` and `most` pixels."""
    import cv2

    thick = int(THICKEST * points)
    boxes: list[PixelBox] = []
    for contour, parent in found:
        if parent == -1 or len(contour) < 2 * (least - 2 * thick):
            continue
        hole = PixelBox.sized(*cv2.boundingRect(contour))
        if not LOWER <= hole.height / hole.width <= HIGHER or cv2.contourArea(contour) < SQUARE_FILL * hole.area:
            continue
        box = _with_border(ink, hole, thick)
        if least <= box.width <= most:
            boxes.append(box)
    return boxes


def _with_border(ink: Ink, hole: PixelBox, most: int) -> PixelBox:
    """The hole and the border around it, as thick as it is at the middle one of its four sides."""
    import numpy

    x0, top, x1, bottom = hole
    cut, low = int(SIDE_ENDS * (x1 - x0)), int(SIDE_ENDS * (bottom - top))
    sides = (
        ink[max(0, top - most) : top, x0 + cut : x1 - cut].mean(axis=1)[::-1],
        ink[bottom : bottom + most, x0 + cut : x1 - cut].mean(axis=1),
        ink[top + low : bottom - low, max(0, x0 - most) : x0].mean(axis=0)[::-1],
        ink[top + low : bottom - low, x1 : x1 + most].mean(axis=0),
    )
    thick = sorted(int(numpy.argmin([*(side >= BORDERED), False])) for side in sides)[1]
    return PixelBox(x0 - thick, top - thick, x1 + thick, bottom + thick)


def circles_in(ink: Ink, found: list[Outline], least: float, most: float, points: float) -> list[PixelBox]:
    """Printed circles that stand alone: radio buttons, empty or with something in them."""
    import cv2

    holes: dict[int, float] = {}
    for contour, parent in found:
        if parent != -1:
            holes[parent] = max(holes.get(parent, 0.0), cv2.contourArea(contour))
    circles: list[PixelBox] = []
    for index, hole in holes.items():
        contour = found[index].contour
        box = PixelBox.sized(*cv2.boundingRect(contour))
        shorter, longer = sorted((box.width, box.height))
        if not (least <= shorter and longer <= min(most, CIRCLE_SIDES * shorter)):
            continue
        area = cv2.contourArea(contour)
        circular = 4 * math.pi * area / max(1.0, cv2.arcLength(contour, True) ** 2)
        if circular >= CIRCULAR and hole >= HOLLOW * area and _is_free_beside(ink, box, points):
            circles.append(box)
    return circles


def _is_free_beside(ink: Ink, box: PixelBox, points: float) -> bool:
    """No ink close by on the line, nor a letter of its own height a little further off: the letter O has neighbours."""
    import numpy

    x0, top, x1, bottom = box
    near, far = max(3, int(NEXT_LETTER * points)), int(SPACED * (x1 - x0))
    rise = (bottom - top) // 2
    reach = max(1, int(NEIGHBOUR_HEIGHT * (bottom - top)))
    begin = max(0, top - rise)
    for side, close in (
        (ink[begin : bottom + rise, max(0, x0 - far) : max(0, x0 - 1)], slice(-near, None)),
        (ink[begin : bottom + rise, x1 + 1 : x1 + far], slice(None, near)),
    ):
        rows = numpy.nonzero(side[top - begin : bottom - begin, close].any(axis=1))[0]
        if rows.size:
            return False
        rows = numpy.nonzero(side.any(axis=1))[0] + begin
        if rows.size and abs(rows[0] - top) <= reach and abs(rows[-1] + 1 - bottom) <= reach:
            return False
    return True
