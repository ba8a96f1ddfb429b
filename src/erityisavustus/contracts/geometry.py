"""Rectangles: one value with named parts for every layer.

Three planes meet in this program, and a rectangle says by its type in which one it lies: `BBox` on the page as
displayed (points, y downwards), `Rect` in PDF space (points, y upwards), `PixelBox` in a picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["NOWHERE", "BBox", "PixelBox", "Rect", "union"]


class BBox(NamedTuple):
    """A rectangle on the page as displayed: points, origin at the top left corner; x0 <= x1, top <= bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Square points."""
        return self.width * self.height

    @property
    def x_middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def side(self) -> float:
        """The longer of its sides."""
        return max(self.width, self.height)

    def contains(self, other: BBox, slack: float = 0.0) -> bool:
        """`other` lies within it, or stands out by `slack` points at most."""
        return (self.x0 - slack <= other.x0 and other.x1 <= self.x1 + slack
                and self.top - slack <= other.top and other.bottom <= self.bottom + slack)

    def contains_point(self, across: float, down: float, slack: float = 0.0) -> bool:
        """The point lies within it, or within `slack` points of it."""
        return self.x0 - slack <= across <= self.x1 + slack and self.top - slack <= down <= self.bottom + slack

    def contains_middle_of(self, other: BBox, slack: float = 0.0) -> bool:
        """The middle of `other` lies within it, or within `slack` points of it."""
        return self.contains_point(other.x_middle, other.y_middle, slack)

    def overlaps(self, other: BBox, slack: float = 0.0) -> bool:
        """They share some area, or would if either were larger by `slack` points."""
        return (self.x0 < other.x1 + slack and other.x0 < self.x1 + slack
                and self.top < other.bottom + slack and other.top < self.bottom + slack)

    def x_overlap(self, other: BBox) -> float:
        """Points of width they share; negative: the gap between them."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def y_overlap(self, other: BBox) -> float:
        """Points of height they share; negative: the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def overlap(self, other: BBox) -> float:
        """Square points they share."""
        return max(0.0, self.x_overlap(other)) * max(0.0, self.y_overlap(other))

    def inflated(self, by: float) -> BBox:
        """Larger by `by` points on each side."""
        return BBox(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)


NOWHERE = BBox(0.0, 0.0, 0.0, 0.0)
"""Of what is not measured yet."""


def union(boxes: Iterable[BBox]) -> BBox:
    """The smallest rectangle around all of `boxes` (at least one)."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return BBox(min(x0s), min(tops), max(x1s), max(bottoms))


class Rect(NamedTuple):
    """A rectangle in PDF space, as engines give it: points, y upwards; x0 <= x1, y0 <= y1 (ISO 32000-2, 8.3)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Square points."""
        return self.width * self.height

    def contains_point(self, across: float, up: float) -> bool:
        """The point lies within it."""
        return self.x0 <= across <= self.x1 and self.y0 <= up <= self.y1

    def common(self, other: Rect) -> Rect:
        """What both hold; turned inside out where they do not meet."""
        return Rect(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def inflated(self, by: float) -> Rect:
        """Larger by `by` points on each side."""
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Rect:
        """The smallest rectangle around points (at least one)."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))


class PixelBox(NamedTuple):
    """A rectangle in a picture: pixels, origin at the top left; right and bottom are the first ones beyond it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return self.width * self.height

    @classmethod
    def sized(cls, left: int, top: int, width: int, height: int) -> PixelBox:
        """The rectangle with this corner and size, as OpenCV gives rectangles."""
        return cls(left, top, left + width, top + height)

    def contains(self, other: PixelBox) -> bool:
        """`other` lies within it."""
        return (self.left <= other.left and other.right <= self.right
                and self.top <= other.top and other.bottom <= self.bottom)

    def overlap(self, other: PixelBox) -> int:
        """Pixels they share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, across) * max(0, down)

    def overlaps(self, other: PixelBox) -> bool:
        """They share pixels."""
        return (self.left < other.right and other.left < self.right
                and self.top < other.bottom and other.top < self.bottom)
