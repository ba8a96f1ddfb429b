"""Drawings and pictures under a later opaque rectangle: boxes, ticks and signatures that were painted over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.marks.path_classes import MARK_MAX
from erityisavustus.reading.records import Contents, Path, Picture, Subpath
from erityisavustus.reading.visibility.covers import SMALLEST_COVER, common
from erityisavustus.reading.visibility.paper import PAPER

__all__ = ["opaque_parts", "without_painted_over"]

RIM = 0.5
"""Points: a stroke along the very edge of a coloured ground is its border, of which one half shows; a guess."""
Item = TypeVar("Item", Path, Picture)


def without_painted_over(contents: Contents) -> Contents:
    """Without the paths and pictures that lie wholly under a later opaque rectangle.

    One of the paper's colour takes away whatever it covers. One of another colour may itself be a part of a box (a
    dark square is a tick), so that it hides only where it is larger than any box.
    """
    over = [(box, path.order) for path in contents.paths for box in opaque_parts(path)]
    if not over:
        return contents
    items: list[Path | Picture] = [*contents.paths, *contents.pictures]
    first = min(item.order for item in items)
    late = [(box, order) for box, order in over if order > first]
    return replace(
        contents,
        paths=_uncovered(contents.paths, [p.extent for p in contents.paths], late),
        pictures=_uncovered(contents.pictures, [p.bbox for p in contents.pictures], late),
    )


def opaque_parts(path: Path) -> list[Rect]:
    """The areas that a painted path is sure to hide."""
    if not (path.fill and path.opaque):
        return []
    return [box for subpath in path.subpaths if (box := _covering(subpath, path)) is not None]


def _covering(subpath: Subpath, path: Path) -> Rect | None:
    """The area that an upright rectangle is sure to hide; None for any other shape."""
    if not subpath.straight or len(subpath.points) not in (4, 5):
        return None
    x0, y0, x1, y1 = common(subpath.bbox, path.clip)
    if min(x1 - x0, y1 - y0) < SMALLEST_COVER:
        return None
    if path.fill_dark <= PAPER:
        return Rect(x0, y0, x1, y1)
    if max(x1 - x0, y1 - y0) <= MARK_MAX:
        return None
    return Rect(x0 + RIM, y0 + RIM, x1 - RIM, y1 - RIM)


def _uncovered(
    items: tuple[Item, ...], boxes: Sequence[Rect], covers: Sequence[tuple[Rect, int]]
) -> tuple[Item, ...]:
    """The items that no later cover hides."""
    by_height = sorted(range(len(items)), key=lambda i: boxes[i].y0)
    bottoms = [boxes[i].y0 for i in by_height]
    covered: set[int] = set()
    for (x0, y0, x1, y1), order in covers:
        at = bisect_left(bottoms, y0)
        while at < len(by_height) and bottoms[at] < y1:
            index = by_height[at]
            box = boxes[index]
            if items[index].order < order and x0 <= box.x0 and y0 <= box.y0 and box.x1 <= x1 and box.y1 <= y1:
                covered.add(index)
            at += 1
    return tuple(item for index, item in enumerate(items) if index not in covered) if covered else items
