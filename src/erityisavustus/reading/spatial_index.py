"""Small shapes found by where they are: a page of a drawing holds thousands of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from erityisavustus.contracts.geometry import BBox

__all__ = ["SpatialIndex"]

Thing = TypeVar("Thing")
SHAPE_CELL = 32.0
"""Points: side of a square of the grid, a little more than the largest check box; it changes nothing but time."""


class SpatialIndex(Generic[Thing]):
    """Things by their bounding box, on a grid."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, Thing]]] = {}
        self._count = 0

    def add(self, bbox: BBox, thing: Thing) -> None:
        """Enter a thing in each cell its box touches."""
        for cell in _cells(bbox):
            self._cells.setdefault(cell, []).append((self._count, thing))
        self._count += 1

    def around(self, bbox: BBox, slack: float = 0.0) -> list[Thing]:
        """What may lie within `slack` points of the box, in the order of entry."""
        x0, top, x1, bottom = bbox
        found: dict[int, Thing] = {}
        for cell in _cells(BBox(x0 - slack, top - slack, x1 + slack, bottom + slack)):
            found.update(self._cells.get(cell, ()))
        return [found[number] for number in sorted(found)]


def _cells(bbox: BBox) -> Iterator[tuple[int, int]]:
    x0, top, x1, bottom = bbox
    for column in range(int(x0 // SHAPE_CELL), int(x1 // SHAPE_CELL) + 1):
        for row in range(int(top // SHAPE_CELL), int(bottom // SHAPE_CELL) + 1):
            yield column, row
