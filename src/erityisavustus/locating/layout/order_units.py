"""The units that reading order works on: lines and whole cells, in bands across the page, in groups of bands."""

from __future__ import annotations

from erityisavustus.contracts.geometry import BBox
from erityisavustus.locating.layout.page_breaks import SAME_EDGE
from erityisavustus.locating.layout.tokens import Segment, core

__all__ = ["Bands", "Group", "Item", "Stretches", "across", "bands_of", "is_cell", "left_of"]

SMALL_CELL = 8
"""Letters of 'Kyllä' with a typed box: a bordered cell with no more is part of the line it stands on."""
OVERLAP = 0.4
"""Share of the lower item's height two items must share to stand in one band."""


class Item:
    """A segment, or a closed cell with all that is in it."""

    __slots__ = ("bbox", "closed", "segments", "span")

    def __init__(self, segments: list[Segment], bbox: BBox, closed: bool) -> None:
        self.segments = segments
        self.bbox = bbox
        self.closed = closed
        self.span = (bbox.top, bbox.bottom) if closed else core(bbox)

    @property
    def height(self) -> float:
        return self.segments[0].size if not self.closed else self.bbox.height


def bands_of(items: list[Item]) -> list[list[Item]]:
    """Items that share height, left to right; bands top to bottom."""
    bands: list[list[Item]] = []
    low = high = 0.0
    for item in sorted(items, key=lambda i: (i.span[0], i.bbox.x0)):
        top, bottom = item.span
        shared = min(bottom, high) - max(top, low)
        if bands and shared > OVERLAP * min(bottom - top, high - low):
            bands[-1].append(item)
            low, high = min(low, top), max(high, bottom)
        else:
            bands.append([item])
            low, high = top, bottom
    for band in bands:
        band.sort(key=lambda i: (i.bbox.x0, i.bbox.top))
    return bands


def across(band: list[Item]) -> list[list[Item]]:
    """Items of one band as columns from left to right: what shares a horizontal extent, from top to bottom."""
    columns: list[list[Item]] = []
    right = 0.0
    for item in sorted(band, key=lambda i: i.bbox.x0):
        if columns and item.bbox.x0 < right - SAME_EDGE:
            columns[-1].append(item)
            right = max(right, item.bbox.x1)
        else:
            columns.append([item])
            right = item.bbox.x1
    return [sorted(column, key=lambda i: (i.bbox.top, i.bbox.x0)) for column in columns]


class Group:
    """Consecutive bands that are read column by column; `edge` is where the second column begins."""

    __slots__ = ("bands", "edge", "row")

    def __init__(self, band: list[Item], edge: float | None = None) -> None:
        self.bands = [band]
        self.row = edge is not None
        """A whole row of a table: nothing follows in it."""
        if edge is None and len(band) > 1 and not any(is_cell(i) for i in band):
            edge = band[1].bbox.x0
        self.edge = edge


Bands = list[list[Item]]
Stretches = list[Group | list[Item]]
"""Bands, and rows already put together."""


def is_cell(item: Item) -> bool:
    """A cell that holds more than an option or its box."""
    return item.closed and sum(len(t.text) for s in item.segments for t in s.tokens) > SMALL_CELL


def left_of(item: Item, edge: float) -> bool:
    return item.bbox.x0 < edge - SAME_EDGE
