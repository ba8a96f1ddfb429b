"""What is drawn and still can not be seen: painted over, or the colour of the paper."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from erityisavustus.pages import BBox
from erityisavustus.reading.device import Char, Path, Picture, Recorder, Subpath

__all__ = ["hide_unseen"]

PAPER = 0.02
"""Darkness below which a colour is the paper's."""
SMALLEST = 5.0
"""Points: sides of a rectangle that covers something; a smaller white one belongs to a drawing."""
SLACK = 1.0
"""Points by which a character may stand out from what covers it: its box is taller than its ink. Paths may not: a
box painted as a dark square and a white one on it is not covered."""
Item = TypeVar("Item", Char, Path, Picture)


def hide_unseen(recorder: Recorder) -> None:
    """Take away what no person sees on the page.

    A correction in fill-and-sign tools is a white rectangle over the old text; templates hold white text on
    white paper. White text on anything dark, on a picture or a shading is seen.
    """
    white = [
        (subpath.bbox, path.order)
        for path in recorder.paths if path.fill and path.opaque and path.fill_dark <= PAPER
        for subpath in path.subpaths if _covers(subpath)
    ]
    if white:
        items: list[Char | Path | Picture] = [*recorder.chars, *recorder.paths, *recorder.pictures]
        first = min(item.order for item in items)
        late = [(box, order) for box, order in white if order > first]
        recorder.chars = _uncovered(recorder.chars, [_ink(c) for c in recorder.chars], late)
        recorder.paths = _uncovered(recorder.paths, [_extent(p) for p in recorder.paths], late)
        recorder.pictures = _uncovered(recorder.pictures, [p.bbox for p in recorder.pictures], late)
    pale = [c for c in recorder.chars if c.dark <= PAPER and not c.invisible]
    if pale and not recorder.shadings:
        grounds = [_extent(p) for p in recorder.paths if p.fill and p.fill_dark > PAPER] + [
            p.bbox for p in recorder.pictures
        ]
        unseen = {id(c) for c in pale if not any(_on(c, ground) for ground in grounds)}
        recorder.chars = [c for c in recorder.chars if id(c) not in unseen]


def _covers(subpath: Subpath) -> bool:
    x0, y0, x1, y1 = subpath.bbox
    straight = set(subpath.shape) <= {"m", "l", "h"} and len(subpath.points) in (4, 5)
    return straight and x1 - x0 >= SMALLEST and y1 - y0 >= SMALLEST


def _extent(path: Path) -> BBox:
    boxes = [s.bbox for s in path.subpaths]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _uncovered(items: list[Item], boxes: Sequence[BBox], white: Sequence[tuple[BBox, int]]) -> list[Item]:
    """The items that no later white rectangle covers."""
    by_height = sorted(range(len(items)), key=lambda i: boxes[i][1])
    bottoms = [boxes[i][1] for i in by_height]
    covered: set[int] = set()
    for (x0, y0, x1, y1), order in white:
        at = bisect_left(bottoms, y0)
        while at < len(by_height) and bottoms[at] < y1:
            index = by_height[at]
            box = boxes[index]
            if items[index].order < order and x0 <= box[0] and y0 <= box[1] and box[2] <= x1 and box[3] <= y1:
                covered.add(index)
            at += 1
    return [item for index, item in enumerate(items) if index not in covered] if covered else items


def _ink(char: Char) -> BBox:
    """The character's box without what is hardly ever inked; never empty."""
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return (min(x, char.x0 + SLACK), min(y, char.y0 + SLACK), max(x, char.x1 - SLACK), max(y, char.y1 - SLACK))


def _on(char: Char, ground: BBox) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return ground[0] <= x <= ground[2] and ground[1] <= y <= ground[3]
