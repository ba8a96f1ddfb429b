"""What keeps OCR from reading, taken off a page picture: shaded fields, dotted leaders, holes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray, Mask
from erityisavustus.reading.ocr.components import HALF, remaining

__all__ = ["has_ink", "on_white", "without_dirt"]

PAPER_SHARE = 0.85
"""Share of the paper's light from which a pixel is paper: fields are shaded, and Tesseract takes them for pictures.
Fitted."""
LEADER_DOT = 2.2
"""Points: size of a leader's dot at most; fitted."""
HOLE = (11.0, 26.0)
"""Points: sizes of a punched hole, 4 to 8 mm (ISO 838: 6 mm); letters so large are not as solid."""
DISC = 0.65
"""Share of its bbox that a punched hole fills: that of a disc (0.79) and a little less for its torn edge."""
LEADER_STEP = 9.0
"""Points from one dot of a leader to the next at most; fitted."""
LEADER_EVEN = 0.8
"""Points by which the steps and heights of one leader differ at most; fitted."""
LEADER_DOTS = 6
"""Dots that make a leader; an ellipsis has three. A guess."""


class _Dot(NamedTuple):
    """In every second pixel."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


def on_white(grey: Gray, paper: Gray) -> Gray:
    """Black on white, wherever the paper is shaded. `paper`: its light around each pixel."""
    import cv2

    return cast("Gray", cv2.divide(grey, paper, scale=255 / PAPER_SHARE))


def without_dirt(clean: Gray, ink: Mask, scale: float) -> None:
    """Whiten what is no text (in place): rows of dots between a label and its answer, punched holes."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(remaining(ink[::HALF, ::HALF], clean[::HALF, ::HALF]))
    parts, points = stats[1:count], scale / HALF
    small = parts[(parts[:, 2:4] <= LEADER_DOT * points).all(axis=1)]
    large = (parts[:, 2:4] >= HOLE[0] * points).all(axis=1) & (parts[:, 2:4] <= HOLE[1] * points).all(axis=1)
    solid = parts[large & (parts[:, 4] > DISC * parts[:, 2] * parts[:, 3])]
    holes = [PixelBox.sized(*row) for row in solid[:, :4].tolist()]
    for x0, top, x1, bottom in (*holes, *_leaders([_Dot(*row) for row in small[:, :4].tolist()], points)):
        clean[max(0, (top - 1) * HALF) : (bottom + 1) * HALF, max(0, (x0 - 1) * HALF) : (x1 + 1) * HALF] = 255


def _leaders(dots: list[_Dot], scale: float) -> Iterator[PixelBox]:
    """Boxes of even rows of dots."""
    lines: dict[int, list[_Dot]] = {}
    height = max(1, round(LEADER_EVEN * scale))
    for dot in dots:
        lines.setdefault(dot.bottom // height, []).append(dot)
    for key in sorted(lines):
        for run in _runs(sorted(lines[key] + lines.get(key + 1, [])), scale):
            first, last = run[0], run[-1]
            yield PixelBox(first.left, min(d.top for d in run), last.left + last.width, max(d.bottom for d in run))


def _runs(row: list[_Dot], scale: float) -> list[list[_Dot]]:
    """The stretches of a row in which the dots follow each other evenly, long enough for a leader."""
    runs: list[list[_Dot]] = []
    for dot in row:
        if runs and _goes_on(runs[-1], dot, scale):
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [run for run in runs if len(run) >= LEADER_DOTS]


def _goes_on(run: list[_Dot], dot: _Dot, scale: float) -> bool:
    step, usual = dot.left - run[-1].left, (run[-1].left - run[0].left) / max(1, len(run) - 1)
    return 0 < step <= LEADER_STEP * scale and (len(run) < 2 or abs(step - usual) <= LEADER_EVEN * scale)


def has_ink(ink: Mask, box: PixelBox) -> bool:
    """Something is printed where a word was read: Tesseract makes dashes of the wide spaces between columns."""
    x0, top, x1, bottom = box
    return bool(ink[top:bottom, x0:x1].any())
