"""What keeps OCR from reading, taken off a page picture: shaded fields, dotted leaders, holes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from erityisavustus.contracts.geometry import PixelBox

__all__ = ["has_ink", "on_white", "without_dirt"]

WHITE = 0.85
"""Share of the paper's light from which a pixel is paper: fields are shaded, and Tesseract takes them for pictures."""
HALF = 2
"""Every second pixel tells where dots are."""
DOT = 2.2
"""Points: size of a leader's dot at most."""
HOLE = (11.0, 26.0)
"""Points: sizes of a punched hole, 4 to 8 mm; letters so large are not as solid."""
SOLID = 0.65
"""Share of its bbox that a disc fills, and a little less."""
STEP = 9.0
"""Points from one dot of a leader to the next at most."""
EVEN = 0.8
"""Points by which the steps and heights of one leader differ at most."""
LEADER = 6
"""Dots that make a leader; an ellipsis has three."""


def on_white(grey: Any, paper: Any) -> Any:
    """Black on white, wherever the paper is shaded. `paper`: its light around each pixel."""
    import cv2

    return cv2.divide(grey, paper, scale=255 / WHITE)


def without_dirt(clean: Any, ink: Any, scale: float) -> None:
    """Whiten what is no text (in place): rows of dots between a label and its answer, punched holes."""
    import cv2
    import numpy

    left = (ink[::HALF, ::HALF] & (clean[::HALF, ::HALF] < 250)).astype(numpy.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(left)
    parts, points = stats[1:count], scale / HALF
    small = parts[(parts[:, 2:4] <= DOT * points).all(axis=1)]
    large = (parts[:, 2:4] >= HOLE[0] * points).all(axis=1) & (parts[:, 2:4] <= HOLE[1] * points).all(axis=1)
    solid = parts[large & (parts[:, 4] > SOLID * parts[:, 2] * parts[:, 3])]
    holes = [PixelBox(x, y, x + width, y + height) for x, y, width, height, _ in solid.tolist()]
    for x0, top, x1, bottom in (*holes, *_leaders(small[:, :4].tolist(), points)):
        clean[max(0, (top - 1) * HALF) : (bottom + 1) * HALF, max(0, (x0 - 1) * HALF) : (x1 + 1) * HALF] = 255


def _leaders(dots: list[list[int]], scale: float) -> Iterator[PixelBox]:
    """Boxes of even rows of dots."""
    lines: dict[int, list[list[int]]] = {}
    height = max(1, round(EVEN * scale))
    for dot in dots:
        lines.setdefault((dot[1] + dot[3]) // height, []).append(dot)
    for key in sorted(lines):
        for run in _runs(sorted(lines[key] + lines.get(key + 1, [])), scale):
            yield PixelBox(run[0][0], min(d[1] for d in run), run[-1][0] + run[-1][2], max(d[1] + d[3] for d in run))


def _runs(row: list[list[int]], scale: float) -> list[list[list[int]]]:
    """The stretches of a row in which the dots follow each other evenly, long enough for a leader."""
    runs: list[list[list[int]]] = []
    for dot in row:
        if runs and _goes_on(runs[-1], dot, scale):
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [run for run in runs if len(run) >= LEADER]


def _goes_on(run: list[list[int]], dot: list[int], scale: float) -> bool:
    step, usual = dot[0] - run[-1][0], (run[-1][0] - run[0][0]) / max(1, len(run) - 1)
    return 0 < step <= STEP * scale and (len(run) < 2 or abs(step - usual) <= EVEN * scale)


def has_ink(ink: Any, box: PixelBox) -> bool:
    """Something is printed where a word was read: Tesseract makes dashes of the wide spaces between columns."""
    x0, top, x1, bottom = box
    return bool(ink[top:bottom, x0:x1].any())
