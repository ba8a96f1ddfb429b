"""Thin lines from edge to edge of the sheet, which dirt in a scanner or a fax leaves."""

from __future__ import annotations

from typing import NamedTuple

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray, Indices, Mask
from erityisavustus.reading.ocr.morphology import opened, rectangle

__all__ = ["Streak", "without_streaks"]

THICKEST_STREAK = 1.2
"""Points: a thicker line from edge to edge was drawn; fitted."""
STREAKED = 0.15
"""Share of each part of such a line that is ink at least, for dirt comes and goes; fitted."""
UNBROKEN_STREAK, STREAK_DASH = 0.8, 5.0
"""Share of ink from which a line of dirt is unbroken; points of ink on end that a broken one has at most. Fitted."""
SHEET_EDGE, PARTS = 0.01, 20
"""Share of the sheet that is its edge, and the number of parts between; a guess."""


class Streak(NamedTuple):
    """A line of dirt from one edge of the sheet to another, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    def crosses(self, box: PixelBox) -> bool:
        """Whether it runs through the box, in the middle of it."""
        if abs(self.x1 - self.x0) >= abs(self.y1 - self.y0):
            middle = (box.left + box.right) / 2
            return box.top <= self.y0 + (self.y1 - self.y0) * (middle - self.x0) / (self.x1 - self.x0) <= box.bottom
        middle = (box.top + box.bottom) / 2
        return box.left <= self.x0 + (self.x1 - self.x0) * (middle - self.y0) / (self.y1 - self.y0) <= box.right


def without_streaks(grey: Gray, dark: Mask, scale: float) -> tuple[Gray, list[Streak]]:
    """The picture without them, and where they were. `dark`: where there is ink.

    Where a line crosses letters they stay: it is filled with the lighter of what stands on its two sides.
    """
    import numpy

    most = max(2, round(THICKEST_STREAK * scale))
    result = grey
    streaks: list[Streak] = []
    height, width = grey.shape
    for level, inked in ((True, dark), (False, dark.T)):
        rows = _streaked_rows(inked)
        ends = numpy.split(rows, numpy.nonzero(numpy.diff(rows) > 1)[0] + 1) if rows.size else []
        for run in ends:
            above, below = run[0] - most // 2 - 1, run[-1] + most // 2 + 1
            if len(run) > most or above < 0 or below >= len(inked):
                continue
            result = grey.copy() if result is grey else result
            target = result if level else result.T
            dirt = ~_drawn_along(numpy.any(inked[run[0] : run[-1] + 1], axis=0), scale)
            lighter = numpy.maximum(target[above], target[below])
            target[above + 1 : below] = numpy.where(dirt, lighter, target[above + 1 : below])
            at = float(run[0] + run[-1]) / 2
            streaks.append(Streak(0.0, at, width, at) if level else Streak(at, 0.0, at, height))
    return result, streaks


def _drawn_along(inked: Mask, scale: float) -> Mask:
    """Where on a broken line of dirt an unbroken one lies: the border of a box, say."""
    import numpy

    if inked.mean() >= UNBROKEN_STREAK:
        return numpy.zeros_like(inked)
    dash = rectangle(max(2, int(STREAK_DASH * scale)), 1)
    drawn: Mask = opened(inked[None].astype(numpy.uint8), dash)[0] > 0
    return drawn


def _streaked_rows(dark: Mask) -> Indices:
    """Indices of the rows with ink at both edges of the sheet and all the way between."""
    import numpy

    edge = max(1, int(SHEET_EDGE * dark.shape[1]))
    parts = [dark[:, :edge], dark[:, -edge:], *numpy.array_split(dark, PARTS, axis=1)]
    return numpy.nonzero(numpy.all([part.mean(axis=1) >= STREAKED for part in parts], axis=0))[0]
