"""Printed check boxes in a page picture, and what is in them.

Four straight edges around a square give the boxes, ink around a round hole the circles. What is inside a box
beyond its border is the mark; a little ink (a speck, the tail of a neighbour's tick) stays between the two states.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.contracts.page import MarkState
from erityisavustus.reading.ocr.boxes.holes import circles_in, hollow_squares
from erityisavustus.reading.ocr.boxes.outlines import Square, crossed_squares, overlapping, squares_in
from erityisavustus.reading.ocr.components import NEIGHBOUR, Outline, beside, outlines

__all__ = ["FoundBox", "boxes_in", "compared"]

MIN_SIDE, MAX_SIDE = 6.5, 24.0
"""Points: sides of printed check boxes."""
SIDE_INK = 0.6
"""Share of a box's columns in which a border that is no paler than ink has some."""
CORNER = 0.16
CORNER_INK = 0.35
"""Size of a corner as a share of the side, and how much of it ink must fill."""
ARMS = 0.52
"""Share of a box's height beside which the arms of its cross may stand."""
ALONE, WEAKEST = 0.2, 0.75
"""The same for a box on a page that has no empty one to tell its size, and share of each of its sides that is edge."""
CLEAR = 3.4
"""Edges from which a square is one whatever stands beside it."""
SAME = 0.1
"""Share of the side by which the same box may differ found in one way and in the other."""
SURE = 3.5
"""Edges from which an empty square that is hollow is a box whatever size others have."""
ONE_SIZE = 0.11
"""Share by which the sides of boxes of one size may differ."""
BREAK = 0.1
OPEN = 0.2
"""Share of a side that a break of the border may measure, and of the inside that may be open to the outside."""
BORDER, THICKEST = 0.12, 0.2
"""Shares of the side that a border and its blur take at least, and a border at most."""
BLURRED = 0.07
"""Share of the side within the border that its blur and what skew makes of it darken."""
INSIDE = 0.25
"""Share of the side left out around the inside where that is asked for its openness only."""
ROUND_BORDER = 0.3
"""The same for a circle, whose wall cuts the corners."""
EMPTY, FULL = 0.03, 0.1
"""Share of ink inside up to which a box is empty, and from which it is checked."""
DARK, DIM = 0.25, 0.15
"""With a box of at least the first share on the page, one of less than the second is not surely checked."""
BLUR = 0.035
SPECK = 0.012
"""Share of ink that blur can leave in an empty box, and by which empty boxes of one page differ."""


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A printed check box in pixels (x0, top, x1, bottom) and what is in it."""

    box: PixelBox
    state: MarkState
    ink: float
    """Share of ink inside the border."""
    round: bool = False
    pale: bool = False
    """Something too pale to be ink is in it."""


def boxes_in(ink: Any, faint: Any, lines: list[PixelBox], points: float) -> list[FoundBox]:
    """All boxes and circles of a page picture.

    `ink`, `faint`: uint8 arrays, 1 where there is some; `lines`: borders, in pixels.
    """
    import cv2
    import numpy

    closed = cv2.morphologyEx(faint, cv2.MORPH_CLOSE, numpy.ones((3, 3), numpy.uint8))
    found = outlines(closed)
    boxes = _boxes(ink, faint, closed, found, lines, points)
    return boxes + [c for c in _circles(ink, faint, found, points) if not any(overlapping(c.box, b.box) for b in boxes)]


def compared(boxes: list[FoundBox]) -> list[FoundBox]:
    """Boxes judged beside each other: blur leaves the same little ink in every empty box of a page."""
    if len(boxes) < 2:
        return boxes
    shares = sorted(b.ink for b in boxes)
    usual = min(shares[len(shares) // 4], BLUR)
    return [_beside(b, usual, dark=shares[-1] >= DARK) for b in boxes]


def _beside(box: FoundBox, usual: float, *, dark: bool) -> FoundBox:
    """The box as the others of its page show it: `usual` is the ink of an empty one, `dark`: one is fully ticked."""
    if box.state is MarkState.UNCLEAR and not box.pale and box.ink <= usual + SPECK:
        return replace(box, state=MarkState.UNCHECKED)
    if box.state is MarkState.CHECKED and dark and box.ink < DIM:
        return replace(box, state=MarkState.UNCLEAR)
    return box


def _boxes(
    ink: Any, faint: Any, closed: Any, found: list[Outline], lines: list[PixelBox], points: float
) -> list[FoundBox]:
    """Squares that are no letters, of the one size that a form's boxes have."""
    least, most = MIN_SIDE * points, MAX_SIDE * points
    hollow = hollow_squares(closed, found, least, most, points)
    squares = _agreed(squares_in(closed, least, most, points), hollow)
    squares = [s for s in squares if _cornered(closed, s.box)]
    boxes = {s.box: _judged(ink, faint, s.box) for s in squares}
    free = {s.box for s in squares if not _crowded(ink, s.box, points)}
    whole = [s for s in squares if not _parted(ink, faint, s.box) and _sealed(faint, s.box)]
    torn = [  # the border is broken, but it is empty as no letters are
        s for s in squares
        if s not in whole and s.edges >= CLEAR and s.box in free and boxes[s.box].state is MarkState.UNCHECKED
    ]
    empty = [s for s in whole if s.box in free and boxes[s.box].state is MarkState.UNCHECKED] + torn
    if not empty:
        return [boxes[s.box] for s in whole if s.weakest >= WEAKEST and not _crowded(ink, s.box, points, ALONE)]
    sure = [
        s for s in empty if s.edges >= SURE and not _crowded(ink, s.box, points, ALONE)
        and any(_same(box, s.box) for box in hollow)
    ]
    sizes = _usual_sizes(empty, sure)
    kept = [
        boxes[s.box] for s in whole + torn
        if any(_of_size(s.box, size) for size in sizes) and (s.box in free or s.edges >= CLEAR)
    ]
    for drawn in (ink, closed):
        crossed = crossed_squares(_without(drawn, lines), round(sum(sizes[0]) / 2), [f.box for f in kept], points)
        judged = [_judged(ink, faint, s.box) for s in crossed if not _crowded(ink, s.box, points)]
        kept += [f for f in judged if f.state is MarkState.CHECKED]
    return kept


