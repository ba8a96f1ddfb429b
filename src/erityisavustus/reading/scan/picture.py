"""The picture of a page made fit for reading: grey, upright, straight, black on white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["NO_SKEW", "Picture", "prepared", "turned"]

DPI = 300
"""Pixels an inch at which a page is looked at: Tesseract's models are trained on about this size."""
MAX_SKEW = 6.0
"""Degrees up to which a page is straightened."""
COARSE, FINE = 0.5, 0.1
"""Steps in degrees of the search for the skew."""
LOOK = 900
"""Pixels of the longer side on which the skew is searched."""
NO_SKEW = 0.08
"""Degrees below which turning costs more sharpness than it gains."""
WINDOW_INCHES = 0.25
"""Size of the neighbourhood whose light is taken for that of the paper."""
FAINT_SHARE = 0.86
"""The same for faint lines, once single specks are smoothed away."""
INK_SHARE = 0.72
"""A pixel darker than this share of its paper's light is ink."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A straightened page picture."""

    grey: Any
    """uint8 array (height, width), 0 black to 255 white."""
    ink: Any
    """bool array of the same shape."""
    faint: Any
    """bool array: ink, and thin grey lines such as browsers draw around boxes."""
    scale: float
    """Pixels a point."""
    skew: float
    """Degrees by which it was turned back."""


def prepared(grey: Any, scale: float) -> Picture:
    """Straighten and binarise a grey page picture (uint8 array)."""
    import cv2

    skew = _skew(grey)
    if abs(skew) >= NO_SKEW:
        height, width = grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        grey = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    paper = _paper(grey, scale)
    ink = grey < INK_SHARE * paper
    faint = cv2.medianBlur(grey, 3) < FAINT_SHARE * paper
    return Picture(grey, ink, faint | ink, scale, skew)


def turned(grey: Any, quarters: int) -> Any:
    """The picture turned clockwise by quarter turns."""
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(grey, -quarters)) if quarters else grey


def _paper(grey: Any, scale: float) -> Any:
    """The light of the paper around each pixel: the brightest of its neighbourhood, smoothed."""
    import cv2

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = max(3, int(WINDOW_INCHES * 72 * scale / 4) | 1)
    bright = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (size, size)))
    bright = cv2.blur(bright, (size, size))
    return cv2.resize(bright, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)


def _skew(grey: Any) -> float:
    """The angle in degrees, counter-clockwise positive, that makes the lines of text level.

    Level lines make the sums of the rows vary most (Postl's projection profile).
    """
    import cv2
    import numpy

    factor = LOOK / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(numpy.float32)
    dark[dark < 60] = 0
    height, width = dark.shape

    def sharpness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(dark, matrix, (width, height)).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    steps = int(MAX_SKEW / COARSE)
    coarse = max((i * COARSE for i in range(-steps, steps + 1)), key=sharpness)
    fine = int(COARSE / FINE)
    return max((coarse + i * FINE for i in range(-fine, fine + 1)), key=sharpness)
