"""Connected ink and where it is."""

from __future__ import annotations

from typing import NamedTuple, cast

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Contour, Gray, Ink, Labels, Mask, Rectangles

__all__ = ["HALF", "NEXT_LETTER", "Component", "Outline", "beside", "bounds", "components", "outlines", "remaining"]

NEXT_LETTER = 1.6
"""Points within which the next letter of a word begins; fitted."""
WHITE = 250
"""Grey from which a pixel of the cleaned picture is white; a guess."""
HALF = 2
"""Step of pixels where every second one is enough: dots and lines of print are larger, and it takes a quarter of the
time."""


class Outline(NamedTuple):
    """The edge of connected ink, or of a hole in it."""

    contour: Contour
    parent: int
    """Index of the outline that it is a hole of, -1 for an outer one."""


class Component(NamedTuple):
    """One piece of connected ink."""

    label: int
    """Its number in the array of labels."""
    box: PixelBox
    area: int
    """Pixels of ink."""


def remaining(ink: Mask, clean: Gray) -> Ink:
    """The ink that is still on the cleaned picture."""
    import numpy

    return (ink & (clean < WHITE)).astype(numpy.uint8)


def outlines(ink: Ink) -> list[Outline]:
    """The outlines of connected ink and of the holes in it."""
    import cv2

    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return [] if tree is None else list(map(Outline, contours, tree[0][:, 3].tolist()))


def bounds(ink: Ink) -> Rectangles:
    """The bboxes of connected ink.

    By contours, which takes a third of the time of labelling.
    """
    import cv2
    import numpy

    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [cv2.boundingRect(c) for c, (_, _, _, parent) in zip(contours, () if tree is None else tree[0], strict=True)
             if parent == -1]
    return numpy.array(boxes, numpy.int64).reshape(-1, 4)


def components(ink: Ink) -> tuple[Labels, list[Component]]:
    """Each piece of connected ink, and for each pixel which one it belongs to."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    rows = enumerate(stats.tolist()[1:], 1)  # the first one is the paper
    return cast("Labels", labels), [Component(label, PixelBox.sized(*row[:4]), row[4]) for label, row in rows]


def beside(ink: Ink, box: PixelBox, gap: int) -> tuple[float, float]:
    """Shares of the height of a box at which ink stands left and right of it, within `gap` pixels but for its blur."""
    x0, top, x1, bottom = box
    sides = ink[top:bottom, max(0, x0 - gap) : max(1, x0 - 1)], ink[top:bottom, x1 + 1 : x1 + gap]
    left, right = (float(side.max(axis=1).mean()) if side.size else 0.0 for side in sides)
    return left, right