def _without(ink: Any, lines: list[PixelBox]) -> Any:
    """The ink without borders, which a cross may run into."""
    rest = ink.copy()
    for x0, top, x1, bottom in lines:
        rest[top:bottom, x0:x1] = 0
    return rest


def _agreed(outlined: list[Square], hollow: list[PixelBox]) -> list[Square]:
    """Squares by their outlines, and those by their insides where no outline is nearly the same."""
    inner = [box for box in hollow if not any(_same(box, s.box) for s in outlined)]
    kept = [s for s in outlined if not any(overlapping(s.box, box) for box in inner)]
    return kept + [Square(box, CLEAR) for box in inner]


def _same(one: PixelBox, other: PixelBox) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= SAME * one.width


def _usual_sizes(squares: list[Square], sure: list[Square]) -> list[tuple[float, float]]:
    """Width and height that most squares have, the clearest counting most; then those of the sure ones."""
    sizes = [_size(s.box) for s in squares]
    weights = [sum(s.edges - CLEAR + ONE_SIZE for s in squares if _of_size(s.box, size)) for size in sizes]
    best = sizes[weights.index(max(weights))]
    alike = [_size(s.box) for s in squares if _of_size(s.box, best)]
    return [(median(w for w, _ in alike), median(h for _, h in alike)), *(_size(s.box) for s in sure)]


def _size(box: PixelBox) -> tuple[int, int]:
    return box.width, box.height


def _judged(ink: Any, faint: Any, box: PixelBox, *, circle: bool = False) -> FoundBox:
    """The box and what is in it: something too pale to be ink, such as pencil, leaves it unclear."""
    import numpy

    border = ROUND_BORDER if circle else BORDER
    share, faintly = (
        float(numpy.count_nonzero(inside)) / max(1, inside.size)
        for inside in (_inside(ink, box, border), _inside(faint, box, border))
    )
    pale = share <= EMPTY and faintly >= FULL
    return FoundBox(box, MarkState.UNCLEAR if pale else _state(share), share, circle, pale)


def _of_size(box: PixelBox, size: tuple[float, float]) -> bool:
    return all(abs(length - usual) <= ONE_SIZE * usual for length, usual in zip(_size(box), size, strict=True))


