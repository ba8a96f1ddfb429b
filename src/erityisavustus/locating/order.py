"""Reading order: cells and columns are read one after the other, never across.

A recursive cut in the spirit of Nagy and Seth's X-Y tree (1984), turned round where columns need
it: lines are taken as horizontal bands, and bands that share a gutter are read column by column.
A band whose left column starts a printed label opens a new row, so a label cell is read right
before the value cell beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from erityisavustus.locating.cells import Cell, Grid
from erityisavustus.locating.segments import segments_of
from erityisavustus.locating.tokens import Segment, Token, TokenKind, core
from erityisavustus.pages import BBox, union

__all__ = ["StartsLabel", "reading_order"]

StartsLabel = Callable[[Segment], bool]

SAME_EDGE = 2.5
"""Points: left edges of lines in one column agree this closely."""
ROW_GAP = 1.1
"""Times the line height: a wider vertical gap ends a group of columns."""
WRAP_GAP = 0.6
"""Times the line height: gap within which a lone left line continues the left column."""
OVERLAP = 0.5
"""Share of the lower item's height two items must share to stand in one band."""


class _Item:
    """A segment, or a closed cell with all that is in it."""

    __slots__ = ("bbox", "closed", "segments", "span")

    def __init__(self, segments: list[Segment], bbox: BBox, closed: bool) -> None:
        self.segments = segments
        self.bbox = bbox
        self.closed = closed
        self.span = (bbox[1], bbox[3]) if closed else core(bbox)

    @property
    def height(self) -> float:
        return self.segments[0].size if not self.closed else self.bbox[3] - self.bbox[1]


def reading_order(tokens: list[Token], grid: Grid, starts_label: StartsLabel, blocks: count[int]) -> list[Segment]:
    """All tokens of one page as segments in the order a person reads them.

    `blocks` numbers cells and columns; the caller passes one counter for the whole document.
    """
    cells: dict[Cell, list[Segment]] = {}
    items: list[_Item] = []
    for segment, cell in segments_of(tokens, grid):
        if segment.tokens[0].kind is TokenKind.WIDGET:
            items.append(_Item([segment], segment.bbox, closed=False))
        elif cell.closed:
            cells.setdefault(cell, []).append(segment)
        else:
            items.append(_Item([segment], segment.bbox, closed=False))
    widgets = [i for i in items if i.segments[0].tokens[0].kind is TokenKind.WIDGET]
    for cell, inner in cells.items():
        held = [w for w in widgets if _holds(cell.bbox, w.bbox)]
        items = [i for i in items if i not in held]
        widgets = [w for w in widgets if w not in held]
        parts = [_Item([s], s.bbox, closed=False) for s in inner] + held
        ordered = _ordered(parts, grid, starts_label, blocks)
        items.append(_Item(ordered, cell.bbox, closed=True))
    return _ordered(items, grid, starts_label, blocks)


def _holds(outer: BBox, inner: BBox) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _ordered(items: list[_Item], grid: Grid, starts_label: StartsLabel, blocks: count[int]) -> list[Segment]:
    result: list[Segment] = []
    block = next(blocks)
    for group in _groups(_bands(items), grid, starts_label):
        columns = _columns([i for band in group for i in band]) if len(group) > 1 or len(group[0]) > 1 else [group[0]]
        for column in columns:
            several = len(columns) > 1 and len(group) > 1
            number = next(blocks) if several else block
            for item in sorted(column, key=lambda i: (i.bbox[1], i.bbox[0])):
                for segment in item.segments:
                    if not item.closed:
                        segment.block = number
                    result.append(segment)
            if several:
                block = next(blocks)
    _mark_firsts(result)
    return result


def _mark_firsts(segments: list[Segment]) -> None:
    seen: set[int] = set()
    for segment in segments:
        segment.first_in_block = segment.block not in seen
        seen.add(segment.block)


def _bands(items: list[_Item]) -> list[list[_Item]]:
    """Items that share height, left to right; bands top to bottom."""
    bands: list[list[_Item]] = []
    low = high = 0.0
    for item in sorted(items, key=lambda i: (i.span[0], i.bbox[0])):
        top, bottom = item.span
        shared = min(bottom, high) - max(top, low)
        if bands and shared > OVERLAP * min(bottom - top, high - low):
            bands[-1].append(item)
            low, high = min(low, top), max(high, bottom)
        else:
            bands.append([item])
            low, high = top, bottom
    for band in bands:
        band.sort(key=lambda i: (i.bbox[0], i.bbox[1]))
    return bands


def _columns(items: list[_Item]) -> list[list[_Item]]:
    """Items whose horizontal extents overlap, as columns from left to right."""
    columns: list[list[_Item]] = []
    right = 0.0
    for item in sorted(items, key=lambda i: i.bbox[0]):
        if columns and item.bbox[0] < right - SAME_EDGE:
            columns[-1].append(item)
            right = max(right, item.bbox[2])
        else:
            columns.append([item])
            right = item.bbox[2]
    return columns


def _groups(bands: list[list[_Item]], grid: Grid, starts_label: StartsLabel) -> list[list[list[_Item]]]:
    """Consecutive bands that are to be read column by column."""
    groups: list[list[list[_Item]]] = []
    for band in bands:
        if groups and _continues(groups[-1], band, grid, starts_label):
            groups[-1].append(band)
        else:
            groups.append([band])
    return groups


def _continues(group: list[list[_Item]], band: list[_Item], grid: Grid, starts_label: StartsLabel) -> bool:
    if any(i.closed for i in band) or any(i.closed for b in group for i in b):
        return False
    members = [i for b in group for i in b]
    around = union([i.bbox for i in members])
    last = union([i.bbox for i in group[-1]])
    here = union([i.bbox for i in band])
    height = min(band[0].height, group[-1][0].height)
    gap = here[1] - last[3]
    if gap > ROW_GAP * height or grid.rule_between(last[3] - height / 3, here[1] + height / 3, around[0], around[2]):
        return False
    one_column = len(_columns(members)) < 2
    if one_column and len(band) < 2:
        return False
    together = _columns(members + band)
    if len(together) < 2:
        return False
    left = together[0]
    lefts = [i for i in band if i in left]
    if lefts and starts_label(lefts[0].segments[0]):
        return False
    rights = [i for i in band if i not in left]
    if lefts and (one_column or not rights):
        # The left column alone wraps on, or a value is centred beside the lines of its label.
        return gap <= WRAP_GAP * height and lefts[0].segments[0].style == left[0].segments[0].style
    return _aligned_right(together, members)


def _aligned_right(columns: list[list[_Item]], members: list[_Item]) -> bool:
    """Lines right of the gutter share a left edge: a column, not a river in justified text."""
    for column in columns[1:]:
        old = [i.bbox[0] for i in column if i in members]
        new = [i.bbox[0] for i in column if i not in members]
        if any(abs(a - b) <= SAME_EDGE for a in old for b in new):
            return True
    return False
