"""The picture of a page made fit for reading: grey, upright, straight, black on white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from erityisavustus.reading.ocr.arrays import Gray, Mask
from erityisavustus.reading.ocr.cleaning.skew import skew_of
from erityisavustus.reading.ocr.cleaning.streaks import Streak, without_streaks

__all__ = ["NO_SKEW", "Picture", "prepared", "turned"]

NO_SKEW = 0.08
"""Degrees below which turning costs more sharpness than it gains; fitted."""
PAPER_WINDOW = 0.25
"""Inches: size of the neighbourhood whose brightest pixel is taken for the paper, wider than any letter's stroke; a
guess."""
PAPER_SHRINK = 4
"""The light of the paper changes slowly: it is measured on a picture so many times smaller."""
INK_SHARE, FAINT_SHARE = 0.72, 0.86
"""A pixel darker than this share of its paper's light is ink; the second is for faint lines, once single specks are
smoothed away. Fitted."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A straightened page picture; all arrays have one shape."""

    grey: Gray
    ink: Mask
    faint: Mask
    """Ink, and thin grey lines such as browsers draw around boxes."""
    scale: float
    """Pixels a point."""
    skew: float
    """Degrees by which it was turned back."""
    paper: Gray
    """The light of the paper around each pixel."""
    streaks: tuple[Streak, ...] = ()
    """Lines of dirt that were taken out: what they ran through is no longer whole."""


def prepared(grey: Gray, scale: float) -> Picture:
    """Straighten and binarise a grey page picture."""
    import cv2

    grey, streaks = without_streaks(grey, _darker(grey, _paper(grey, scale), INK_SHARE), scale)
    skew = skew_of(grey)
    if abs(skew) >= NO_SKEW:
        height, width = grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        grey = cast("Gray", cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255))
        streaks = [Streak(*(matrix @ (s.x0, s.y0, 1)), *(matrix @ (s.x1, s.y1, 1))) for s in streaks]
    paper = _paper(grey, scale)
    ink = _darker(grey, paper, INK_SHARE)
    faint = _darker(cast("Gray", cv2.medianBlur(grey, 3)), paper, FAINT_SHARE)
    return Picture(grey, ink, faint | ink, scale, skew, paper, tuple(streaks))


def _darker(grey: Gray, paper: Gray, share: float) -> Mask:
    """Where the picture is darker than a share of its paper's light."""
    import cv2

    return cv2.compare(grey, cv2.convertScaleAbs(paper, alpha=share), cv2.CMP_LT) > 0


def turned(grey: Gray, quarters: int) -> Gray:
    """The picture turned clockwise by quarter turns."""
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(grey, -quarters)) if quarters else grey


def _paper(grey: Gray, scale: float) -> Gray:
    """The light of the paper around each pixel: the brightest of its neighbourhood, smoothed."""
    import cv2

    small = cv2.resize(grey, None, fx=1 / PAPER_SHRINK, fy=1 / PAPER_SHRINK, interpolation=cv2.INTER_AREA)
    size = max(3, int(PAPER_WINDOW * 72 * scale / PAPER_SHRINK) | 1)
    bright = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (size, size)))
    bright = cv2.blur(bright, (size, size))
    return cast("Gray", cv2.resize(bright, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR))