def _of_one_size(found: list[FoundBox]) -> list[FoundBox]:
    """A form's boxes have one size; what is far from it is something else."""
    sides = sorted(b.box.width for b in found if b.state is MarkState.UNCHECKED) or sorted(
        b.box.width for b in found
    )
    if not sides:
        return found
    usual = sides[len(sides) // 2]
    return [b for b in found if abs(b.box.width - usual) <= ONE_SIZE * usual]


def _circles(ink: Any, faint: Any, found: list[Outline], points: float) -> list[FoundBox]:
    """Printed circles of one size: radio buttons, empty or with a dot or cross in them."""
    boxes = circles_in(ink, found, MIN_SIDE * points, MAX_SIDE * points, points)
    kept = _of_one_size([_judged(ink, faint, box, circle=True) for box in boxes])
    return kept if len(kept) >= 2 else []


def _crowded(ink: Any, box: PixelBox, points: float, most: float = ARMS) -> bool:
    """Close by on the line stands more ink than the arms of an overshooting cross: the next letter."""
    return max(beside(ink, box, max(3, int(NEIGHBOUR * points)))) > most


def _inside(ink: Any, box: PixelBox, border: float) -> Any:
    """What is within the border and its blur; `border`: share of the side that is left out at least."""
    x0, top, x1, bottom = box
    side = x1 - x0
    thick = min(_thickness(ink[top:bottom, x0:x1]), round(THICKEST * side))
    cut = max(2, round(border * side), thick + round(BLURRED * side))
    return ink[top + cut : bottom - cut, x0 + cut : x1 - cut]


def _thickness(drawn: Any) -> int:
    """Pixels from the edge of the box to the white within its border, at the middle one of all places around it."""
    import numpy

    depths = []
    reach = len(drawn) // 2
    for side in (drawn, drawn[::-1], drawn.T, drawn.T[::-1]):  # rows from the edge inwards
        band = side[:reach, reach // 2 : -reach // 2]
        inked = numpy.maximum.accumulate(band, axis=0)  # from the first ink on
        white = (inked == 1) & (band == 0)
        depths += numpy.where(white.any(axis=0), white.argmax(axis=0), reach).tolist()
    return int(median(depths))


def _parted(ink: Any, faint: Any, box: PixelBox) -> bool:
    """A white column runs through it from top to bottom: two letters beside each other, such as 'Ei'."""
    x0, top, x1, bottom = box
    edge = max(2, int(CORNER * (x1 - x0)))
    drawn = ink[top:bottom, x0:x1]
    columns = drawn.any(axis=0)
    if float(columns.mean()) < SIDE_INK:  # a border too pale to be ink
        columns = faint[top:bottom, x0:x1].any(axis=0)
    return not bool(columns[edge:-edge].all())


def _state(share: float) -> MarkState:
    if share <= EMPTY:
        return MarkState.UNCHECKED
    return MarkState.CHECKED if share >= FULL else MarkState.UNCLEAR


def _cornered(ink: Any, box: PixelBox) -> bool:
    """Ink reaches into the corners, where an O or a D has none; one may be torn."""
    x0, top, x1, bottom = box
    size = max(2, int(CORNER * (x1 - x0)))
    corners = (
        ink[top : top + size, x0 : x0 + size],
        ink[top : top + size, x1 - size : x1],
        ink[bottom - size : bottom, x0 : x0 + size],
        ink[bottom - size : bottom, x1 - size : x1],
    )
    return sum(float(c.mean()) >= CORNER_INK for c in corners) >= 3


def _sealed(ink: Any, box: PixelBox) -> bool:
    """What is inside can not be reached from outside, small breaks of the border closed: an E is open, a box is not."""
    import cv2
    import numpy

    x0, top, x1, bottom = box
    side = x1 - x0
    gap = max(3, int(BREAK * side) | 1)
    crop = cv2.morphologyEx(ink[top:bottom, x0:x1], cv2.MORPH_CLOSE, numpy.ones((gap, gap), numpy.uint8))
    free = numpy.pad((crop == 0).astype(numpy.uint8), 1, constant_values=1)
    cv2.floodFill(free, None, (0, 0), 2)
    cut = max(2, int(INSIDE * side))
    inside = free[1:-1, 1:-1][cut:-cut, cut:-cut]
    return float((inside == 2).mean()) <= OPEN
