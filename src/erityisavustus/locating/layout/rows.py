"""Whether a line goes on with the columns of the lines above it, or begins something new."""

from __future__ import annotations

from collections import Counter

from erityisavustus.contracts.geometry import union
from erityisavustus.locating.layout.order_units import Group, Item, is_cell, left_of
from erityisavustus.locating.layout.page_breaks import SAME_EDGE, StartsLabel
from erityisavustus.locating.layout.table_grid import Grid
from erityisavustus.locating.layout.tokens import TokenKind

__all__ = ["WRAP_GAP", "continued"]

ROW_GAP = 1.1
"""Times the line height: a wider vertical gap ends a group of columns."""
WRAP_GAP = 0.6
"""Times the line height: gap within which a lone left line continues the left column."""
FAR = 3.0
"""Times the line height: no justified line has a wider gap between two words."""
SHARED = 0.2
"""Share of a line's height that it shares with the line of another column beside it, at an unequal height."""


def continued(
    group: Group, band: list[Item], grid: Grid, starts_label: StartsLabel, edges: Counter[int]
) -> float | None:
    """Where the second column begins, if `band` goes on with the columns of `group`; else None."""
    if any(is_cell(i) for i in group.bands[-1]) or (any(is_cell(i) for i in band) and not _wraps(group, band)):
        return None
    edge = group.edge
    if edge is None:
        if len(group.bands) > 1:
            return None
        if len(band) < 2:
            return _interleaved(group.bands[0], band, starts_label)
        edge = band[1].bbox.x0
    around = union([i.bbox for b in group.bands for i in b])
    last = union([i.bbox for i in group.bands[-1]])
    here = union([i.bbox for i in band])
    height = min(band[0].height, group.bands[-1][0].height)
    gap = here.top - last.bottom
    ruled = grid.rule_between(last.bottom - height / 3, here.top + height / 3, around.x0, around.x1)
    if gap > ROW_GAP * height or ruled:
        return None
    lefts = [i for i in band if left_of(i, edge)]
    rights = [i for i in band if not left_of(i, edge)]
    if not lefts and _new_row(group, rights, edge, height):
        return None
    if any(i.bbox.x1 > edge + SAME_EDGE for i in lefts) or (lefts and starts_label(lefts[0].segments[0])):
        return None
    if rights and lefts and abs(rights[0].bbox.x0 - edge) > SAME_EDGE:
        return None
    if lefts and (not rights or group.edge is None):
        # The left column alone wraps on, or a value is centred beside the lines of its label.
        above = [i for b in group.bands for i in b if left_of(i, edge)]
        fits = not above or all(i.bbox.x1 <= edge + SAME_EDGE for i in above)
        same = bool(above) and lefts[0].segments[0].style == above[-1].segments[0].style
        column = (
            sum(edges[round(edge) + d] for d in (-1, 0, 1)) > 1 or _looks_apart(group, band, edge)
            or _overlap(group.bands[0], group.bands[1 % len(group.bands)])
        )
        return edge if fits and same and column and gap <= WRAP_GAP * height else None
    return edge


def _wraps(group: Group, band: list[Item]) -> bool:
    """Beside the cells of `band` a label of the row above goes on: its neighbour's value begins higher than its own."""
    return any(
        not item.closed and not above.closed and abs(item.bbox.x0 - above.bbox.x0) <= SAME_EDGE
        and item.segments[0].style == above.segments[0].style
        and item.bbox.top - above.bbox.bottom <= WRAP_GAP * item.height
        for item in band for above in group.bands[-1]
    )


def _interleaved(one: list[Item], other: list[Item], starts_label: StartsLabel) -> float | None:
    """Where the second column begins, if two single lines stand beside each other at unequal heights."""
    if len(one) != 1 or not _overlap(one, other):
        return None
    left, right = sorted((one[0], other[0]), key=lambda i: i.bbox.x0)
    apart = right.bbox.x0 - left.bbox.x1 > 0 and not starts_label(left.segments[0])
    return right.bbox.x0 if apart else None


def _overlap(one: list[Item], other: list[Item]) -> bool:
    """Two lines that no reader would take for one below the other."""
    box, below = union([i.bbox for i in one]), union([i.bbox for i in other])
    return one is not other and box.y_overlap(below) > SHARED * min(box.height, below.height)


def _new_row(group: Group, rights: list[Item], edge: float, height: float) -> bool:
    """What comes below a label, far below its value: the beginning of a row whose label stands on the next page."""
    items = [i.bbox for b in group.bands for i in b if left_of(i, edge)]
    values = [i.bbox for b in group.bands for i in b if not left_of(i, edge)]
    top = min(i.bbox.top for i in rights)
    if not items or not values or top <= max(b.bottom for b in items):
        return False
    return top - max(b.bottom for b in values) > ROW_GAP * height


def _looks_apart(group: Group, band: list[Item], edge: float) -> bool:
    """What stands right of the edge is a box, in a cell, set in another style, or far off: no stretched line."""
    items = [i for b in (*group.bands, band) for i in b]
    lefts = {i.segments[0].style for i in items if left_of(i, edge)}
    rights = [i for i in items if not left_of(i, edge)]
    end = max((i.bbox.x1 for i in items if left_of(i, edge)), default=edge)
    if any(i.segments[0].tokens[0].kind is TokenKind.MARK for i in rights):
        return True
    return any(i.closed or i.segments[0].style not in lefts for i in rights) or edge - end > FAR * rights[0].height
