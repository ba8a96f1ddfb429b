"""Reading order: cells and columns are read one after the other, never across.

A recursive cut in the spirit of Nagy and Seth's X-Y tree (1984), turned round where columns need
it: lines are taken as horizontal bands, and bands that share a gutter are read column by column.
A band whose left column starts a printed label opens a new row, so a label cell is read right
before the value cell beside it.
"""

from __future__ import annotations

from collections import Counter
from itertools import count, pairwise

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.locating.layout.centred_rows import Extent, centred_rows
from erityisavustus.locating.layout.order_units import Bands, Group, Item, Stretches, across, bands_of, left_of
from erityisavustus.locating.layout.page_breaks import SAME_EDGE, Part, StartsLabel
from erityisavustus.locating.layout.rows import WRAP_GAP, continued
from erityisavustus.locating.layout.segments import segments_of
from erityisavustus.locating.layout.table_grid import Cell, Grid
from erityisavustus.locating.layout.tokens import Segment, Token, TokenKind

__all__ = ["reading_order"]

TABLE_LINES = 3
"""Lines with something right of an edge from which it is the edge of a table's value column."""


def reading_order(tokens: list[Token], grid: Grid, starts_label: StartsLabel, blocks: count[int]) -> list[Part]:
    """All tokens of one page as segments in the order a person reads them.

    `blocks` numbers cells and columns; the caller passes one counter for the whole document.
    """
    cells: dict[Cell, list[Segment]] = {}
    items: list[Item] = []
    for segment, cell in segments_of(tokens, grid):
        if segment.tokens[0].kind is TokenKind.WIDGET:
            items.append(Item([segment], segment.bbox, closed=False))
        elif cell.closed:
            cells.setdefault(cell, []).append(segment)
        else:
            items.append(Item([segment], segment.bbox, closed=False))
    widgets = [i for i in items if i.segments[0].tokens[0].kind is TokenKind.WIDGET]
    for cell, inner in cells.items():
        held = [w for w in widgets if cell.bbox.contains_middle_of(w.bbox)]
        items = [i for i in items if i not in held]
        widgets = [w for w in widgets if w not in held]
        parts = [Item([s], s.bbox, closed=False) for s in inner] + held
        ordered = _flat(_ordered(parts, grid, starts_label, blocks))
        items.append(Item(ordered, cell.bbox, closed=True))
    parts_of_page = _ordered(items, grid, starts_label, blocks)
    _mark_firsts(_flat(parts_of_page))
    return parts_of_page


def _flat(parts: list[Part]) -> list[Segment]:
    return [segment for part in parts for segment in part.left + part.right]


def _ordered(items: list[Item], grid: Grid, starts_label: StartsLabel, blocks: count[int]) -> list[Part]:
    result: list[Part] = []
    block = next(blocks)
    bands = bands_of(items)
    edges = Counter(round(i.bbox.x0) for band in bands for i in band[1:])
    for group in _groups(_with_centred(bands, grid, starts_label, edges), grid, starts_label, edges):
        members = [i for band in group.bands for i in band]
        if group.edge is None or (len(group.bands) == 1 and not group.row):
            result.append(_row(members, block))
            continue
        edge = group.edge
        left = [i for i in members if left_of(i, edge)]
        right = [i for i in members if not left_of(i, edge)]
        if not left or not right:  # nothing stands on one side: the lines are no columns
            result += [_row(band, block) for band in group.bands]
            continue
        columns = [_flat(_ordered(column, grid, starts_label, blocks)) for column in (left, right)]
        result.append(Part(columns[0], columns[1], min((i.bbox.x0 for i in left), default=edge), edge))
        block = next(blocks)
    return result


def _row(members: list[Item], block: int) -> Part:
    """One band: its items by columns."""
    columns = across(members)
    for item in members:
        if not item.closed:
            for segment in item.segments:
                segment.block = block
    left, *right = [[s for item in column for s in item.segments] for column in columns]
    edge = min(i.bbox.x0 for i in columns[1]) if len(columns) > 1 else None
    return Part(left, [s for column in right for s in column], min(i.bbox.x0 for i in columns[0]), edge)


