"""The picture of a page made fit for reading: grey, upright, straight, black on white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from erityisavustus.reading.ocr.cleaning.skew import skew_of
from erityisavustus.reading.ocr.cleaning.streaks import Line, without_streaks

__all__ = ["NO_SKEW", "Picture", "prepared", "turned"]

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
    paper: Any
    """uint8 array: the light of the paper around each pixel."""
    streaks: tuple[Line, ...] = ()
    """Lines of dirt that were taken out, from end to end in pixels: what they ran through is no longer whole."""


def prepared(grey: Any, scale: float) -> Picture:
    """Straighten and binarise a grey page picture (uint8 array)."""
    import cv2

    grey, streaks = without_streaks(grey, _darker(grey, _paper(grey, scale), INK_SHARE), scale)
    skew = skew_of(grey)
    if abs(skew) >= NO_SKEW:
        height, width = grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        grey = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
        streaks = [(*(matrix @ (x0, y0, 1)), *(matrix @ (x1, y1, 1))) for x0, y0, x1, y1 in streaks]
    paper = _paper(grey, scale)
    ink = _darker(grey, paper, INK_SHARE)
    faint = _darker(cv2.medianBlur(grey, 3), paper, FAINT_SHARE)
    return Picture(grey, ink, faint | ink, scale, skew, paper, tuple(streaks))


def _darker(grey: Any, paper: Any, share: float) -> Any:
    """Where the picture is darker than a share of its paper's light; a bool array."""
    import cv2

    return cv2.compare(grey, cv2.convertScaleAbs(paper, alpha=share), cv2.CMP_LT) > 0


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
