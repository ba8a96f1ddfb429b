"""Pages set in two columns of running text, or two pages side by side on one sheet.

A gutter alone does not tell columns from rows of paired fields or from labels beside their values. The form
does: its texts come in their printed order when the page is read the right way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.locating.layout.segments import baseline_groups
from erityisavustus.locating.layout.tokens import Segment, Token, TokenKind

__all__ = ["column_stretches"]

MIDDLE = (0.28, 0.72)
"""Share of the text's width between which the gutter of two columns stands; of three, either one."""
DEPTH = 2
"""Times that a page is parted: each time in two."""
STEP = 2.0
"""Points between the places where a gutter is looked for."""
GUTTER = 1.0
"""Em: narrower is no gutter."""
MOST = 0.5
"""Share of the page's lines that stand beside the gutter."""
LINES = 6
"""Lines at least in each column."""
SAME = 12.0
"""Points by which the gutters of two pages may differ."""
LABELS = 2
"""Printed texts at least that begin in each column."""
LATER = 0.9
"""Share of pairs of a text on the left and one on the right that must be in the form's order."""

Place = Callable[[Segment], int | None]
"""Place in the form of the printed text that a segment begins, if it is told by its first letters."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    """What stands beside the gutter of one page, and above and below it."""

    at: float
    above: list[Token]
    left: list[Token]
    right: list[Token]
    below: list[Token]

    @property
    def stretches(self) -> list[list[Token]]:
        return [stretch for stretch in (self.above, self.left, self.right, self.below) if stretch]


def column_stretches(pages: Sequence[list[Token]], place: Place) -> list[list[list[Token]]]:
    """The tokens of each page in stretches that are read one after the other; one, where it has no columns.

    Where the texts of one page tell its columns, another page with a gutter at the same place has columns too,
    unless its texts tell otherwise. A column may be parted again: into three, into four.
    """
    result = [[tokens] for tokens in pages]
    for _ in range(DEPTH):
        found = [[[(g, _falls_of(g, place)) for g in _gutters(part)] for part in parts] for parts in result]
        sure = [g.at for parts in found for gutters in parts for g, (down, across) in gutters if down < across]
        if not sure:
            break
        result = [
            [stretch for part, gutters in zip(parts, inner, strict=True) for stretch in _cut(part, gutters, sure)]
            for parts, inner in zip(result, found, strict=True)
        ]
    return result


def _cut(tokens: list[Token], gutters: list[tuple[_Gutter, tuple[int, int]]], sure: list[float]) -> list[list[Token]]:
    known = [(across - down, g) for g, (down, across) in gutters
             if down <= across and any(abs(g.at - at) <= SAME for at in sure)]
    return max(known, key=lambda k: k[0])[1].stretches if known else [tokens]


def _gutters(tokens: list[Token]) -> list[_Gutter]:
    """Every white strip down most of the text, by its middle."""
    words = [t for t in tokens if t.kind is TokenKind.WORD]
    if len(words) < 4 * LINES:
        return []
    boxes = _pieces(words)
    low, high = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    width = high - low
    strips: list[list[tuple[int, float, float, float]]] = [[]]
    for step in range(int((MIDDLE[1] - MIDDLE[0]) * width / STEP)):
        at = low + MIDDLE[0] * width + STEP * step
        top, bottom, lines = _free(boxes, at)
        if lines >= MOST * len(boxes):
            strips[-1].append((lines, at, top, bottom))
        elif strips[-1]:
            strips.append([])
    result: list[_Gutter] = []
    for strip in strips:
        best = [s for s in strip if s[0] == max(strip)[0]]
        if best:
            result.append(_parted(tokens, *best[len(best) // 2][1:]))
    return result


def _parted(tokens: list[Token], at: float, top: float, bottom: float) -> _Gutter:
    sides: dict[str, list[Token]] = {name: [] for name in ("above", "left", "right", "below")}
    for token in tokens:
        middle = token.bbox.y_middle
        if not top < middle < bottom:
            sides["above" if middle <= top else "below"].append(token)
        else:
            sides["left" if token.bbox.x_middle < at else "right"].append(token)
    return _Gutter(at, **sides)


def _pieces(words: list[Token]) -> list[BBox]:
    """The lines of the page, cut at every wide gap."""
    result = []
    for group in baseline_groups(words):
        run = [group[0]]
        for token in group[1:]:
            if token.bbox.x0 - run[-1].bbox.x1 > GUTTER * token.size:
                result.append(union([t.bbox for t in run]))
                run = []
            run.append(token)
        result.append(union([t.bbox for t in run]))
    return result


def _free(boxes: list[BBox], at: float) -> tuple[float, float, int]:
    """The longest stretch of lines that do not cross `at`: below which line, above which line, how many."""
    crossing = sorted(b.y_middle for b in boxes if b.x0 < at < b.x1)
    edges = [float("-inf"), *crossing, float("inf")]
    free = [b.y_middle for b in boxes if not b.x0 < at < b.x1]
    stretches = [(a, b, sum(1 for y in free if a < y < b)) for a, b in pairwise(edges)]
    return max(stretches, key=lambda s: s[2])


def _falls_of(gutter: _Gutter, place: Place) -> tuple[int, int]:
    """How often the form's texts fall back in their order: down one column and then the other; row by row."""
    sides: list[list[tuple[float, int]]] = []
    for side in (gutter.left, gutter.right):
        lines = baseline_groups([t for t in side if t.kind is TokenKind.WORD])
        found = [(min(t.bbox.top for t in g), place(Segment(g, g[0].page))) for g in lines]
        sides.append([(y, item) for y, item in found if item is not None])
        if len(lines) < LINES or len(sides[-1]) < LABELS:
            return 0, 0
    pairs = [a < b for _, a in sides[0] for _, b in sides[1]]
    if sum(pairs) < LATER * len(pairs):
        return 1, 0  # labels quoted in the answers beside them
    down = [item for side in sides for _, item in side]
    across = [item for _, item in sorted(sides[0] + sides[1])]
    return _falls(down), _falls(across)


def _falls(items: list[int]) -> int:
    return sum(1 for a, b in pairwise(items) if b < a)
