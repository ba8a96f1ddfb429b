"""What is drawn on a page picture: borders, check boxes, and ink too large for letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.contracts.page import MarkState
from erityisavustus.reading.ocr.boxes.boxes import FoundBox, boxes_in, compared
from erityisavustus.reading.ocr.components import bounds
from erityisavustus.reading.ocr.picture import Picture
from erityisavustus.reading.ocr.rings import Ring, rings_in

__all__ = ["Found", "drawn_by_hand", "found_in"]

LONG = 36.0
"""Points: a longer straight run is a border or a line to write on."""
SHORT = 9.0
"""Points: an upright run at least this long that joins two borders parts the cells of a table."""
JOIN = 2.0
"""Points by which the ends of such a run may miss the borders."""
GOES_ON, UNBROKEN = 3.0, 0.9
"""Points beyond a box within which the border of a table goes on, and the share of them that is ink."""
SOLID = 0.8
"""Share of a run that is ink: the sides of boxes that stand over each other are no border."""
HAND_WIDTH, HAND_HEIGHT = 18.0, 7.0
"""Points: connected ink at least this large, that is no line of letters, is drawn by hand."""
EDGE = 0.12
"""Share of a box's side around it that is blur of its border."""
REACH, MERGED = 0.7, 0.35
"""Shares of the side: how far a stroke overshoots, and how much of it is taken out where it runs into letters."""
CENTRED = 0.25
"""Share of the side by which strokes reach further to one side than to the other; more are letters that they touch."""
SIGN_WIDTH, SIGN_HEIGHT, SIGN_MAX = 16.0, 14.5, 400.0
"""Points: no letter of a form is wider and higher than the first two; nothing signed is larger than the third."""
WHITE = 250
"""Grey from which the cleaned picture is white."""
MAX_INK_SHARE = 0.5
"""Share of its bbox that drawn ink fills at most; a filled bar or a photograph fills more."""


@dataclass(frozen=True, slots=True)
class Found:
    """All drawn things of a page picture, in pixels."""

    boxes: list[FoundBox]
    across: list[PixelBox]
    upright: list[PixelBox]
    hand: list[PixelBox]
    """Ink too large for letters: signatures."""
    rings: list[PixelBox]
    """Closed lines drawn by hand around words."""
    clean: Any
    """The grey picture without boxes and borders, for the OCR."""


