"""What stands in the margin beside the text: numbers of its lines, and notes that somebody put there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["line_numbers", "margin_notes"]

APART = 0.5
"""Em between the text and what stands beside it."""
FEW = 4
"""Line numbers of a page from which they are a series."""
STEPS = frozenset({1, 2, 5, 10})
SAME_EDGE = 1.5
"""Points by which right ends of numbers in one column may differ."""
OUTER = 0.65
"""Share of the page's width right of which notes stand."""
RARE = 0.25
"""Lines of notes for each line of text, at most."""
SMALL = 0.9
"""Times the size of the text: notes are set smaller."""
FULL = 0.2
"""Share of the page's width by which lines of running text may end short of the longest one."""
FULL_LINES = 6
"""Such lines at least: without running text there is no margin."""


def line_numbers(pages: Sequence[Sequence[Token]]) -> set[Token]:
    """Numbers that count the lines, left or right of all text; on one page in a series, on others in its place."""
    columns = [column for tokens in pages for column in _columns(tokens)]
    series = [c for c in columns if len(c) >= FEW and _counts(c)]
    edges = {round(c[0].bbox.x1) for c in series}
    return {
        token for column in columns if any(abs(column[0].bbox.x1 - edge) <= SAME_EDGE for edge in edges)
        and _counts(column) for token in column
    }


def _counts(column: list[Token]) -> bool:
    steps = {int(b.text) - int(a.text) for a, b in pairwise(column)}
    return not steps or (len(steps) == 1 and steps <= STEPS)


def _columns(tokens: Sequence[Token]) -> list[list[Token]]:
    """Numbers flush right in one column, with all else on one side of them; from the top."""
    numbers = [t for t in tokens if t.kind is TokenKind.WORD and t.printed and t.text.isdecimal() and len(t.text) <= 4]
    result: list[list[Token]] = []
    for edge in sorted({round(t.bbox.x1) for t in numbers}):
        column = sorted((t for t in numbers if abs(t.bbox.x1 - edge) <= SAME_EDGE), key=lambda t: t.bbox.top)
        rest = [t for t in tokens if t not in column]
        room = APART * column[0].size
        left = all(edge + room < t.bbox.x0 for t in rest)
        if rest and (left or all(t.bbox.x1 + room < min(n.bbox.x0 for n in column) for t in rest)):
            result.append(column)
    return result


def margin_notes(lines: Sequence[Sequence[Token]], tokens: Sequence[Token], width: float) -> list[Token]:
    """Small print right of a page of running text: comments on it, no part of any answer.

    `lines`: of the page; `tokens`: all that stands on it.
    """
    if not lines:
        return []
    runs: list[list[Token]] = []
    for line in lines:
        runs.append([line[0]])
        for left, right in pairwise(line):
            if right.bbox.x0 - left.bbox.x1 > APART * right.size:
                runs.append([])
            runs[-1].append(right)
    text = [run for run in runs if run[0].bbox.x0 < OUTER * width]
    edge = max((run[-1].bbox.x1 for run in text), default=width)
    notes = [run for run in runs if run[0].bbox.x0 > edge + APART * run[0].size]
    full = sum(1 for run in text if run[-1].bbox.x1 > edge - FULL * width)
    if not notes or full < FULL_LINES or len(notes) > RARE * len(text) or len(notes) + len(text) < len(runs):
        return []
    if any(t.bbox.x1 > edge for t in tokens if t.kind is not TokenKind.WORD):
        return []
    usual = median(t.size for run in text for t in run)
    return [t for run in notes for t in run] if all(t.size < SMALL * usual for run in notes for t in run) else []
