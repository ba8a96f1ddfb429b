"""From the records' coordinates to ours: the displayed page, origin at the top left of the crop box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from erityisavustus.contracts.geometry import BBox, Rect

__all__ = ["PageGeometry", "is_size", "ordered"]

MAX_COORDINATE = 144_000.0
"""Points of a page's edge from the origin at most: ten times the largest page of viewers (ISO 32000-2, annex C)."""

_NO_BOX = Rect(0.0, 0.0, 0.0, 0.0)
"""Of a page whose annotations are not asked for."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The displayed part of a page in the records' coordinates (points, y upwards, already turned)."""

    x0: float
    y0: float
    x1: float
    y1: float
    media: Rect = _NO_BOX
    rotation: int = 0

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def y(self, up: float) -> float:
        """Distance from the top edge."""
        return round(self.y1 - up, 3)

    def bbox(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """The rectangle as displayed."""
        return BBox(round(x0 - self.x0, 3), round(self.y1 - y1, 3), round(x1 - self.x0, 3), round(self.y1 - y0, 3))

    def recorded(self, bbox: BBox) -> Rect:
        """A rectangle as displayed in the records' coordinates."""
        return Rect(bbox.x0 + self.x0, self.y1 - bbox.bottom, bbox.x1 + self.x0, self.y1 - bbox.top)

    def holds(self, across: float, up: float) -> bool:
        """The point is on the displayed page."""
        return self.x0 <= across <= self.x1 and self.y0 <= up <= self.y1

    def holds_middle_of(self, rect: Rect) -> bool:
        """The middle of the rectangle is on the displayed page."""
        return self.holds((rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2)

    @classmethod
    def of(cls, mediabox: Rect, cropbox: Rect, rotation: int) -> PageGeometry:
        """The crop box (within the media box) after /Rotate, as the records are turned (ISO 32000-2, 14.11.2)."""
        mx0, my0, mx1, my1 = ordered(mediabox)
        cx0, cy0, cx1, cy1 = ordered(cropbox)
        cx0, cy0, cx1, cy1 = max(mx0, cx0), max(my0, cy0), min(mx1, cx1), min(my1, cy1)
        if cx1 - cx0 < 1 or cy1 - cy0 < 1:
            cx0, cy0, cx1, cy1 = mx0, my0, mx1, my1
        x0, y0, x1, y1 = cx0 - mx0, cy0 - my0, cx1 - mx0, cy1 - my0
        width, height = mx1 - mx0, my1 - my0
        turned = {
            90: (y0, width - x1, y1, width - x0),
            180: (width - x1, height - y1, width - x0, height - y0),
            270: (height - y1, x0, height - y0, x1),
        }.get(rotation, (x0, y0, x1, y1))
        return cls(*turned, Rect(mx0, my0, mx1, my1), rotation)

    def of_user_space(self, rect: Rect) -> BBox:
        """A rectangle in default user space (an annotation's /Rect) as displayed."""
        mx0, my0, mx1, my1 = self.media
        x0, y0, x1, y1 = rect
        turned = {
            90: (y0 - my0, mx1 - x1, y1 - my0, mx1 - x0),
            180: (mx1 - x1, my1 - y1, mx1 - x0, my1 - y0),
            270: (my1 - y1, x0 - mx0, my1 - y0, x1 - mx0),
        }.get(self.rotation, (x0 - mx0, y0 - my0, x1 - mx0, y1 - my0))
        return self.bbox(*turned)


def is_size(box: Sequence[float]) -> bool:
    """The numbers of a page box are finite and within what a page can measure."""
    return all(math.isfinite(v) and abs(v) <= MAX_COORDINATE for v in box)


def ordered(box: Rect) -> Rect:
    """A rectangle given by any two opposite corners (ISO 32000-2, 7.9.5), lower left one first."""
    return Rect(min(box.x0, box.x1), min(box.y0, box.y1), max(box.x0, box.x1), max(box.y0, box.y1))
