"""Borders, check boxes and other ink in a page picture.

Straight runs of ink give the borders; short ones that close to a square give the printed boxes. What
is inside a box beyond its border is the mark. A hand does not care for borders: crosses overshoot, so
the ink is measured well inside, and a little ink (a speck, the tail of a neighbour's tick) stays
between the two states.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from erityisavustus.pages import MarkState
from erityisavustus.reading.scan.picture import Picture

__all__ = ["Found", "FoundBox", "found_in"]

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
BORDER = 0.2
"""Share of the side left out around the inside: the border itself and its blur."""
ROUND_BORDER = 0.3
"""The same for a circle, whose wall cuts the corners."""
EMPTY, FULL = 0.022, 0.05
"""Share of ink inside up to which a box is empty, and from which it is checked."""
BLUR = 0.035
SPECK = 0.012
"""Share of ink that blur can leave in an empty box, and by which empty boxes of one page differ."""
LONG = 36.0
"""Points: a longer straight run is a border or a line to write on."""
HAND_WIDTH, HAND_HEIGHT = 18.0, 7.0
"""Points: connected ink at least this large, that is no line of letters, is drawn by hand."""
SIGN_WIDTH, SIGN_HEIGHT, SIGN_MAX = 16.0, 14.5, 400.0
"""Points: no letter of a form is wider and higher than the first two; nothing signed is larger than the third."""
MAX_INK_SHARE = 0.5
"""Share of its bbox that drawn ink fills at most; a filled bar or a photograph fills more."""


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A printed check box in pixels (x0, top, x1, bottom) and what is in it."""

    box: tuple[int, int, int, int]
    state: MarkState
    ink: float
    """Share of ink inside the border."""
    round: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """All drawn things of a page picture, in pixels."""

    boxes: list[FoundBox]
    across: list[tuple[int, int, int, int]]
    upright: list[tuple[int, int, int, int]]
    hand: list[tuple[int, int, int, int]]
    """Ink too large for letters: signatures."""
    clean: Any
    """The grey picture without boxes and borders, for the OCR."""


def found_in(picture: Picture) -> Found:
    """Borders and check boxes of a straightened page picture."""
    import cv2
    import numpy

    ink = picture.ink.astype(numpy.uint8)
    points = picture.scale
    across = _runs(ink, int(LONG * points), horizontal=True)
    upright = _runs(ink, int(LONG * points), horizontal=False)
    squares = _boxes(ink, picture.faint.astype(numpy.uint8), points)
    boxes = [b for b in squares if not _of_table(b.box, across, upright, points)]
    boxes += [c for c in _circles(ink, points) if not any(_overlap(c.box, b.box) for b in boxes)]
    boxes = _compared(boxes)
    clean = picture.grey.copy()
    thick = max(2, int(0.7 * points))
    for x0, top, x1, bottom in across:
        clean[max(0, top - thick // 2) : bottom + thick // 2 + 1, x0:x1] = 255
    for x0, top, x1, bottom in upright:
        clean[top:bottom, max(0, x0 - thick // 2) : x1 + thick // 2 + 1] = 255
    hand = _large_strokes(ink, clean, points)
    for x0, top, x1, bottom, part in hand:
        clean[top:bottom, x0:x1][part] = 255
    for found in boxes:
        x0, top, x1, bottom = found.box
        pad = int(0.35 * (x1 - x0)) if found.state is not MarkState.UNCHECKED else int(0.12 * (x1 - x0)) + 1
        cv2.rectangle(clean, (x0 - pad, top - pad), (x1 + pad, bottom + pad), 255, thickness=-1)
    return Found(boxes, across, upright, [h[:4] for h in hand], clean)


def _compared(boxes: list[FoundBox]) -> list[FoundBox]:
    """Boxes judged beside each other: blur leaves the same little ink in every empty box of a page."""
    if len(boxes) < 2:
        return boxes
    shares = sorted(b.ink for b in boxes)
    usual = min(shares[len(shares) // 4], BLUR)
    return [
        replace(b, state=MarkState.UNCHECKED) if b.state is MarkState.UNCLEAR and b.ink <= usual + SPECK else b
        for b in boxes
    ]


def _large_strokes(ink: Any, clean: Any, points: float) -> list[tuple[int, int, int, int, Any]]:
    """Connected ink higher than any letter, with its pixels: taken out before the OCR makes words of it."""
    import cv2
    import numpy

    left = (ink.astype(bool) & (clean < 250)).astype(numpy.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(left)
    found: list[tuple[int, int, int, int, Any]] = []
    for index in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[index, :5])
        if width < SIGN_WIDTH * points or height < SIGN_HEIGHT * points or area > MAX_INK_SHARE * width * height:
            continue
        if width > SIGN_MAX * points or height > SIGN_MAX * points:
            continue
        part = cv2.dilate((labels[y : y + height, x : x + width] == index).astype(numpy.uint8), numpy.ones((5, 5)))
        found.append((x, y, x + width, y + height, part.astype(bool)))
    return found


def _runs(ink: Any, length: int, *, horizontal: bool) -> list[tuple[int, int, int, int]]:
    """Straight runs of ink at least `length` pixels long, small gaps closed.

    A third of the length must be one unbroken stroke: no letter has one, and a row of letters is none.
    """
    import cv2

    def size(along: int) -> Any:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (along, 1) if horizontal else (1, along))

    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, size(length // 3))
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, size(length // 6))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found: list[tuple[int, int, int, int]] = []
    for index in range(1, count):
        x, y, width, height = (int(v) for v in stats[index, :4])
        if max(width, height) >= max(length, 6 * min(width, height)) and (width > height) == horizontal:
            found.append((x, y, x + width, y + height))
    return found


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
        if not _cornered(closed, box):
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
    x0, top, x1, bottom = box
    cut = max(2, int(border * (x1 - x0)))
    return ink[top + cut : bottom - cut, x0 + cut : x1 - cut]


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


def _overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _of_table(
    box: tuple[int, int, int, int],
    across: list[tuple[int, int, int, int]],
    upright: list[tuple[int, int, int, int]],
    points: float,
) -> bool:
    """Two or more of its sides lie on long borders: the cell of a table."""
    near = 1.5 * points
    x0, top, x1, bottom = box
    sides = sum(
        any(abs(y - (r[1] + r[3]) / 2) < near and r[0] < x1 and x0 < r[2] for r in across) for y in (top, bottom)
    ) + sum(any(abs(x - (r[0] + r[2]) / 2) < near and r[1] < bottom and top < r[3] for r in upright) for x in (x0, x1))
    return sides >= 2


def drawn_by_hand(
    ink: Any, clean: Any, words: list[tuple[int, int, int, int]], points: float
) -> list[tuple[int, int, int, int]]:
    """Connected ink that is no text: signatures and scribbles, in pixels.

    `words`: boxes of surely read words; ink under them is text.
    """
    import cv2
    import numpy

    left = (ink & (clean < 250)).astype(numpy.uint8)
    for x0, top, x1, bottom in words:
        left[top:bottom, x0:x1] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(left, numpy.ones((3, 3), numpy.uint8)))
    found: list[tuple[int, int, int, int]] = []
    for index in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[index, :5])
        if width >= HAND_WIDTH * points and height >= HAND_HEIGHT * points and area <= MAX_INK_SHARE * width * height:
            found.append((x, y, x + width, y + height))
    return found
