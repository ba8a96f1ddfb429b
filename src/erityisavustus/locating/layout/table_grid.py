"""Cells: the drawn borders around a place on the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Page, TextLine

__all__ = ["Cell", "Grid"]

SNAP = 2.5
"""Points: strokes this close are the two sides of one border."""
MIN_HORIZONTAL = 12.0
"""Points: a shorter horizontal stroke borders nothing (dashes, parts of signs)."""
MIN_VERTICAL = 7.0
"""Points: a shorter vertical stroke is no border of a line of text."""
MIN_FILL_HEIGHT = 20.0
"""Points: a lower filled rectangle without outline is a highlight or a shaded heading, not a cell."""
REACH = 1.5
"""Points: how far a stroke may end short of the border it should meet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The nearest borders around a point; page edges where there are none."""

    left: float
    top: float
    right: float
    bottom: float
    closed: bool
    """Borders on both sides."""

    @property
    def bbox(self) -> BBox:
        return BBox(self.left, self.top, self.right, self.bottom)


Stroke = tuple[float, float, float]
"""Position across, start and end along."""


class Grid:
    """All borders of a page."""

    def __init__(self, page: Page) -> None:
        """A horizontal stroke right under a line of text and no longer than it is underlining, no border."""
        self.width, self.height = page.width, page.height
        across: list[Stroke] = []
        upright: list[Stroke] = []
        for ruling in page.rulings:
            if ruling.horizontal:
                across.append(((ruling.top + ruling.bottom) / 2, ruling.x0, ruling.x1))
            else:
                upright.append(((ruling.x0 + ruling.x1) / 2, ruling.top, ruling.bottom))
        for box in page.boxes:
            x0, top, x1, bottom = box.bbox
            if not box.stroked and bottom - top < MIN_FILL_HEIGHT:
                continue
            across += [(top, x0, x1), (bottom, x0, x1)]
            upright += [(x0, top, bottom), (x1, top, bottom)]
        across = [s for s in across if s[2] - s[1] >= MIN_HORIZONTAL and not _is_underline(s, page.lines)]
        upright = [s for s in upright if s[2] - s[1] >= MIN_VERTICAL]
        self.across = _merged(across)
        self.upright = _merged(upright)
        self._across_at = [s[0] for s in self.across]
        self._upright_at = [s[0] for s in self.upright]

    @property
    def top(self) -> float:
        """Where the topmost border begins; the page's lower edge when it has none."""
        return min([s[0] for s in self.across] + [s[1] for s in self.upright], default=self.height)

    def between(self, x0: float, x1: float, y: float) -> bool:
        """A vertical border stands between `x0` and `x1` at height `y`."""
        start = bisect_left(self._upright_at, x0)
        for at, top, bottom in self.upright[start:]:
            if at > x1:
                return False
            if top - REACH <= y <= bottom + REACH:
                return True
        return False

    def rule_between(self, top: float, bottom: float, x0: float, x1: float) -> bool:
        """A horizontal border covers more than half of `x0`..`x1` between two heights."""
        start = bisect_left(self._across_at, top)
        for at, begin, end in self.across[start:]:
            if at > bottom:
                return False
            if min(end, x1) - max(begin, x0) > (x1 - x0) / 2:
                return True
        return False

    def cell(self, x: float, y: float) -> Cell:
        """The cell around the point.

        A cell that goes on over the page's edge is closed too: it ends where its side borders end.
        """
        left, right = self._around(self.upright, self._upright_at, x, y)
        top, bottom = self._around(self.across, self._across_at, y, x)
        if left is None or right is None:
            return Cell(
                left[0] if left else 0.0,
                top[0] if top else 0.0,
                right[0] if right else self.width,
                bottom[0] if bottom else self.height,
                closed=False,
            )
        return Cell(
            left[0],
            max(top[0] if top else 0.0, min(left[1], right[1])),
            right[0],
            min(bottom[0] if bottom else self.height, max(left[2], right[2])),
            closed=True,
        )

    @staticmethod
    def _around(
        strokes: list[Stroke], positions: list[float], at: float, along: float
    ) -> tuple[Stroke | None, Stroke | None]:
        middle = bisect_left(positions, at)
        before = next((s for s in reversed(strokes[:middle]) if s[1] - REACH <= along <= s[2] + REACH), None)
        after = next((s for s in strokes[middle:] if s[1] - REACH <= along <= s[2] + REACH), None)
        return before, after


def _is_underline(stroke: Stroke, lines: Sequence[TextLine]) -> bool:
    y, x0, x1 = stroke
    for line in (line.bbox for line in lines):
        below = line.y_middle < y < line.bottom + line.height * 0.2
        if below and line.x0 - SNAP <= x0 and x1 <= line.x1 + SNAP:
            return True
    return False


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """The strokes sorted, those closer than SNAP moved to one position, those in one line that touch made one."""
    rows: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(strokes):
        if not rows or at - rows[-1][0] > SNAP:
            rows.append((at, []))
        rows[-1][1].append((start, end))
    result: list[Stroke] = []
    for at, pieces in rows:
        begin, stop = None, 0.0
        for start, end in sorted(pieces):
            if begin is not None and start <= stop + REACH:
                stop = max(stop, end)
                continue
            if begin is not None:
                result.append((at, begin, stop))
            begin, stop = start, end
        if begin is not None:
            result.append((at, begin, stop))
    return result
