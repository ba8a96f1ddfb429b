"""Straight runs of ink on a page picture: the borders of tables, and lines to write on."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray, Ink
from erityisavustus.reading.ocr.components import bounds
from erityisavustus.reading.ocr.morphology import closed, opened, rectangle

__all__ = ["Borders", "borders_in"]

LONG_RUN = 36.0
"""Points: a longer straight run is a border or a line to write on, which no letter is; fitted."""
SHORT_RUN = 9.0
"""Points: an upright run at least this long that joins two borders parts the cells of a table; fitted."""
JOIN = 2.0
"""Points by which the ends of such a run may miss the borders; fitted."""
ON_BORDER = 1.5
"""Points within which the side of a box lies on a border; fitted."""
GOES_ON, UNBROKEN = 3.0, 0.9
"""Points beyond a box within which the border of a table goes on, and the share of them that is ink; fitted."""
SOLID_RUN = 0.8
"""Share of a run that is ink: the sides of boxes that stand over each other are no border; fitted."""
THICKNESS = 0.7
"""Points that are whitened across a border, half of them on each side of it; fitted."""


@dataclass(frozen=True, slots=True)
class Borders:
    """The straight runs of a page picture, in pixels."""

    across: list[PixelBox]
    upright: list[PixelBox]

    @property
    def all(self) -> list[PixelBox]:
        return self.across + self.upright

    def whiten(self, clean: Gray, points: float) -> None:
        """Take them off the picture, in place."""
        pad = max(2, int(THICKNESS * points)) // 2
        for x0, top, x1, bottom in self.across:
            clean[max(0, top - pad) : bottom + pad + 1, x0:x1] = 255
        for x0, top, x1, bottom in self.upright:
            clean[top:bottom, max(0, x0 - pad) : x1 + pad + 1] = 255

    def make_cell(self, ink: Ink, box: PixelBox, points: float) -> bool:
        """Two or more sides of the box lie on borders that go on beyond it: it is the cell of a table."""
        near, far = ON_BORDER * points, max(2, int(GOES_ON * points))
        upright = [_turned(run) for run in self.upright]
        return _sides_on(self.across, ink, box, near, far) + _sides_on(upright, ink.T, _turned(box), near, far) >= 2


def borders_in(ink: Ink, points: float) -> Borders:
    """The borders of a page picture of `points` pixels a point."""
    across = _runs(ink, int(LONG_RUN * points), horizontal=True)
    upright = _runs(ink, int(LONG_RUN * points), horizontal=False)
    return Borders(across, upright + _between(ink, across, upright, points))


def _runs(ink: Ink, length: int, *, horizontal: bool) -> list[PixelBox]:
    """Straight runs of ink at least `length` pixels long, small gaps closed.

    A third of the length must be one unbroken stroke: no letter has one, and a row of letters is none.
    """
    def element(along: int) -> Ink:
        return rectangle(along, 1) if horizontal else rectangle(1, along)

    strokes = opened(ink, element(length // 3))
    found: list[PixelBox] = []
    for left, top, width, height in bounds(closed(strokes, element(length // 6))).tolist():
        if not (max(width, height) >= max(length, 6 * min(width, height)) and (width > height) == horizontal):
            continue
        drawn = strokes[top : top + height, left : left + width].any(axis=0 if horizontal else 1)
        if drawn.mean() >= SOLID_RUN:
            found.append(PixelBox.sized(left, top, width, height))
    return found


def _between(ink: Ink, across: list[PixelBox], upright: list[PixelBox], points: float) -> list[PixelBox]:
    """Upright runs shorter than a border that join two of them: sides of cells hardly higher than their line."""
    near = JOIN * points

    def border_at(side: int, end: int) -> bool:
        return any(r.top - near <= end <= r.bottom + near and r.left - near <= side <= r.right + near for r in across)

    return [
        run
        for run in _runs(ink, int(SHORT_RUN * points), horizontal=False)
        if run not in upright and border_at(run.left, run.top) and border_at(run.left, run.bottom)
    ]


def _sides_on(across: list[PixelBox], ink: Ink, box: PixelBox, near: float, far: int) -> int:
    """How many of the upper and the lower side lie on a border that goes on."""
    return sum(
        any(
            abs(side - (run.top + run.bottom) / 2) < near and run.left < box.right and box.left < run.right
            and _goes_on(ink, run, box, far)
            for run in across
        )
        for side in (box.top, box.bottom)
    )


def _goes_on(ink: Ink, run: PixelBox, box: PixelBox, far: int) -> bool:
    """A level run is drawn left or right of the box too."""
    parts = (
        ink[run.top : run.bottom, max(run.left, box.left - far) : box.left].any(axis=0),
        ink[run.top : run.bottom, box.right : min(run.right, box.right + far)].any(axis=0),
    )
    return any(part.size > far // 2 and part.mean() >= UNBROKEN for part in parts)


def _turned(box: PixelBox) -> PixelBox:
    """As it lies in the transposed picture."""
    return PixelBox(box.top, box.left, box.bottom, box.right)
