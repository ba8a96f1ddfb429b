"""Squares in a page picture, found by their outlines.

The outline of a printed box is four straight edges between ink and white, whatever was drawn into the box; a stroke
that leaves it interrupts them for little more than its width. So edges are found for each of the four directions on
their own, and a square is where they agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Ink, Rectangles
from erityisavustus.reading.ocr.components import NEXT_LETTER, beside, bounds
from erityisavustus.reading.ocr.morphology import closed, dilated, opened, rectangle

__all__ = ["HIGHER", "LOWER", "Square", "crossed_squares", "squares_in"]

EDGE_GAP = 1.0
"""Points of a break in an edge that are closed: what scanning and thin strokes leave out; fitted."""
RUN = 2.7
"""Points that an edge is straight without a break; fitted."""
JITTER = 2.0
"""Points: an upright edge that is wider is a curve; fitted."""
SIDE_EDGE, ALL_EDGES = 0.5, 3.1
"""Share of each side that must be edge, and how many of the four sides together; fitted."""
UNEQUAL = 0.5
"""Weight of the difference of a square's sides, so that of two fits the squarer one is taken; fitted."""
LOWER, HIGHER = 0.87, 1.15
"""Height of a square in shares of its width; fitted."""
TORN = 0.3
"""Share of the side by which the edges above and below may lie beyond those beside, which torn corners shorten;
fitted."""
OVERSHOT, SWALLOWED = 1.15, 2.6
"""Sides that a box and the cross over it measure together at least, for letters have no arms, and at most; fitted."""
LETTER_BESIDE = 0.15
"""Share of the height that the next letter of a word takes at least; fitted."""
FRAME, FRAME_INK, FRAME_ALIKE = 0.08, 0.88, 0.01
"""Of the frame by which a box is found whose size is known: its width as a share of the side, the share of it that
must be ink, and the difference of that share between places that are as good as each other. Fitted."""


@dataclass(frozen=True, slots=True)
class Square:
    """A square in pixels (x0, top, x1, bottom)."""

    box: PixelBox
    edges: float
    """Shares of its four sides that are edge, added up."""
    weakest: float = 0.0
    """The least of them."""


def squares_in(ink: Ink, least: float, most: float, points: float) -> list[Square]:
    """Squares with sides between `least` and `most` pixels, the clearest first, none over another.

    `points`: pixels a point.
    """
    import numpy

    top, bottom, left, right = _edges(ink, points)
    lefts, rights = _upright_runs(left, points), _upright_runs(right, points)
    found: list[Square] = []
    for x0, first, last in lefts.tolist():
        width = rights[:, 0] - x0 + 1
        common = numpy.minimum(rights[:, 2], last) - numpy.maximum(rights[:, 1], first)
        fits = (width >= least) & (width <= most) & (common >= SIDE_EDGE * width)
        for x1, begin, end in rights[fits].tolist():
            best = _fitted(top, bottom, left, right, (x0, x1), (max(first, begin), min(last, end)))
            if best is not None:
                found.append(best)
    return _apart(found)


def crossed_squares(ink: Ink, side: int, taken: list[PixelBox], points: float) -> list[Square]:
    """Squares of a known side whose outline a cross has swallowed: connected ink with a whole frame of that size."""
    import cv2
    import numpy

    parts = bounds(ink)
    near = ((parts[:, 2:] >= OVERSHOT * side) & (parts[:, 2:] <= SWALLOWED * side)).all(axis=1)
    thick = max(1, round(FRAME * side))
    frame = numpy.ones((side, side), numpy.float32)
    frame[thick:-thick, thick:-thick] = 0
    found: list[Square] = []
    for part in (PixelBox.sized(*row) for row in parts[near].tolist()):
        if min(beside(ink, part, max(3, int(NEXT_LETTER * points)))) > LETTER_BESIDE:
            continue  # letters stand close by on both sides
        drawn = dilated(ink[part.top : part.bottom, part.left : part.right], rectangle(3, 3))
        scores = cv2.matchTemplate(drawn.astype(numpy.float32), frame / frame.sum(), cv2.TM_CCORR)
        share = float(scores.max())
        down, across = (round(float(places.mean())) for places in numpy.nonzero(scores >= share - FRAME_ALIKE))
        box = PixelBox.sized(part.left + across, part.top + down, side, side)
        if share >= FRAME_INK and not any(box.overlaps(other) for other in taken):
            found.append(Square(box, 4 * share))
    return _apart(found)


def _edges(ink: Ink, points: float) -> tuple[Ink, Ink, Ink, Ink]:
    """Straight edges above, below, left and right of ink, three pixels wide: 1 where there is one."""
    import numpy

    gap, run = max(2, int(EDGE_GAP * points)) + 1, max(4, int(RUN * points))

    def straight(edge: Ink, *, across: bool) -> Ink:
        def element(along: int, wide: int = 1) -> Ink:
            return rectangle(along, wide) if across else rectangle(wide, along)

        return opened(closed(dilated(edge, element(1, 3)), element(gap)), element(run))

    padded = numpy.pad(ink, 1)
    middle = padded[1:-1, 1:-1]
    return (
        straight(middle & (1 - padded[:-2, 1:-1]), across=True),
        straight(middle & (1 - padded[2:, 1:-1]), across=True),
        straight(middle & (1 - padded[1:-1, :-2]), across=False),
        straight(middle & (1 - padded[1:-1, 2:]), across=False),
    )


def _upright_runs(edge: Ink, points: float) -> Rectangles:
    """Middle, top and bottom of straight upright edges; what is wider than their jitter is a curve."""
    import numpy

    runs = bounds(edge)
    narrow = runs[runs[:, 2] <= JITTER * points]
    return numpy.stack([narrow[:, 0] + narrow[:, 2] // 2, narrow[:, 1], narrow[:, 1] + narrow[:, 3]], axis=1)


def _fitted(
    top: Ink, bottom: Ink, left: Ink, right: Ink, sides: tuple[int, int], common: tuple[int, int]
) -> Square | None:
    """The square between two upright edges, `common` the rows that both have; None where there is none."""
    import numpy

    x0, x1 = sides
    side = x1 - x0 + 1
    reach = int(TORN * side)
    begin, end = max(0, common[0] - reach), common[1] + reach
    above = top[begin:end, x0 : x1 + 1].mean(axis=1)
    below = bottom[begin:end, x0 : x1 + 1].mean(axis=1)
    lows = numpy.nonzero(below >= SIDE_EDGE)[0]
    best: Square | None = None
    for row in numpy.nonzero(above >= SIDE_EDGE)[0].tolist():
        for last in lows[(lows >= row + LOWER * side - 1) & (lows <= row + HIGHER * side - 1)].tolist():
            box = PixelBox(x0, begin + row, x1 + 1, begin + last + 1)
            beside = [
                float(edge[box.top : box.bottom, max(0, at - 1) : at + 2].max(axis=1).mean())
                for edge, at in ((left, x0), (right, x1))
            ]
            unequal = UNEQUAL * abs(last - row + 1 - side) / side
            edges = float(above[row] + below[last]) + sum(beside) - unequal
            if min(beside) >= SIDE_EDGE and edges >= max(ALL_EDGES, best.edges if best else 0.0):
                best = Square(box, edges, min(*beside, float(above[row]), float(below[last])))
    return best


def _apart(found: list[Square]) -> list[Square]:
    """The clearest of those that lie over each other."""
    kept: list[Square] = []
    for square in sorted(found, key=lambda s: -s.edges):
        if not any(square.box.overlaps(other.box) for other in kept):
            kept.append(square)
    return kept
