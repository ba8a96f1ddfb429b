"""Numbers that a form prints before its labels ('3.', 'c)'): of the form, and in nobody's way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from erityisavustus.locating.cells import Cell, Grid
from erityisavustus.locating.pagebreaks import StartsLabel
from erityisavustus.locating.segments import baseline_groups
from erityisavustus.locating.stream import folded
from erityisavustus.locating.tokens import Segment, Token, TokenKind

__all__ = ["label_numbers"]

NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zåäö])[.):]?", re.IGNORECASE)
"""What numbers a label: '3', '3.', '2.1', 'c)'."""
USUAL = 0.5
"""Share of the lines that start labels which must have a number, for numbers to be of the form."""


def label_numbers(pages: Sequence[tuple[list[Token], Grid]], starts_label: StartsLabel) -> set[Token]:
    """The numbers before the labels of a form that numbers its labels; none for any other.

    One answer may end in a number right before a label; numbers before most labels, each another, are no answers.
    """
    found: list[Token] = []
    plain = 0
    seen: set[str] = set()
    for tokens, grid in pages:
        alone = _alone(tokens, grid)
        for group in baseline_groups([t for t in tokens if t.kind is TokenKind.WORD]):
            first, rest = group[0], group[1:]
            letters = "".join(folded(t.text) for t in group)
            # A section's number is part of its name; the line of a numbered label may read the same.
            if starts_label(Segment(group, first.page)) and letters not in seen:
                seen.add(letters)
                plain += not NUMBER.fullmatch(first.text)
            elif _is_number(first) and rest and starts_label(Segment(rest, first.page)):
                found.append(first)
        found += [t for t, cell in alone if t not in found and _beside_label(cell, tokens, grid, starts_label)]
    texts = {t.text for t in found}
    numbered = len(found) >= USUAL * (len(found) + plain) and len(texts) >= USUAL * len(found)
    return set(found) if numbered else set()


def _is_number(token: Token) -> bool:
    return token.printed and NUMBER.fullmatch(token.text) is not None


def _alone(tokens: list[Token], grid: Grid) -> list[tuple[Token, Cell]]:
    """Numbers that have a bordered cell to themselves."""
    cells: dict[Cell, list[Token]] = {}
    for token in tokens:
        cells.setdefault(_cell(token, grid), []).append(token)
    return [(held[0], cell) for cell, held in cells.items() if cell.closed and len(held) == 1 and _is_number(held[0])]


def _cell(token: Token, grid: Grid) -> Cell:
    return grid.cell((token.bbox[0] + token.bbox[2]) / 2, (token.bbox[1] + token.bbox[3]) / 2)


def _beside_label(cell: Cell, tokens: list[Token], grid: Grid, starts_label: StartsLabel) -> bool:
    """The cell right of `cell` starts a label."""
    right = [t for t in tokens if t.bbox[0] >= cell.right - 1 and cell.top <= t.baseline <= cell.bottom + 1]
    if not right:
        return False
    beside = _cell(min(right, key=lambda t: t.bbox[0]), grid)
    held = [t for t in right if t.kind is TokenKind.WORD and _cell(t, grid) == beside]
    lines = baseline_groups(held)
    return bool(lines) and starts_label(Segment(lines[0], lines[0][0].page))
