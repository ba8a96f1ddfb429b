"""Connected ink and where it is."""

from __future__ import annotations

from typing import Any

__all__ = ["Outline", "bounds", "outlines"]

Outline = tuple[Any, int]
"""A contour (points, 1, 2) and the index of the contour it is a hole of, -1 for an outer one."""


def outlines(ink: Any) -> list[Outline]:
    """The contours of connected ink and of the holes in it; `ink`: uint8 array, 1 where there is ink."""
    import cv2

    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return [] if tree is None else list(zip(contours, tree[0][:, 3].tolist(), strict=True))


def bounds(ink: Any) -> Any:
    """Rows (x, y, width, height) of the bboxes of connected ink; an int array (n, 4).

    By contours, which takes a third of the time of labelling.
    """
    import cv2
    import numpy

    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [cv2.boundingRect(c) for c, (_, _, _, parent) in zip(contours, () if tree is None else tree[0], strict=True)
             if parent == -1]
    return numpy.array(boxes, numpy.int64).reshape(-1, 4)
