"""Numbers that a form prints before its labels ('3.', 'c)'): of the form, and in nobody's way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from erityisavustus.contracts.geometry import union
from erityisavustus.locating.layout.page_breaks import StartsLabel
from erityisavustus.locating.layout.segments import baseline_groups
from erityisavustus.locating.layout.table_grid import Cell, Grid
from erityisavustus.locating.layout.tokens import Segment, Token, TokenKind

__all__ = ["label_numbers"]

NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zåäö])[.):]?", re.IGNORECASE)
"""What numbers a label: '3', '3.', '2.1', 'c)'."""
LAST = re.compile(r"(?:\d+|[a-zA-Z])(?=\W*$)")
SPACE = 1.0
"""Em: a number further off stands in a column of its own."""
USUAL = 0.5
"""Share of the lines that start labels which must have a number, for numbers to be of the form."""


def label_numbers(
    pages: Sequence[tuple[list[Token], list[list[Token]], Grid]], starts_label: StartsLabel
) -> set[Token]:
    """The numbers before the labels of a form that numbers its labels; none for any other.

    `pages`: the tokens, lines and borders of each. One answer may end in a number right before a label; numbers
    before most labels, each another, are no answers.
    """
    found: list[Token] = []
    starts: list[Token] = []
    labels: dict[Token, Token] = {}
    for tokens, lines, grid in pages:
        words = [t for t in tokens if t.kind is TokenKind.WORD]
        for group in lines:
            # A section's number is part of its name.
            if starts_label(Segment(group, group[0].page)):
                starts += [group[0]] if not NUMBER.fullmatch(group[0].text) else []
                continue
            for number in _numbers(group):
                line = _right_of(number, words)
                if line and starts_label(Segment(line, number.page)):
                    found.append(number)
                    labels[line[0]] = number
        alone = [t for t in _alone(tokens, grid) if t[0] not in found]
        found += [t for t, cell in alone if _beside_label(cell, tokens, grid, starts_label)]
    plain = sum(1 for t in starts if t not in labels)
    texts = {t.text for t in found}
    numbered = len(found) >= USUAL * (len(found) + plain) and len(texts) >= USUAL * len(found)
    if not numbered:
        return set()
    for label, number in labels.items():
        if label.bbox.x0 - number.bbox.x1 < SPACE * number.size:
            # The line begins where its number does.
            label.bbox = union([number.bbox, label.bbox])
    return set(found)


def _numbers(line: list[Token]) -> list[Token]:
    """The number that a line begins with, and those that count on from it (labels side by side)."""
    result: list[Token] = []
    for token in line:
        if _is_number(token) and (token.text == _next(result[-1].text) if result else token is line[0]):
            result.append(token)
    return result


def _next(number: str) -> str:
    """'3.' -> '4.', 'c)' -> 'd)', '2.1' -> '2.2'."""
    last = LAST.search(number)
    if last is None:
        return ""
    old = last[0]
    new = str(int(old) + 1) if old.isdigit() else chr(ord(old) + 1)
    return number[: last.start()] + new + number[last.end() :]


def _right_of(number: Token, words: list[Token]) -> list[Token]:
    """The line that begins right of `number`; set smaller, it may stand a little higher or lower."""
    top, bottom = number.bbox.top, number.bbox.bottom
    level = [t for t in words if t.bbox.x0 >= number.bbox.x1 and top <= t.bbox.y_middle <= bottom]
    nearest = min(level, key=lambda t: t.bbox.x0, default=None)
    return next((g for g in baseline_groups(level) if nearest in g), [])


def _is_number(token: Token) -> bool:
    return token.printed and NUMBER.fullmatch(token.text) is not None


def _alone(tokens: list[Token], grid: Grid) -> list[tuple[Token, Cell]]:
    """Numbers that have a bordered cell to themselves."""
    cells: dict[Cell, list[Token]] = {}
    for token in tokens:
        cells.setdefault(_cell(token, grid), []).append(token)
    return [(held[0], cell) for cell, held in cells.items() if cell.closed and len(held) == 1 and _is_number(held[0])]


def _cell(token: Token, grid: Grid) -> Cell:
    return grid.cell(token.bbox.x_middle, token.bbox.y_middle)


def _beside_label(cell: Cell, tokens: list[Token], grid: Grid, starts_label: StartsLabel) -> bool:
    """The cell right of `cell` starts a label."""
    right = [t for t in tokens if t.bbox.x0 >= cell.right - 1 and cell.top <= t.baseline <= cell.bottom + 1]
    if not right:
        return False
    beside = _cell(min(right, key=lambda t: t.bbox.x0), grid)
    held = [t for t in right if t.kind is TokenKind.WORD and _cell(t, grid) == beside]
    lines = baseline_groups(held)
    return bool(lines) and starts_label(Segment(lines[0], lines[0][0].page))
