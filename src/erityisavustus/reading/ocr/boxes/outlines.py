"""Squares in a page picture, found by their outlines.

The outline of a printed box is four straight edges between ink and white, whatever was drawn into the box; a stroke
that leaves it interrupts them for little more than its width. So edges are found for each of the four directions on
their own, and a square is where they agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.components import NEIGHBOUR, beside, bounds

__all__ = ["HIGHER", "LOWER", "Square", "crossed_squares", "overlapping", "squares_in"]

GAP = 1.0
"""Points of a break in an edge that are closed: what scanning and thin strokes leave out."""
RUN = 2.7
"""Points that an edge is straight without a break."""
SIDE_EDGE = 0.5
"""Share of each side that must be edge."""
ALL_EDGES = 3.1
"""The same for the four sides together."""
UNEQUAL = 0.5
"""Weight of the difference of a square's sides, so that of two fits the squarer one is taken."""
LOWER, HIGHER = 0.87, 1.15
"""Height of a square in shares of its width."""
BEYOND = 0.3
"""Share of the side by which the edges above and below may lie beyond those beside, which torn corners shorten."""
OVERSHOT, SWALLOWED = 1.15, 2.6
"""Sides that a box and the cross over it measure together at least, for letters have no arms, and at most."""
BESIDE = 0.15
"""Share of the height that the next letter of a word takes at least."""
FRAME_INK = 0.88
"""Share of a box's frame that must be ink for it to be found by its size alone."""
ALIKE = 0.01
"""Difference of that share between places that are one as good as the other."""
FRAME = 0.08
"""Width of that frame as a share of the side."""


@dataclass(frozen=True, slots=True)
class Square:
    """A square in pixels (x0, top, x1, bottom)."""

    box: PixelBox
    edges: float
    """Shares of its four sides that are edge, added up."""
    weakest: float = 0.0
    """The least of them."""


def squares_in(ink: Any, least: float, most: float, points: float) -> list[Square]:
    """Squares with sides between `least` and `most` pixels, the clearest first, none over another.

    `ink`: uint8 array, 1 where there is ink; `points`: pixels a point.
    """
    import numpy

    top, bottom, left, right = _edges(ink, points)
    lefts, rights = _upright_runs(left, points), _upright_runs(right, points)
    found: list[Square] = []
    for x, low, high in lefts.tolist():
        width = rights[:, 0] - x + 1
        common = numpy.minimum(rights[:, 2], high) - numpy.maximum(rights[:, 1], low)
        fits = (width >= least) & (width <= most) & (common >= SIDE_EDGE * width)
        for other, a, b in rights[fits].tolist():
            best = _fitted(top, bottom, left, right, (x, other), (max(low, a), min(high, b)))
            if best is not None:
                found.append(best)
    return _apart(found)


def crossed_squares(ink: Any, side: int, taken: list[PixelBox], points: float) -> list[Square]:
    """Squares of a known side whose outline a cross has swallowed: connected ink with a whole frame of that size."""
    import cv2
    import numpy

    parts = bounds(ink)
    near = ((parts[:, 2:] >= OVERSHOT * side) & (parts[:, 2:] <= SWALLOWED * side)).all(axis=1)
    thick = max(1, round(FRAME * side))
    frame = numpy.ones((side, side), numpy.float32)
    frame[thick:-thick, thick:-thick] = 0
    found: list[Square] = []
    for x, y, width, height in parts[near].tolist():
        if min(beside(ink, PixelBox(x, y, x + width, y + height), max(3, int(NEIGHBOUR * points)))) > BESIDE:
            continue  # letters stand close by on both sides
        part = cv2.dilate(ink[y : y + height, x : x + width], numpy.ones((3, 3), numpy.uint8))
        scores = cv2.matchTemplate(part.astype(numpy.float32), frame / frame.sum(), cv2.TM_CCORR)
        share = float(scores.max())
        dy, dx = (round(float(places.mean())) for places in numpy.nonzero(scores >= share - ALIKE))
        box = PixelBox(x + dx, y + dy, x + dx + side, y + dy + side)
        if share >= FRAME_INK and not any(overlapping(box, other) for other in taken):
            found.append(Square(box, 4 * share))
    return _apart(found)


def _edges(ink: Any, points: float) -> tuple[Any, Any, Any, Any]:
    """Straight edges above, below, left and right of ink, three pixels wide: 1 where there is one."""
    import cv2
    import numpy

    gap, run = max(2, int(GAP * points)) + 1, max(4, int(RUN * points))

    def straight(edge: Any, *, across: bool) -> Any:
        def kernel(along: int, wide: int = 1) -> Any:
            return numpy.ones((wide, along) if across else (along, wide), numpy.uint8)

        edge = cv2.dilate(edge, kernel(1, 3))
        edge = cv2.morphologyEx(edge, cv2.MORPH_CLOSE, kernel(gap))
        return cv2.morphologyEx(edge, cv2.MORPH_OPEN, kernel(run))

    padded = numpy.pad(ink, 1)
    middle = padded[1:-1, 1:-1]
    return (
        straight(middle & (1 - padded[:-2, 1:-1]), across=True),
        straight(middle & (1 - padded[2:, 1:-1]), across=True),
        straight(middle & (1 - padded[1:-1, :-2]), across=False),
        straight(middle & (1 - padded[1:-1, 2:]), across=False),
    )


def _upright_runs(edge: Any, points: float) -> Any:
    """Rows (x, top, bottom) of straight upright edges; what is wider than their jitter is a curve."""
    import numpy

    runs = bounds(edge)
    narrow = runs[runs[:, 2] <= 2 * points]
    return numpy.stack([narrow[:, 0] + narrow[:, 2] // 2, narrow[:, 1], narrow[:, 1] + narrow[:, 3]], axis=1)


def _fitted(
    top: Any, bottom: Any, left: Any, right: Any, sides: tuple[int, int], common: tuple[int, int]
) -> Square | None:
    """The square between two upright edges, `common` the rows that both have; None where there is none."""
    import numpy

    x0, x1 = sides
    side = x1 - x0 + 1
    reach = int(BEYOND * side)
    begin, end = max(0, common[0] - reach), common[1] + reach
    above = top[begin:end, x0 : x1 + 1].mean(axis=1)
    below = bottom[begin:end, x0 : x1 + 1].mean(axis=1)
    lows = numpy.nonzero(below >= SIDE_EDGE)[0]
    best: Square | None = None
    for row in numpy.nonzero(above >= SIDE_EDGE)[0].tolist():
        for last in lows[(lows >= row + LOWER * side - 1) & (lows <= row + HIGHER * side - 1)].tolist():
            box = PixelBox(x0, begin + row, x1 + 1, begin + last + 1)
            beside = [
                float(edge[box.top : box.bottom, max(0, x - 1) : x + 2].max(axis=1).mean())
                for edge, x in ((left, x0), (right, x1))
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
        if not any(overlapping(square.box, other.box) for other in kept):
            kept.append(square)
    return kept


def overlapping(a: PixelBox, b: PixelBox) -> bool:
    """The two have pixels in common."""
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
