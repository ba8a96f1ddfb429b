"""Thin lines from edge to edge of the sheet, which dirt in a scanner or a fax leaves."""

from __future__ import annotations

from typing import Any

__all__ = ["Line", "without_streaks"]

Line = tuple[float, float, float, float]
"""From (x0, y0) to (x1, y1) in pixels."""
STREAK = 1.2
"""Points: a thicker line from edge to edge is drawn."""
STREAKED = 0.15
"""Share of each part of such a line that is ink."""
UNBROKEN, DASH = 0.8, 5.0
"""Share of ink from which a line of dirt is unbroken; points of ink on end that a broken one has at most."""
OUTERMOST, PARTS = 0.01, 20
"""Share of the sheet that is its edge, and the number of parts between."""


def without_streaks(grey: Any, dark: Any, scale: float) -> tuple[Any, list[Line]]:
    """The picture without them, and where they were. `dark`: bool array, where there is ink.

    Where a line crosses letters they stay: it is filled with the lighter of what stands on its two sides.
    """
    import numpy

    most = max(2, round(STREAK * scale))
    result = grey
    streaks: list[Line] = []
    height, width = grey.shape
    for level, inked in ((True, dark), (False, dark.T)):
        rows = _streaks(inked)
        ends = numpy.split(rows, numpy.nonzero(numpy.diff(rows) > 1)[0] + 1) if rows.size else []
        for run in ends:
            above, below = run[0] - most // 2 - 1, run[-1] + most // 2 + 1
            if len(run) > most or above < 0 or below >= len(inked):
                continue
            result = grey.copy() if result is grey else result
            target = result if level else result.T
            dirt = ~_drawn_along(inked[run[0] : run[-1] + 1].any(axis=0), scale)
            lighter = numpy.maximum(target[above], target[below])
            target[above + 1 : below] = numpy.where(dirt, lighter, target[above + 1 : below])
            at = float(run[0] + run[-1]) / 2
            streaks.append((0.0, at, width, at) if level else (at, 0.0, at, height))
    return result, streaks


def _drawn_along(inked: Any, scale: float) -> Any:
    """Where on a broken line of dirt an unbroken one lies: the border of a box, say."""
    import cv2
    import numpy

    if inked.mean() >= UNBROKEN:
        return numpy.zeros_like(inked)
    run = numpy.ones((1, max(2, int(DASH * scale))), numpy.uint8)
    return cv2.morphologyEx(inked[None].astype(numpy.uint8), cv2.MORPH_OPEN, run)[0].astype(bool)


def _streaks(dark: Any) -> Any:
    """Indices of the rows with ink at both edges of the sheet and all the way between."""
    import numpy

    edge = max(1, int(OUTERMOST * dark.shape[1]))
    parts = [dark[:, :edge], dark[:, -edge:], *numpy.array_split(dark, PARTS, axis=1)]
    return numpy.nonzero(numpy.all([part.mean(axis=1) >= STREAKED for part in parts], axis=0))[0]
