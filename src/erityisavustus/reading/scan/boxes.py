"""Printed check boxes in a page picture, and what is in them.

Short straight runs of ink that close to a square give the boxes, ink around a round hole the circles.
What is inside a box beyond its border is the mark. A hand does not care for borders: crosses overshoot,
so the ink is measured well inside, and a little ink (a speck, the tail of a neighbour's tick) stays
between the two states.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from erityisavustus.pages import MarkState

__all__ = ["FoundBox", "boxes_in", "compared"]

MIN_SIDE, MAX_SIDE = 6.5, 24.0
"""Points: sides of printed check boxes."""
RUN = 0.62
"""Share of a side that must be one straight run of ink after small gaps are closed."""
SIDE_INK = 0.6
"""Share of each side that must be ink: printed borders are broken by scanning, letters have no four sides."""
CORNER = 0.16
CORNER_INK = 0.35
"""Size of a corner as a share of the side, and how much of it ink must fill."""
FRAME_INK = 0.9
"""Share of a box's outline that must be ink for it to be found by its size."""
AROUND = 0.3
"""Share of the ring around it that overshooting ink may fill."""
NEIGHBOUR = 1.6
"""Points left and right of a box or circle in which a letter's neighbour would stand."""
ARMS = 0.52
"""Share of a box's height beside which the arms of its cross may stand."""
ROUND = 1.12
CIRCULAR = 0.78
HOLLOW = 0.45
"""A circle's sides differ little, its outline is round, and what is inside its wall is most of it."""
ONE_SIZE = 0.11
"""Share by which the sides of one page's boxes may differ."""
UNBROKEN = 0.64
"""Share of each side that must be one run: the word 'Ei' has ink on four sides too, but in pieces."""
SQUARE = 1.3
BREAK = 0.1
OPEN = 0.2
"""Share of a side that a break of the border may measure, and of the inside that may be open to the outside."""
BORDER = 0.25
"""Share of the side left out around the inside: the border itself, its blur, and what skew makes of it."""
THICKER = 0.12
"""Share of the side by which a border may be thicker than that."""
ALONG = 0.35
"""Share of a row or column that ink fills when the border runs along it; the stroke of a pen crosses it."""
ROUND_BORDER = 0.3
"""The same for a circle, whose wall cuts the corners."""
EMPTY, FULL = 0.022, 0.05
"""Share of ink inside up to which a box is empty, and from which it is checked."""
DARK, DIM = 0.12, 0.09
"""With a box of at least the first share on the page, one of less than the second is not surely checked."""
BLUR = 0.035
SPECK = 0.012
"""Share of ink that blur can leave in an empty box, and by which empty boxes of one page differ."""


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A printed check box in pixels (x0, top, x1, bottom) and what is in it."""

    box: tuple[int, int, int, int]
    state: MarkState
    ink: float
    """Share of ink inside the border."""
    round: bool = False


def boxes_in(ink: Any, faint: Any, points: float) -> list[FoundBox]:
    """All boxes and circles of a page picture; `ink`, `faint`: uint8 arrays, 1 where there is some."""
    boxes = _boxes(ink, faint, points)
    return boxes + [c for c in _circles(ink, points) if not any(_overlap(c.box, b.box) for b in boxes)]


def compared(boxes: list[FoundBox]) -> list[FoundBox]:
    """Boxes judged beside each other: blur leaves the same little ink in every empty box of a page."""
    if len(boxes) < 2:
        return boxes
    shares = sorted(b.ink for b in boxes)
    usual = min(shares[len(shares) // 4], BLUR)
    return [_beside(b, usual, dark=shares[-1] >= DARK) for b in boxes]


def _beside(box: FoundBox, usual: float, *, dark: bool) -> FoundBox:
    """The box as the others of its page show it: `usual` is the ink of an empty one, `dark`: one is fully ticked."""
    if box.state is MarkState.UNCLEAR and box.ink <= usual + SPECK:
        return replace(box, state=MarkState.UNCHECKED)
    if box.state is MarkState.CHECKED and dark and box.ink < DIM:
        return replace(box, state=MarkState.UNCLEAR)
    return box


def _boxes(ink: Any, faint: Any, points: float) -> list[FoundBox]:
    """Squares made of straight runs on four sides."""
    import cv2
    import numpy

    run = max(4, int(MIN_SIDE * RUN * points))
    small = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    closed = cv2.morphologyEx(faint, cv2.MORPH_CLOSE, small)
    across = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (run, 1)))
    upright = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, run)))
    frame = cv2.dilate(cv2.bitwise_or(across, upright), small)
    contours, _ = cv2.findContours(frame, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found: list[FoundBox] = []
    for contour in contours:
        x, y, width, height = cv2.boundingRect(contour)
        if not (MIN_SIDE * points <= min(width, height) and max(width, height) <= MAX_SIDE * points):
            continue
        if max(width, height) > SQUARE * min(width, height):
            continue
        box = (x, y, x + width, y + height)
        if any(_overlap(box, other.box) for other in found) or not _four_sides(across, upright, box):
            continue
        if not _cornered(closed, box) or _parted(ink, faint, box) or not _sealed(faint, box):
            continue
        inside = _inside(ink, box)
        share = float(numpy.count_nonzero(inside)) / max(1, inside.size)
        if _crowded(ink, box, points):
            continue  # a letter, or a part of some: it has neighbours
        found.append(FoundBox(box, _state(share), share))
    found = _of_one_size(found)
    return found + _crossed_out(ink, across, upright, found, points)


def _crossed_out(
    ink: Any, across: Any, upright: Any, found: list[FoundBox], points: float
) -> list[FoundBox]:
    """Boxes of the size already found whose outline a cross has swallowed: looked for by their four sides alone."""
    import cv2
    import numpy

    if not found:
        return []
    sides = sorted(b.box[2] - b.box[0] for b in found)
    side = round(sides[len(sides) // 2] / 2)
    half = cv2.resize(ink * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    half = (half > 100).astype(numpy.float32)
    thick = max(1, round(side * 0.08))
    frame = numpy.ones((side, side), numpy.float32)
    frame[thick:-thick, thick:-thick] = 0
    near = cv2.dilate(half, numpy.ones((3, 3), numpy.uint8))
    scores = cv2.matchTemplate(near, frame / frame.sum(), cv2.TM_CCORR)
    peaks = (scores >= FRAME_INK) & (scores >= cv2.dilate(scores, numpy.ones((side, side), numpy.uint8)))
    result: list[FoundBox] = []
    for y, x in zip(*(int_list.tolist() for int_list in numpy.nonzero(peaks)), strict=True):
        box = (2 * x, 2 * y, 2 * (x + side), 2 * (y + side))
        if any(_overlap(box, other.box) for other in [*found, *result]) or not _stands_alone(ink, box, points):
            continue
        if not _four_sides(across, upright, box) or _crowded(ink, box, points):
            continue
        if not _cornered(ink, box) or _parted(ink, ink, box) or not _sealed(ink, box):
            continue
        inside = _inside(ink, box)
        share = float(numpy.count_nonzero(inside)) / max(1, inside.size)
        result.append(FoundBox(box, _state(share), share))
    return result


def _stands_alone(ink: Any, box: tuple[int, int, int, int], points: float) -> bool:
    """White around it, but for what overshoots: no part of a dark area or of a line of letters."""
    import numpy

    x0, top, x1, bottom = box
    gap, wide = max(2, int(0.6 * points)), max(3, int(1.6 * points))
    outer = ink[max(0, top - gap - wide) : bottom + gap + wide, max(0, x0 - gap - wide) : x1 + gap + wide]
    inner = ink[max(0, top - gap) : bottom + gap, max(0, x0 - gap) : x1 + gap]
    ring = outer.size - inner.size
    return ring > 0 and bool((numpy.count_nonzero(outer) - numpy.count_nonzero(inner)) <= AROUND * ring)


def _of_one_size(found: list[FoundBox]) -> list[FoundBox]:
    """A form's boxes have one size; what is far from it is something else."""
    sides = sorted(b.box[2] - b.box[0] for b in found if b.state is MarkState.UNCHECKED) or sorted(
        b.box[2] - b.box[0] for b in found
    )
    if not sides:
        return found
    usual = sides[len(sides) // 2]
    return [b for b in found if abs(b.box[2] - b.box[0] - usual) <= ONE_SIZE * usual]


def _circles(ink: Any, points: float) -> list[FoundBox]:
    """Printed circles of one size that stand alone: radio buttons, empty or with a dot or cross in them."""
    import cv2
    import numpy

    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    found: list[FoundBox] = []
    for index, contour in enumerate(contours):
        if tree is None or tree[0][index][3] != -1:
            continue  # the edge of a hole
        x, y, width, height = cv2.boundingRect(contour)
        if not (MIN_SIDE * points <= min(width, height) and max(width, height) <= MAX_SIDE * points):
            continue
        box = (x, y, x + width, y + height)
        if max(width, height) > ROUND * min(width, height) or not _is_ring(contour, contours, tree[0], index):
            continue
        if _free_beside(ink, box, points):
            inside = _inside(ink, box, ROUND_BORDER)
            share = float(numpy.count_nonzero(inside)) / max(1, inside.size)
            found.append(FoundBox(box, _state(share), share, round=True))
    kept = _of_one_size(found)
    return kept if len(kept) >= 2 else []


def _crowded(ink: Any, box: tuple[int, int, int, int], points: float) -> bool:
    """Close by on the line stands more ink than the arms of an overshooting cross: the next letter."""
    x0, top, x1, bottom = box
    near = max(3, int(NEIGHBOUR * points))
    beside = ink[top:bottom, max(0, x0 - near) : max(1, x0 - 1)], ink[top:bottom, x1 + 1 : x1 + near]
    return any(side.size and float(side.max(axis=1).mean()) > ARMS for side in beside)


def _free_beside(ink: Any, box: tuple[int, int, int, int], points: float) -> bool:
    """No ink close by on the line: the letter O has neighbours."""
    x0, top, x1, bottom = box
    near = max(3, int(NEIGHBOUR * points))
    beside = ink[top:bottom, max(0, x0 - near) : max(0, x0 - 1)], ink[top:bottom, x1 + 1 : x1 + near]
    return not any(side.any() for side in beside)


def _is_ring(contour: Any, contours: Any, tree: Any, index: int) -> bool:
    """The outline is a circle, and so is the largest hole in it, with a thin wall between."""
    import cv2

    holes = []
    child = int(tree[index][2])
    while child != -1:
        holes.append(contours[child])
        child = int(tree[child][0])
    if not holes:
        return False
    outer = cv2.contourArea(contour)
    inner = max(cv2.contourArea(h) for h in holes)
    round_enough = 4 * 3.14159 * outer / max(1.0, cv2.arcLength(contour, True) ** 2) >= CIRCULAR
    return bool(round_enough and inner >= HOLLOW * outer)


def _inside(ink: Any, box: tuple[int, int, int, int], border: float = BORDER) -> Any:
    """What is within the border; where the border is thicker than usual, a little less."""
    x0, top, x1, bottom = box
    cut = max(2, int(border * (x1 - x0)))
    more = max(1, int(THICKER * (x1 - x0)))
    inside = ink[top + cut : bottom - cut, x0 + cut : x1 - cut]
    for _ in range(4):  # each side in turn is the first
        inside = _without_edge(inside, more)[::-1].T if inside.size else inside
    return inside


def _without_edge(inside: Any, more: int) -> Any:
    """Without the first rows, at most `more`, as long as the border runs along them; and the ragged one after."""
    rows = 0
    while rows < min(more, len(inside) - 1) and float(inside[rows].mean()) >= ALONG:
        rows += 1
    return inside[rows + 1 :] if rows else inside


def _parted(ink: Any, faint: Any, box: tuple[int, int, int, int]) -> bool:
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


def _four_sides(across: Any, upright: Any, box: tuple[int, int, int, int]) -> bool:
    """Each side is drawn for most of its length, near the edge of the box."""
    x0, top, x1, bottom = box
    band = max(3, int(0.18 * (x1 - x0)))
    sides = (
        across[top : top + band, x0:x1].max(axis=0),
        across[bottom - band : bottom, x0:x1].max(axis=0),
        upright[top:bottom, x0 : x0 + band].max(axis=1),
        upright[top:bottom, x1 - band : x1].max(axis=1),
    )
    return all(float(side.mean()) >= SIDE_INK and _longest(side) >= UNBROKEN * len(side) for side in sides)


def _longest(side: Any) -> int:
    """The longest unbroken run of ink along a side, in pixels."""
    best = run = 0
    for inked in side.tolist():
        run = run + 1 if inked else 0
        best = max(best, run)
    return best


def _cornered(ink: Any, box: tuple[int, int, int, int]) -> bool:
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


def _sealed(ink: Any, box: tuple[int, int, int, int]) -> bool:
    """What is inside can not be reached from outside, small breaks of the border closed: an E is open, a box is not."""
    import cv2
    import numpy

    x0, top, x1, bottom = box
    side = x1 - x0
    gap = max(3, int(BREAK * side) | 1)
    crop = cv2.morphologyEx(ink[top:bottom, x0:x1], cv2.MORPH_CLOSE, numpy.ones((gap, gap), numpy.uint8))
    free = numpy.pad((crop == 0).astype(numpy.uint8), 1, constant_values=1)
    cv2.floodFill(free, None, (0, 0), 2)
    cut = max(2, int(BORDER * side))
    inside = free[1:-1, 1:-1][cut:-cut, cut:-cut]
    return float((inside == 2).mean()) <= OPEN


def _overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
