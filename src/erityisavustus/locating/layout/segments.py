"""From the tokens of a page to segments: runs of tokens on one line, never across a border or a gutter."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from erityisavustus.contracts.geometry import BBox
from erityisavustus.locating.layout.table_grid import Cell, Grid
from erityisavustus.locating.layout.tokens import BULLET, Segment, Style, Token, TokenKind

__all__ = ["baseline_groups", "segments_of"]

BASELINE_SHARE = 0.3
"""Share of the font size by which baselines on one line may differ (superscripts, mixed fonts)."""
GUTTER = 0.95
"""Em: a wider gap between two words may separate columns."""
NARROW_GUTTER = 0.3
"""Em: a gap that separates columns where the text changes its looks at an edge that other lines share."""
SAME_STYLE_GUTTER = 0.4
"""Em: the same, where the looks do not change."""
WIDE_SPACE = 1.3
"""Times the usual space between words in a style: such a gap is still one (monospaced fonts set 0.6 em)."""
FEW_SPACES = 10
"""Gaps that must be seen before a style's usual space is known."""
EVEN = 1.15
"""Times the usual space that four of five gaps keep within where lines are not stretched to the margin."""
EVEN_GUTTER = 1.6
"""Times the usual space of such lines: a wider gap at an edge that other lines share separates columns."""
SURE_EDGE_LINES = 8
"""Lines that make an edge sure enough to part text of one look."""
EQUAL_GAPS = 2
STRETCH = 1.1
WIDEST = 5.0
"""Gaps that a line stretched to the margin has at least; how unequal they may be; em between its words at most."""
HANGING = 2.5
"""Em: room between the sign of a list item and its text."""
EDGE_LINES = 3
"""Lines that must start at one x for it to be the edge of a column."""


def baseline_groups(tokens: list[Token]) -> list[list[Token]]:
    """Tokens that stand on one line, left to right; lines top to bottom.

    Marks and words of other sizes join the line whose middle they cover.
    """
    groups: list[list[Token]] = []
    words = sorted((t for t in tokens if t.kind is TokenKind.WORD), key=lambda t: (t.baseline, t.bbox.x0))
    for token in words:
        if groups:
            anchor = groups[-1][-1]
            slack = BASELINE_SHARE * min(token.size, anchor.size)
            if abs(token.baseline - anchor.baseline) <= slack or _inside(token.bbox, anchor.bbox):
                groups[-1].append(token)
                continue
        groups.append([token])
    for token in tokens:
        if token.kind is TokenKind.MARK:
            _join(token, groups)
    for group in groups:
        group.sort(key=lambda t: (t.bbox.x0, t.bbox.top))
    groups.sort(key=lambda g: (min(t.bbox.top for t in g), g[0].bbox.x0))
    return groups


def _inside(small: BBox, large: BBox) -> bool:
    """`small` lies within the height of `large` (a superscript)."""
    return small.top >= large.top - 1 and small.bottom <= large.bottom + 1


def _join(token: Token, groups: list[list[Token]]) -> None:
    """Put a mark on the line of the nearest word beside it, else on a line of its own."""
    mark = token.bbox
    best: tuple[float, list[Token]] | None = None
    for group in groups:
        for other in group:
            word = other.bbox
            if word.top <= mark.y_middle <= word.bottom or mark.top <= word.y_middle <= mark.bottom:
                distance = max(-word.x_overlap(mark), 0.0)
                if best is None or distance < best[0]:
                    best = (distance, group)
    if best is None:
        groups.append([token])
    else:
        best[1].append(token)


def segments_of(tokens: list[Token], grid: Grid) -> list[tuple[Segment, Cell]]:
    """Every token of a page in one segment, each with the cell it stands in."""
    result: list[tuple[Segment, Cell]] = []
    groups = baseline_groups([t for t in tokens if t.kind is not TokenKind.WIDGET])
    spaces = _spaces(groups)
    edges = _edges(groups, grid, spaces)
    for group in groups:
        run: list[Token] = []
        stretched = _stretched(group, grid)
        for token in group:
            item = len(run) == 1 and _item(run[0], token, grid)
            if run and not item and (
                (not stretched and _apart(run[-1], token, grid)) or _at_edge(run[-1], token, edges, spaces)
            ):
                result.append(_segment(run, grid))
                run = []
            run.append(token)
        result.append(_segment(run, grid))
    result.extend(_segment([t], grid) for t in tokens if t.kind is TokenKind.WIDGET)
    return result


def _stretched(group: list[Token], grid: Grid) -> bool:
    """A line of few words stretched to the margin: all its gaps are wide, and equal."""
    gaps = [b.bbox.x0 - a.bbox.x1 for a, b in pairwise(group)]
    em = group[0].size
    if len(gaps) < EQUAL_GAPS or not SAME_STYLE_GUTTER * em < min(gaps) <= max(gaps) < WIDEST * em:
        return False
    if max(gaps) > STRETCH * min(gaps):
        return False
    plain = all(t.kind is TokenKind.WORD and t.style == group[0].style for t in group)
    return plain and not grid.between(group[0].bbox.x1, group[-1].bbox.x0, _middle(group[0]))