def _mark_firsts(segments: list[Segment]) -> None:
    seen: set[int] = set()
    for segment in segments:
        segment.first_in_block = segment.block not in seen
        seen.add(segment.block)


def _with_centred(bands: Bands, grid: Grid, starts_label: StartsLabel, edges: Counter[int]) -> Stretches:
    """The bands, those of tables with centred labels replaced by their rows."""
    result: Stretches = list(bands)
    for edge in sorted(x for x, lines in edges.items() if lines >= TABLE_LINES):
        for start, end in reversed(_runs(result, float(edge), grid)):
            rows = _rows(result[start:end], float(edge), starts_label, first=not start)
            if rows is not None:
                result[start:end] = rows
    return result


def _runs(bands: Stretches, edge: float, grid: Grid) -> list[tuple[int, int]]:
    """Stretches of bands that lie left and right of the edge, with no rule between them."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last: BBox | None = None
    for index, band in enumerate([*bands, []]):
        fits = isinstance(band, list) and bool(band) and all(
            not i.closed and (i.bbox.x1 <= edge + SAME_EDGE or i.bbox.x0 >= edge - SAME_EDGE) for i in band
        )
        here = union([i.bbox for i in band]) if isinstance(band, list) and band else None
        ruled = last is not None and here is not None and grid.rule_between(
            last.bottom - 2, here.top + 2, last.x0, last.x1)
        if start is not None and (not fits or ruled):
            runs.append((start, index))
            start = None
        if fits and start is None:
            start = index
        last = here
    return runs


def _rows(bands: Stretches, edge: float, starts_label: StartsLabel, *, first: bool) -> Stretches | None:
    """The rows of one run, if a value in it begins above its label; None for any other run.

    `first`: the page begins with the run, perhaps in the middle of a row.
    """
    plain = [b for b in bands if isinstance(b, list)]
    lefts: list[list[Item]] = []
    above = False
    last: list[Item] = []
    for before, band in pairwise([[], *plain]):
        mine = [i for i in band if left_of(i, edge)]
        if mine and (not lefts or starts_label(mine[0].segments[0])):
            lefts.append(mine)
            above = above or _begins_above(last, before, band, edge, first=first)
        elif mine:
            lefts[-1] += mine
        last = before
    if not above:
        return None
    rights = [i for band in plain for i in band if not left_of(i, edge)]
    lines = [Extent(min(i.bbox.top for i in g), max(i.bbox.bottom for i in g)) for g in bands_of(rights)]
    labels = [Extent(min(i.bbox.top for i in g), max(i.bbox.bottom for i in g)) for g in lefts]
    rows = centred_rows(labels, lines, rights[0].height)
    if rows is None:
        return None
    grouped = bands_of(rights)
    result: Stretches = [*grouped[: rows[0][0]]]
    for left, (start, end) in zip(lefts, rows, strict=True):
        members = left + [i for band in grouped[start:end] for i in band]
        result.append(Group(members, edge) if start < end else left)
    return result


def _begins_above(last: list[Item], before: list[Item], band: list[Item], edge: float, *, first: bool) -> bool:
    """The value lines of `before` belong to the label in `band` below them rather than to what is above, in `last`."""
    if not before or any(left_of(i, edge) for i in before):
        return False
    top = union([i.bbox for i in before]).top
    gap = union([i.bbox for i in band]).top - max(i.bbox.bottom for i in before)
    near = not first if not last else gap < top - max(i.bbox.bottom for i in last)
    return near or gap < WRAP_GAP * band[0].height


def _groups(bands: Stretches, grid: Grid, starts_label: StartsLabel, edges: Counter[int]) -> list[Group]:
    """`edges`: how many lines have something that starts there behind a gutter, by x in whole points."""
    groups: list[Group] = []
    for band in bands:
        if isinstance(band, Group):
            groups.append(band)
            continue
        edge = continued(groups[-1], band, grid, starts_label, edges) if groups and not groups[-1].row else None
        if edge is not None:
            groups[-1].bands.append(band)
            groups[-1].edge = edge
        else:
            groups.append(Group(band))
    return groups