def found_in(picture: Picture) -> Found:
    """Borders and check boxes of a straightened page picture."""
    import numpy

    ink = picture.ink.astype(numpy.uint8)
    points = picture.scale
    across = _runs(ink, int(LONG * points), horizontal=True)
    upright = _runs(ink, int(LONG * points), horizontal=False)
    upright += _between(ink, across, upright, points)
    clean = picture.grey.copy()
    thick = max(2, int(0.7 * points))
    for x0, top, x1, bottom in across:
        clean[max(0, top - thick // 2) : bottom + thick // 2 + 1, x0:x1] = 255
    for x0, top, x1, bottom in upright:
        clean[top:bottom, max(0, x0 - thick // 2) : x1 + thick // 2 + 1] = 255
    faint = picture.faint.astype(numpy.uint8)
    rings = rings_in((ink.astype(bool) & (clean < WHITE)).astype(numpy.uint8), points)
    for ring in rings:
        _erase_ring(clean, ink, faint, ring)
    drawn = boxes_in(ink, faint, across + upright, points)
    drawn = [b for b in drawn if not any(_is_word_in(b.box, ring.box) for ring in rings)]
    boxes = compared([b for b in drawn if b.round or not _of_table(ink, b.box, across, upright, points)])
    hand = _large_strokes(ink, clean, points)
    for x0, top, x1, bottom, part in hand:
        clean[top:bottom, x0:x1][part] = 255
    for found in boxes:
        _erase(clean, ink, found)
    return Found(boxes, across, upright, [PixelBox(*h[:4]) for h in hand], [r.box for r in rings], clean)


def _erase_ring(clean: Any, ink: Any, faint: Any, ring: Ring) -> None:
    """Take the line of a ring and its blur out of all pictures, not the letters that it touches."""
    import cv2
    import numpy

    x0, top, x1, bottom = ring.area
    letters = ink[top:bottom, x0:x1].astype(bool) & ~ring.line
    erased = (cv2.dilate(ring.line.astype(numpy.uint8), numpy.ones((5, 5))) > 0) & ~letters
    clean[top:bottom, x0:x1][erased] = 255
    ink[top:bottom, x0:x1][erased] = faint[top:bottom, x0:x1][erased] = 0


def _is_word_in(box: PixelBox, ring: PixelBox) -> bool:
    """What looks like a box takes most of a ring: it is the word there."""
    return ring.contains(box) and box.width > ring.width / 2


def _erase(clean: Any, ink: Any, found: FoundBox) -> None:
    """Whiten a box and the strokes that overshoot it, but not the letters beside it."""
    import cv2
    import numpy

    x0, top, x1, bottom = found.box
    side = x1 - x0
    if found.state is not MarkState.UNCHECKED:
        reach, pad = int(REACH * side), int(MERGED * side)
        left, upper = max(0, x0 - reach), max(0, top - reach)
        window = ink[upper : bottom + reach, left : x1 + reach]
        _, labels, stats, _ = cv2.connectedComponentsWithStats(window)
        within = labels[top - upper : bottom - upper, x0 - left : x1 - left]
        near = numpy.zeros(window.shape, bool)
        near[max(0, top - pad - upper) : bottom + pad - upper, max(0, x0 - pad - left) : x1 + pad - left] = True
        strokes = numpy.zeros(window.shape, numpy.uint8)
        for index in set(numpy.unique(within).tolist()) - {0}:
            x, _, width, _, _ = (int(v) for v in stats[index])
            centred = abs(left + x + width / 2 - (x0 + x1) / 2) <= CENTRED * side
            whole = centred and x > 0 and x + width < window.shape[1]
            strokes[(labels == index) & (near | whole)] = 1
        clean[upper : bottom + reach, left : x1 + reach][cv2.dilate(strokes, numpy.ones((5, 5))) > 0] = 255
    edge = int(EDGE * side) + 1
    cv2.rectangle(clean, (x0 - edge, top - edge), (x1 + edge, bottom + edge), 255, thickness=-1)


def _large_strokes(ink: Any, clean: Any, points: float) -> list[tuple[int, int, int, int, Any]]:
    """Connected ink higher than any letter, with its pixels: taken out before the OCR makes words of it."""
    import cv2
    import numpy

    left = (ink.astype(bool) & (clean < WHITE)).astype(numpy.uint8)
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


def _runs(ink: Any, length: int, *, horizontal: bool) -> list[PixelBox]:
    """Straight runs of ink at least `length` pixels long, small gaps closed.

    A third of the length must be one unbroken stroke: no letter has one, and a row of letters is none.
    """
    import cv2

    def size(along: int) -> Any:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (along, 1) if horizontal else (1, along))

    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, size(length // 3))
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, size(length // 6))
    found: list[PixelBox] = []
    for x, y, width, height in bounds(joined).tolist():
        if not (max(width, height) >= max(length, 6 * min(width, height)) and (width > height) == horizontal):
            continue
        drawn = strokes[y : y + height, x : x + width].any(axis=0 if horizontal else 1)
        if drawn.mean() >= SOLID:
            found.append(PixelBox(x, y, x + width, y + height))
    return found


def _between(
    ink: Any, across: list[PixelBox], upright: list[PixelBox], points: float
) -> list[PixelBox]:
    """Upright runs shorter than `_runs` takes that join two borders: sides of cells hardly higher than their line."""
    near = JOIN * points

    def border_at(x: int, y: int) -> bool:
        return any(r.top - near <= y <= r.bottom + near and r.left - near <= x <= r.right + near for r in across)

    return [
        run
        for run in _runs(ink, int(SHORT * points), horizontal=False)
        if run not in upright and border_at(run.left, run.top) and border_at(run.left, run.bottom)
    ]


def _of_table(ink: Any, box: PixelBox, across: list[PixelBox], upright: list[PixelBox], points: float) -> bool:
    """Two or more of its sides lie on borders that go on beyond it: the cell of a table."""
    near, far = 1.5 * points, max(2, int(GOES_ON * points))
    x0, top, x1, bottom = box

    def goes_on(run: PixelBox, *, level: bool) -> bool:
        a, b, c, d = run
        if level:
            parts = [ink[b:d, max(a, x0 - far) : x0].any(axis=0), ink[b:d, x1 : min(c, x1 + far)].any(axis=0)]
        else:
            parts = [ink[max(b, top - far) : top, a:c].any(axis=1), ink[bottom : min(d, bottom + far), a:c].any(axis=1)]
        return any(part.size > far // 2 and part.mean() >= UNBROKEN for part in parts)

    sides = sum(
        any(
            abs(y - (r.top + r.bottom) / 2) < near and r.left < x1 and x0 < r.right and goes_on(r, level=True)
            for r in across
        )
        for y in (top, bottom)
    )
    return sides + sum(
        any(abs(x - (r.left + r.right) / 2) < near and r.top < bottom and top < r.bottom and goes_on(r, level=False)
            for r in upright)
        for x in (x0, x1)
    ) >= 2


def drawn_by_hand(
    ink: Any, clean: Any, words: list[PixelBox], points: float
) -> list[PixelBox]:
    """Connected ink that is no text: signatures and scribbles, in pixels.

    `words`: boxes of surely read words; ink under them is text.
    """
    import cv2
    import numpy

    left = (ink & (clean < WHITE)).astype(numpy.uint8)
    for x0, top, x1, bottom in words:
        left[top:bottom, x0:x1] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(left, numpy.ones((3, 3), numpy.uint8)))
    found: list[PixelBox] = []
    for index in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[index, :5])
        if width >= HAND_WIDTH * points and height >= HAND_HEIGHT * points and area <= MAX_INK_SHARE * width * height:
            found.append(PixelBox(x, y, x + width, y + height))
    return found
