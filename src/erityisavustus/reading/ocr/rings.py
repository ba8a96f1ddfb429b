"""Rings drawn by hand around words: closed lines, told from words struck out, loops, stamps and printed frames.

A ring is connected ink whose hole holds the word. The hole is nearly convex, nearly all of the ink lies along it,
and its upper and lower sides are not straight. A stroke through a word has no such hole, a ring that is crossed out
has several, and a signature goes on beyond its loop.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.components import bounds, outlines

__all__ = ["Ring", "rings_in"]

WIDTH, HEIGHT = (11.0, 420.0), (8.0, 48.0)
"""Points: sizes of the hole, from one around 'Ei' to one around two lines of text."""
CONVEX = 0.75
"""Share of its convex hull that a hole fills at least; letters that touch the ring dent it."""
THICKEST = 4.0
"""Points: mean thickness of the line at most, drawn round twice."""
BEYOND = 14.0
"""Points by which the ends of the line may overshoot the ring, and a box that it touches stands out of it."""
ALONG = 0.6
"""Share of the ink outside the hole that lies along it at least."""
NEAR = 1.5
"""Thicknesses of the line from the hole within which ink lies along it."""
STRAIGHT, LEVEL = 0.7, 0.4
"""Share of the hole's length on which its upper and its lower side are level, to so many points: a printed frame."""
LETTER = 3.0
"""Points: the least height of a letter."""
WORD = 7.5
"""Points: the least width of letters that have grown together; the dot of a radio button has less."""
BORDER = 2.2
"""Points from the edge of a box that the ring touches to where it is empty, or it is ticked."""
FILLED = (0.35, 0.6)
"""Share of the hole's height that the words have at least, and of the hole that is ink at most: a stamp is wide."""
BOX, SQUARE = 5.0, 0.9
"""Points: the least width of the inside of an empty box, and the share of its bbox that it fills; an O is round."""
BLUR = 2
"""Pixels around a line that its blur darkens."""
STRUCK, SLANT = 9.0, 0.5
"""Points: a level stroke this long, aslant by the second, strikes the word within out: no letter has one."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line drawn by hand around words, in pixels."""

    box: PixelBox
    area: PixelBox
    line: Any
    """bool array of the area: the line and the boxes that it touches, which are empty, but not the letters."""


def rings_in(ink: Any, points: float) -> list[Ring]:
    """The rings of a page picture. `ink`: uint8 array, 1 where there is some, without borders."""
    import cv2

    found = outlines(ink)
    rings = []
    for hole, parent in found:
        _, _, width, height = cv2.boundingRect(hole)
        fits = WIDTH[0] * points <= width <= WIDTH[1] * points and HEIGHT[0] * points <= height <= HEIGHT[1] * points
        if parent >= 0 and fits and (ring := _ring(ink, hole, found[parent][0], points)) is not None:
            rings.append(ring)
    return rings


def _ring(ink: Any, hole: Any, outer: Any, points: float) -> Ring | None:
    """The ring that connected ink with this hole is, if it is one."""
    import cv2

    x0, top, width, height = _grown(cv2.boundingRect(outer), ink.shape)
    x, y, across, down = cv2.boundingRect(hole)
    hull = cv2.convexHull(hole)
    if max(x - x0, y - top, x0 + width - x - across, top + height - y - down) > (BEYOND + THICKEST) * points:
        return None
    if cv2.contourArea(hole) < CONVEX * cv2.contourArea(hull):
        return None
    window = ink[top : top + height, x0 : x0 + width].astype(bool)
    whole, opening, inside = (_filled(shape, x0, top, width, height) for shape in (outer, hole, hull))
    if _framed(opening[y - top : y - top + down, x - x0 : x - x0 + across], LEVEL * points):
        return None
    outside = window & (whole > 0) & (inside == 0)
    pen = outside.sum() / cv2.arcLength(hull, True)
    near = cv2.dilate(inside, _disc(round(NEAR * pen) + 1))
    if pen > THICKEST * points or (outside & (near > 0)).sum() < ALONG * outside.sum():
        return None
    touched = _boxes_at(window, whole, near, points)
    if touched is None:
        return None
    core = _within(whole & near, pen + 1)
    line = window & (near > 0) & ((cv2.erode(inside, _disc(1)) == 0) | (core == 0))
    if not _holds_words(window & (inside > 0) & ~line, down, opening.sum(), points):
        return None
    far = math.ceil(pen)
    box = PixelBox(x - far, y - far, x + across + far, y + down + far)
    return Ring(box, PixelBox(x0, top, x0 + width, top + height), line | touched)


def _boxes_at(window: Any, whole: Any, near: Any, points: float) -> Any | None:
    """The ink of the empty boxes that the ring touches, of its area `whole`; None if they are not empty."""
    import cv2
    import numpy

    count, pieces = cv2.connectedComponents(whole & ~near & 1)
    deep = (_within(whole, BORDER * points) > 0) & (cv2.dilate(near, _disc(round(BORDER * points))) == 0)
    if (window & deep).any():
        return None
    boxes = [n for n in range(1, count) if (deep & (pieces == n)).any()]
    return window & numpy.isin(pieces, boxes)


def _grown(box: Sequence[int], shape: Sequence[int]) -> PixelBox:
    """Left, top, width and height with the blur around them."""
    x, y, width, height = box
    x0, top = max(0, x - BLUR), max(0, y - BLUR)
    return PixelBox(x0, top, min(shape[1], x + width + BLUR) - x0, min(shape[0], y + height + BLUR) - top)


def _filled(outline: Any, x: int, y: int, width: int, height: int) -> Any:
    """Mask of the bbox: 1 within the outline."""
    import cv2
    import numpy

    mask = numpy.zeros((height, width), numpy.uint8)
    cv2.drawContours(mask, [outline], -1, 1, cv2.FILLED, offset=(-x, -y))
    return mask


def _within(mask: Any, depth: float) -> Any:
    """What lies at least so many pixels from the edge of the mask."""
    import cv2

    framed = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    return cv2.erode(framed, _disc(round(depth)))[1:-1, 1:-1]


def _disc(radius: int) -> Any:
    import cv2

    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))


def _framed(opening: Any, near: float) -> bool:
    """The upper and the lower side are straight and level, as those of a printed frame."""
    import numpy

    for side in (opening, opening[::-1]):
        depths = side.argmax(axis=0)
        if (numpy.abs(depths - numpy.median(depths)) <= near).mean() < STRAIGHT:
            return False
    return True


def _holds_words(letters: Any, height: int, area: int, points: float) -> bool:
    """What is in the hole is words, and nothing strikes them out."""
    import cv2
    import numpy

    letters = letters.astype(numpy.uint8)
    high = [(x, y, x + w, y + h) for x, y, w, h in bounds(letters).tolist() if h >= LETTER * points]
    if not high or (len(high) == 1 and high[0][2] - high[0][0] < WORD * points):
        return False
    if max(b[3] for b in high) - min(b[1] for b in high) < FILLED[0] * height or letters.sum() > FILLED[1] * area:
        return False
    found = outlines(letters)
    for opening, parent in found:
        _, _, w, h = cv2.boundingRect(opening)
        if parent >= 0 and w >= BOX * points and cv2.contourArea(opening) >= SQUARE * (w - 1) * (h - 1):
            cv2.drawContours(letters, [found[parent][0]], -1, 0, cv2.FILLED)
    slanted = cv2.dilate(letters, numpy.ones((max(1, round(SLANT * points)), 1), numpy.uint8))
    return not cv2.erode(slanted, numpy.ones((1, round(STRUCK * points)), numpy.uint8)).any()
