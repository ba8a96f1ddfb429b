"""Rings drawn by hand around words: closed lines, and not words struck out, loops, stamps and printed frames.

A ring is connected ink whose hole holds the word. The hole is nearly convex, nearly all of the ink lies along it,
and its upper and lower sides are not straight. A stroke through a word has no such hole, a ring that is crossed out
has several, and a signature goes on beyond its loop.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Contour, Ink, Mask
from erityisavustus.reading.ocr.components import bounds, outlines
from erityisavustus.reading.ocr.morphology import dilated, disc, eroded, rectangle

__all__ = ["Ring", "rings_in"]

HOLE_WIDTH, HOLE_HEIGHT = (11.0, 420.0), (8.0, 48.0)
"""Points: sizes of the hole, from one around 'Ei' to one around two lines of text; fitted."""
CONVEX = 0.75
"""Share of its convex hull that a hole fills at least; letters that touch the ring dent it. Fitted."""
PEN = 4.0
"""Points: mean thickness of the line at most, drawn round twice; fitted."""
LINE_ENDS = 14.0
"""Points by which the ends of the line may overshoot the ring, and a box that it touches stands out of it; fitted."""
ALONG, CLOSE_BY = 0.6, 1.5
"""Share of the ink outside the hole that lies along it at least, and thicknesses of the line within which it does;
fitted."""
STRAIGHT_SIDE, LEVEL_SIDE = 0.7, 0.4
"""Share of the hole's length on which its upper and its lower side are level, to so many points: a printed frame.
Fitted."""
LETTER = 3.0
"""Points: the least height of a letter; fitted."""
WORD = 7.5
"""Points: the least width of letters that have grown together; the dot of a radio button has less. Fitted."""
BOX_BORDER = 2.2
"""Points from the edge of a box that the ring touches to where it is empty, or it is ticked; fitted."""
WORDS_HEIGHT, WORDS_INK = 0.35, 0.6
"""Share of the hole's height that the words have at least, and of the hole that is ink at most: a stamp is wide.
Fitted."""
BOX_INSIDE, BOX_FILL = 5.0, 0.9
"""Points: the least width of the inside of an empty box, and the share of its bbox that it fills; an O is round.
Fitted."""
LINE_BLUR = 2
"""Pixels around a line that its blur darkens; fitted."""
STRIKE, SLANT = 9.0, 0.5
"""Points: a level stroke this long, aslant by the second, strikes the word within out: no letter has one. Fitted."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line drawn by hand around words, in pixels."""

    box: PixelBox
    area: PixelBox
    line: Mask
    """In the area: the line and the boxes that it touches, which are empty, but not the letters."""


def rings_in(ink: Ink, points: float) -> list[Ring]:
    """The rings of a page picture. `ink`: without borders."""
    import cv2

    found = outlines(ink)
    rings = []
    for hole, parent in found:
        _, _, width, height = cv2.boundingRect(hole)
        fits = (HOLE_WIDTH[0] * points <= width <= HOLE_WIDTH[1] * points
                and HOLE_HEIGHT[0] * points <= height <= HOLE_HEIGHT[1] * points)
        if parent >= 0 and fits and (ring := _ring(ink, hole, found[parent].contour, points)) is not None:
            rings.append(ring)
    return rings


def _ring(ink: Ink, hole: Contour, outer: Contour, points: float) -> Ring | None:
    """The ring that connected ink with this hole is, if it is one."""
    import cv2

    area = _with_blur(cv2.boundingRect(outer), ink.shape)
    inner = PixelBox.sized(*cv2.boundingRect(hole))
    hull = cv2.convexHull(hole)
    stands_out = max(inner.left - area.left, inner.top - area.top, area.right - inner.right, area.bottom - inner.bottom)
    if stands_out > (LINE_ENDS + PEN) * points or cv2.contourArea(hole) < CONVEX * cv2.contourArea(hull):
        return None
    window = ink[area.top : area.bottom, area.left : area.right].astype(bool)
    whole, opening, inside = (_filled(shape, area) for shape in (outer, hole, hull))
    if _framed(_cut(opening, inner, area), LEVEL_SIDE * points):
        return None
    outside = window & (whole > 0) & (inside == 0)
    pen = outside.sum() / cv2.arcLength(hull, True)
    near = dilated(inside, disc(round(CLOSE_BY * pen) + 1))
    if pen > PEN * points or (outside & (near > 0)).sum() < ALONG * outside.sum():
        return None
    touched = _boxes_at(window, whole, near, points)
    if touched is None:
        return None
    core = _within(whole & near, pen + 1)
    line = window & (near > 0) & ((eroded(inside, disc(1)) == 0) | (core == 0))
    if not _holds_words(window & (inside > 0) & ~line, inner.height, opening.sum(), points):
        return None
    far = math.ceil(pen)
    box = PixelBox(inner.left - far, inner.top - far, inner.right + far, inner.bottom + far)
    return Ring(box, area, line | touched)


