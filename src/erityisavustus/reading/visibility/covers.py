"""What may hide text: shapes, pictures, shadings and annotations, each from the moment it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.marks.path_classes import MARK_MAX
from erityisavustus.reading.records import Contents, Path
from erityisavustus.reading.visibility.paper import PAPER

__all__ = ["SMALLEST_COVER", "Cover", "CoverKind", "common", "covers_of"]

SMALLEST_COVER = 5.0
"""Points: sides of what covers a letter; a smaller shape belongs to a drawing, a lower one underlines.
Fitted."""
DENSE = 0.5
"""Constant alpha from which a shape may hide what lies under it; a guess."""
AFTER_CONTENTS = 1 << 40
"""Order number of annotations: they are drawn after all contents of the page (12.5.2), which has far
fewer."""


class CoverKind(Enum):
    """What the cover is."""

    SHAPE = 1
    PICTURE = 2
    SHADING = 3
    ANNOTATION = 4


class Cover(NamedTuple):
    """Something drawn that may hide what was drawn before, in the coordinates of the records."""

    bbox: Rect
    order: int
    kind: CoverKind
    path: Path | None = None

    def holds(self, across: float, up: float) -> bool:
        """The point may lie under it."""
        if not self.bbox.contains_point(across, up):
            return False
        return self.path is None or not self.path.fill or self.path.paints(across, up)

    @property
    def ticks(self) -> bool:
        """It is as small as a tick, and not of the paper's colour."""
        return self.side <= MARK_MAX and (self.path is None or self.path.fill_dark > PAPER)

    @property
    def side(self) -> float:
        """The longer side of its box, in points."""
        return max(self.bbox.width, self.bbox.height)

    @property
    def area(self) -> float:
        """Of its box, in square points."""
        return self.bbox.area


def covers_of(contents: Contents, annotations: Sequence[Rect] = ()) -> list[Cover]:
    """All that may hide text drawn before it. `annotations`: places of those that a person sees, in their order."""
    page = Rect(0.0, 0.0, *contents.size)
    result = [
        Cover(common(box, path.clip), path.order, CoverKind.SHAPE, path)
        for path in contents.paths if path.plain and path.alpha >= DENSE
        for box in _boxes(path)
    ]
    result += [Cover(picture.bbox, picture.order, CoverKind.PICTURE) for picture in contents.pictures]
    result += [Cover(common(page, clip), order, CoverKind.SHADING) for clip, order in contents.shadings]
    result += [Cover(box, AFTER_CONTENTS + i, CoverKind.ANNOTATION) for i, box in enumerate(annotations)]
    return [c for c in result if min(c.bbox.width, c.bbox.height) >= SMALLEST_COVER]


def _boxes(path: Path) -> list[Rect]:
    """Around each part that a path paints: its fills, and strokes as broad as letters are high."""
    if path.fill:
        return [s.bbox for s in path.subpaths]
    if not path.stroke or path.width < SMALLEST_COVER:
        return []
    half = path.width / 2
    return [s.bbox.inflated(half) for s in path.subpaths]


def common(box: Rect, clip: Rect | None) -> Rect:
    """The part of `box` within the clip; turned inside out where they do not meet."""
    if clip is None:
        return box
    return box.common(clip)
