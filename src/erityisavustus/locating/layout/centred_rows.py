"""Rows of a table without borders whose labels are centred beside their values.

A value then begins above its label, and no line says where one row ends and the next begins. What
does say it is the middle: label and value of a row share it. The lines of the value column are given
to the labels so that the middles agree best.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Extent", "centred_rows"]

NEAR = 0.35
"""Times the line height by which the middles of a label and its value may differ, on average."""
CUT_ROW = 0.1
"""Cost at most of the last row, in squared line heights."""
TIGHT = 0.15
TIGHT_CUT = 0.5
"""Cost of parting lines that stand no more than TIGHT line heights further apart than lines of one paragraph."""
EMPTY_BESIDE = 0.5
"""Cost of a label without a value although lines stand beside it."""
VIRTUAL = 0.02
"""Cost of a line left to the row that began on the page before: only where the middles do not tell."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Vertical extent of a label or of a line, in points."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _mismatch(label: Extent, value: Extent) -> float:
    """Points by which the two miss each other; beside a taller label a value may also stand at its top."""
    middle = abs(value.middle - label.middle)
    taller = label.bottom - label.top > value.bottom - value.top
    return min(middle, abs(value.top - label.top)) if taller else middle


def centred_rows(labels: list[Extent], lines: list[Extent], height: float) -> list[tuple[int, int]] | None:
    """For each label the lines of its value, as (first, end) indexes; None when the middles do not agree.

    `height`: of a line, in points. Lines before the first row's belong to the page before.
    """
    count = len(lines)
    infinite = float("inf")
    gaps = [max(0.0, b.top - a.bottom) for a, b in pairwise(lines)]
    usual = min(gaps, default=0.0)
    cuts = [0.0, *(TIGHT_CUT if gap < usual + TIGHT * height else 0.0 for gap in gaps), 0.0]
    best = [[infinite] * (count + 1) for _ in range(len(labels) + 1)]
    choice = [[0] * (count + 1) for _ in range(len(labels) + 1)]
    for end in range(count + 1):
        best[0][end] = end * VIRTUAL
    for index, label in enumerate(labels, start=1):
        for end in range(count + 1):
            for start in range(end + 1):
                cost = best[index - 1][start] + cuts[start]
                if start < end:
                    value = Extent(lines[start].top, lines[end - 1].bottom)
                    miss = (_mismatch(label, value) / height) ** 2
                    # The page may cut the last row; its label is then centred beside all of it.
                    cost += min(miss, CUT_ROW) if index == len(labels) and end == count else miss
                elif any(line.top < label.bottom - 1 and label.top + 1 < line.bottom for line in lines):
                    cost += EMPTY_BESIDE
                if cost < best[index][end]:
                    best[index][end], choice[index][end] = cost, start
    rows: list[tuple[int, int]] = []
    end = count
    for index in range(len(labels), 0, -1):
        start = choice[index][end]
        rows.append((start, end))
        end = start
    filled = sum(1 for a, b in rows if a < b)
    if not filled or best[-1][count] / filled > NEAR**2:
        return None
    return rows[::-1]
