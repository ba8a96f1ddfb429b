"""Printed check boxes in a page picture, and what is in them.

Four straight edges around a square give the boxes, ink around a round hole the circles. What is inside a box
beyond its border is the mark; a little ink (a speck, the tail of a neighbour's tick) stays between the two states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.contracts.page import MarkState
from erityisavustus.reading.ocr.arrays import Ink
from erityisavustus.reading.ocr.boxes.holes import circles_in, hollow_squares
from erityisavustus.reading.ocr.boxes.letters import ARMS_ALONE, has_corners, is_crowded, is_parted, is_sealed
from erityisavustus.reading.ocr.boxes.outlines import Square, crossed_squares, squares_in
from erityisavustus.reading.ocr.boxes.states import FoundBox, judged
from erityisavustus.reading.ocr.components import Outline, outlines
from erityisavustus.reading.ocr.morphology import closed, rectangle

__all__ = ["boxes_in"]

MIN_SIDE, MAX_SIDE = 6.5, 24.0
"""Points: sides of printed check boxes; fitted."""
WEAKEST = 0.75
"""Share of each side that is edge, of a box on a page that has no empty one to give its size; fitted."""
CLEAR = 3.4
"""Sides, all four together, that are edge in a square that is one whatever stands beside it; fitted."""
SURE_EDGES = 3.5
"""Sides that are edge in an empty hollow square that is a box whatever size others have; fitted."""
SAME_BOX = 0.1
"""Share of the side by which the same box may differ found in one way and in the other; fitted."""
ONE_SIZE = 0.11
"""Share by which the sides of boxes of one size may differ; fitted."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The picture of a page in which boxes are looked for."""

    ink: Ink
    faint: Ink
    whole: Ink
    """The faint ink with its smallest gaps closed."""
    borders: list[PixelBox]
    points: float

    @property
    def sides(self) -> tuple[float, float]:
        """Pixels of a box's side, at least and at most."""
        return MIN_SIDE * self.points, MAX_SIDE * self.points

    def judged(self, box: PixelBox) -> FoundBox:
        return judged(self.ink, self.faint, box)

    def is_lone(self, box: PixelBox) -> bool:
        """Nothing stands beside it but what no letter is."""
        return not is_crowded(self.ink, box, self.points, ARMS_ALONE)

    def is_free(self, box: PixelBox) -> bool:
        """Nothing stands beside it but the arms of its cross."""
        return not is_crowded(self.ink, box, self.points)


def boxes_in(ink: Ink, faint: Ink, borders: list[PixelBox], points: float) -> list[FoundBox]:
    """All boxes and circles of a page picture. `borders`: of tables, in pixels."""
    sheet = _Sheet(ink, faint, closed(faint, rectangle(3, 3)), borders, points)
    found = outlines(sheet.whole)
    boxes = _boxes(sheet, found)
    return boxes + [c for c in _circles(sheet, found) if not any(c.box.overlaps(b.box) for b in boxes)]


def _boxes(sheet: _Sheet, found: list[Outline]) -> list[FoundBox]:
    """Squares that are no letters, of the one size that a form's boxes have."""
    hollow = hollow_squares(sheet.whole, found, *sheet.sides, sheet.points)
    squares = [
        s for s in _agreed(squares_in(sheet.whole, *sheet.sides, sheet.points), hollow)
        if has_corners(sheet.whole, s.box)
    ]
    free = {s.box for s in squares if sheet.is_free(s.box)}
    boxes = {s.box: sheet.judged(s.box) for s in squares}
    blank = {s.box for s in squares if s.box in free and boxes[s.box].state is MarkState.UNCHECKED}
    whole = [s for s in squares if not is_parted(sheet.ink, sheet.faint, s.box) and is_sealed(sheet.faint, s.box)]
    # the border is broken, but it is empty as no letters are
    torn = [s for s in squares if s not in whole and s.edges >= CLEAR and s.box in blank]
    empty = [s for s in whole if s.box in blank] + torn
    if not empty:
        return [boxes[s.box] for s in whole if s.weakest >= WEAKEST and sheet.is_lone(s.box)]
    sizes = _usual_sizes(empty, _sure(sheet, empty, hollow))
    kept = [
        boxes[s.box] for s in whole + torn
        if any(_of_size(s.box, size) for size in sizes) and (s.box in free or s.edges >= CLEAR)
    ]
    return kept + _crossed(sheet, round(sum(sizes[0]) / 2), kept)


