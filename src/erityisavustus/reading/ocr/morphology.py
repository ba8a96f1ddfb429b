"""Morphology of ink: OpenCV's operations, which give the type of array that they are given."""

from __future__ import annotations

from typing import cast

from erityisavustus.reading.ocr.arrays import Ink

__all__ = ["closed", "dilated", "disc", "eroded", "opened", "rectangle"]


def rectangle(width: int, height: int) -> Ink:
    """A structuring element of so many pixels."""
    import numpy

    return numpy.ones((height, width), numpy.uint8)


def disc(radius: int) -> Ink:
    """A round structuring element."""
    import cv2

    return cast("Ink", cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)))


def dilated(ink: Ink, element: Ink) -> Ink:
    """Ink grown by the element."""
    import cv2

    return cast("Ink", cv2.dilate(ink, element))


def eroded(ink: Ink, element: Ink) -> Ink:
    """Ink that the element fits into."""
    import cv2

    return cast("Ink", cv2.erode(ink, element))


def opened(ink: Ink, element: Ink) -> Ink:
    """Ink without what the element does not fit into."""
    import cv2

    return cast("Ink", cv2.morphologyEx(ink, cv2.MORPH_OPEN, element))


def closed(ink: Ink, element: Ink) -> Ink:
    """Ink with the gaps filled that the element does not fit into."""
    import cv2

    return cast("Ink", cv2.morphologyEx(ink, cv2.MORPH_CLOSE, element))