def _item(bullet: Token, text: Token, grid: Grid) -> bool:
    """A list item's sign and its text, set in behind it."""
    if bullet.kind is not TokenKind.WORD or not BULLET.match(bullet.text):
        return False
    gap = text.bbox.x0 - bullet.bbox.x1
    return gap < HANGING * text.size and not grid.between(bullet.bbox.x1, text.bbox.x0, _middle(text))


def _apart(left: Token, right: Token, grid: Grid) -> bool:
    gap = right.bbox.x0 - left.bbox.x1
    if left.kind is TokenKind.MARK and gap < 2 * GUTTER * right.size:
        return grid.between(left.bbox.x1, right.bbox.x0, _middle(right))
    if gap > GUTTER * max(left.size if left.size else right.size, right.size if right.size else left.size):
        return True
    return gap > 0 and grid.between(left.bbox.x1, right.bbox.x0, _middle(right))


@dataclass(frozen=True, slots=True)
class _Space:
    """The space between two words of one style, in points."""

    usual: float
    even: bool
    """Nearly all spaces are as wide: the text is not justified."""


def _spaces(groups: list[list[Token]]) -> dict[Style, _Space]:
    """The usual space of each style that is seen often enough."""
    gaps: dict[Style, list[float]] = defaultdict(list)
    for group in groups:
        for left, right in pairwise(group):
            if left.style == right.style and left.kind is TokenKind.WORD:
                gaps[left.style].append(right.bbox.x0 - left.bbox.x1)
    result: dict[Style, _Space] = {}
    for style, found in gaps.items():
        if len(found) >= FEW_SPACES:
            found.sort()
            usual = found[len(found) // 2]
            result[style] = _Space(usual, found[len(found) * 4 // 5] <= EVEN * usual)
    return result


def _wide(left: Token, right: Token, spaces: dict[Style, _Space], least: float) -> bool:
    """The gap is wider than `least`, in em, and than words of this style usually stand apart."""
    space = spaces.get(left.style)
    gap = right.bbox.x0 - left.bbox.x1
    return gap > max(least * left.size, WIDE_SPACE * space.usual if space is not None else 0.0)


def _even_gutter(left: Token, right: Token, spaces: dict[Style, _Space]) -> bool:
    """In text that is not justified: the gap is no space between words."""
    space = spaces.get(left.style)
    return space is not None and space.even and left.kind is TokenKind.WORD and (
        right.bbox.x0 - left.bbox.x1 > max(SAME_STYLE_GUTTER * left.size, EVEN_GUTTER * space.usual))


def _edges(groups: list[list[Token]], grid: Grid, spaces: dict[Style, _Space]) -> dict[int, int]:
    """Left edges of columns: x in half points, and how many lines start there, some of them behind a gutter."""
    starts: Counter[int] = Counter()
    firsts: Counter[int] = Counter()
    close: Counter[int] = Counter()
    for group in groups:
        if _stretched(group, grid):
            firsts[round(group[0].bbox.x0 * 2)] += 1
            continue
        firsts[round(group[0].bbox.x0 * 2)] += 1
        for left, right in pairwise(group):
            if left is group[0] and _item(left, right, grid):
                continue
            if _apart(left, right, grid) or _even_gutter(left, right, spaces):
                starts[round(right.bbox.x0 * 2)] += 1
            elif _wide(left, right, spaces, SAME_STYLE_GUTTER):
                close[round(right.bbox.x0 * 2)] += 1
    edges = {x: lines + firsts[x] for x, lines in starts.items() if lines + firsts[x] >= EDGE_LINES}
    # Labels set flush against their values leave no wide gap in any line; the edge shows by its many lines.
    for edge, lines in close.items():
        if lines >= EDGE_LINES and lines + firsts[edge] >= SURE_EDGE_LINES:
            edges.setdefault(edge, lines + firsts[edge])
    return edges


def _at_edge(left: Token, right: Token, edges: dict[int, int], spaces: dict[Style, _Space]) -> bool:
    """A long label all but touches the value beside it."""
    at = round(right.bbox.x0 * 2)
    lines = max(edges.get(at + d, 0) for d in (-1, 0, 1))
    if not lines or left.kind is not TokenKind.WORD:
        return False
    if left.style != right.style and right.kind is TokenKind.WORD:
        return right.bbox.x0 - left.bbox.x1 > NARROW_GUTTER * left.size
    if _even_gutter(left, right, spaces):
        return True
    return lines >= SURE_EDGE_LINES and _wide(left, right, spaces, SAME_STYLE_GUTTER)


def _middle(token: Token) -> float:
    return token.bbox.y_middle


def _segment(tokens: list[Token], grid: Grid) -> tuple[Segment, Cell]:
    segment = Segment(tokens, tokens[0].page)
    x0, top, x1, bottom = segment.bbox
    cell = grid.cell((x0 + x1) / 2, (top + bottom) / 2)
    segment.limits = (cell.left, cell.right)
    segment.closed = cell.closed
    return segment, cell