def _sure(sheet: _Sheet, empty: list[Square], hollow: list[PixelBox]) -> list[Square]:
    """Empty boxes that are found by their insides too, and that stand alone."""
    return [
        s for s in empty
        if s.edges >= SURE_EDGES and sheet.is_lone(s.box) and any(_same(box, s.box) for box in hollow)
    ]


def _crossed(sheet: _Sheet, side: int, known: Sequence[FoundBox]) -> list[FoundBox]:
    """Boxes that a cross has swallowed, in ink or in faint lines."""
    found: list[FoundBox] = []
    for drawn in (sheet.ink, sheet.whole):
        taken = [b.box for b in (*known, *found)]
        crossed = crossed_squares(_without(drawn, sheet.borders), side, taken, sheet.points)
        boxes = [sheet.judged(s.box) for s in crossed if sheet.is_free(s.box)]
        found += [b for b in boxes if b.state is MarkState.CHECKED]
    return found


def _without(ink: Ink, borders: list[PixelBox]) -> Ink:
    """The ink without borders, which a cross may run into."""
    rest = ink.copy()
    for x0, top, x1, bottom in borders:
        rest[top:bottom, x0:x1] = 0
    return rest


def _agreed(outlined: list[Square], hollow: list[PixelBox]) -> list[Square]:
    """Squares by their outlines, and those by their insides where no outline is nearly the same."""
    inner = [box for box in hollow if not any(_same(box, s.box) for s in outlined)]
    kept = [s for s in outlined if not any(s.box.overlaps(box) for box in inner)]
    return kept + [Square(box, CLEAR) for box in inner]


def _same(one: PixelBox, other: PixelBox) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= SAME_BOX * one.width


def _usual_sizes(squares: list[Square], sure: list[Square]) -> list[tuple[float, float]]:
    """Width and height that most squares have, the clearest counting most; then those of the sure ones."""
    sizes = [_size(s.box) for s in squares]
    weights = [sum(s.edges - CLEAR + ONE_SIZE for s in squares if _of_size(s.box, size)) for size in sizes]
    best = sizes[weights.index(max(weights))]
    alike = [_size(s.box) for s in squares if _of_size(s.box, best)]
    return [(median(w for w, _ in alike), median(h for _, h in alike)), *(_size(s.box) for s in sure)]


def _size(box: PixelBox) -> tuple[int, int]:
    return box.width, box.height


def _of_size(box: PixelBox, size: tuple[float, float]) -> bool:
    return all(abs(length - usual) <= ONE_SIZE * usual for length, usual in zip(_size(box), size, strict=True))


def _circles(sheet: _Sheet, found: list[Outline]) -> list[FoundBox]:
    """Printed circles of one size: radio buttons, empty or with a dot or cross in them."""
    boxes = circles_in(sheet.ink, found, *sheet.sides, sheet.points)
    kept = _of_one_size([judged(sheet.ink, sheet.faint, box, circle=True) for box in boxes])
    return kept if len(kept) >= 2 else []


def _of_one_size(found: list[FoundBox]) -> list[FoundBox]:
    """A form's boxes have one size; what is far from it is something else."""
    sides = sorted(b.box.width for b in found if b.state is MarkState.UNCHECKED) or sorted(
        b.box.width for b in found
    )
    if not sides:
        return found
    usual = sides[len(sides) // 2]
    return [b for b in found if abs(b.box.width - usual) <= ONE_SIZE * usual]