def _boxes_at(window: Mask, whole: Ink, near: Ink, points: float) -> Mask | None:
    """The ink of the empty boxes that the ring touches, of its area `whole`; None if they are not empty."""
    import cv2
    import numpy

    count, pieces = cv2.connectedComponents(whole & ~near & 1)
    deep = (_within(whole, BOX_BORDER * points) > 0) & (dilated(near, disc(round(BOX_BORDER * points))) == 0)
    if (window & deep).any():
        return None
    boxes = [n for n in range(1, count) if (deep & (pieces == n)).any()]
    return window & numpy.isin(pieces, boxes)


def _with_blur(bbox: Sequence[int], shape: Sequence[int]) -> PixelBox:
    """What OpenCV gives as left, top, width and height, with the blur around it, within a picture of this shape."""
    left, top, right, bottom = PixelBox.sized(*bbox)
    return PixelBox(max(0, left - LINE_BLUR), max(0, top - LINE_BLUR),
                    min(shape[1], right + LINE_BLUR), min(shape[0], bottom + LINE_BLUR))


def _cut(ink: Ink, box: PixelBox, area: PixelBox) -> Ink:
    """What lies in the box, of ink of the area."""
    return ink[box.top - area.top : box.bottom - area.top, box.left - area.left : box.right - area.left]


def _filled(outline: Contour, area: PixelBox) -> Ink:
    """In the area, all that is within the outline."""
    import cv2
    import numpy

    mask = numpy.zeros((area.height, area.width), numpy.uint8)
    cv2.drawContours(mask, [outline], -1, 1, cv2.FILLED, offset=(-area.left, -area.top))
    return mask


def _within(mask: Ink, depth: float) -> Ink:
    """What lies at least so many pixels from the edge of the mask."""
    import numpy

    return eroded(numpy.pad(mask, 1), disc(round(depth)))[1:-1, 1:-1]


def _framed(opening: Ink, near: float) -> bool:
    """The upper and the lower side are straight and level, as those of a printed frame."""
    import numpy

    for side in (opening, opening[::-1]):
        depths = side.argmax(axis=0)
        if (numpy.abs(depths - numpy.median(depths)) <= near).mean() < STRAIGHT_SIDE:
            return False
    return True


def _holds_words(ink: Mask, height: int, area: int, points: float) -> bool:
    """What is in the hole is words, and nothing strikes them out."""
    import cv2
    import numpy

    letters = ink.astype(numpy.uint8)
    high = [box for row in bounds(letters).tolist() if (box := PixelBox.sized(*row)).height >= LETTER * points]
    if not high or (len(high) == 1 and high[0].width < WORD * points):
        return False
    words_height = max(b.bottom for b in high) - min(b.top for b in high)
    if words_height < WORDS_HEIGHT * height or letters.sum() > WORDS_INK * area:
        return False
    found = outlines(letters)
    for opening, parent in found:
        _, _, across, down = cv2.boundingRect(opening)
        if parent >= 0 and across >= BOX_INSIDE * points and (
            cv2.contourArea(opening) >= BOX_FILL * (across - 1) * (down - 1)
        ):
            cv2.drawContours(letters, [found[parent].contour], -1, 0, cv2.FILLED)
    slanted = dilated(letters, rectangle(1, max(1, round(SLANT * points))))
    return not eroded(slanted, rectangle(round(STRIKE * points), 1)).any()
