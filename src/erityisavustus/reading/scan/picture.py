"""The picture of a page made fit for reading: grey, upright, straight, black on white."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["NO_SKEW", "Picture", "on_its_side", "prepared", "turned"]

DPI = 300
"""Pixels an inch at which a page is looked at: Tesseract's models are trained on about this size."""
MAX_SKEW = 6.0
"""Degrees up to which a page is straightened."""
COARSE, FINE = 0.5, 0.1
"""Steps in degrees of the search for the skew."""
LOOK, CLOSE_LOOK = 900, 1600
"""Pixels of the longer side on which the skew is searched in coarse and in fine steps."""
NO_SKEW = 0.08
"""Degrees below which turning costs more sharpness than it gains."""
STREAK = 1.2
"""Points: a thicker line from edge to edge is drawn."""
STREAKED = 0.15
"""Share of each part of such a line that is ink."""
UNBROKEN, DASH = 0.8, 5.0
"""Share of ink from which a line of dirt is unbroken; points of ink on end that a broken one has at most."""
OUTERMOST, PARTS = 0.01, 20
"""Share of the sheet that is its edge, and the number of parts between."""
SLANTS = 4
"""Coarse steps to either side that tell whether a page lies on its side."""
STRIPS = 80
"""Upright strips into which the picture is cut for that."""
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
    streaks: tuple[tuple[float, float, float, float], ...] = ()
    """Lines of dirt that were taken out, from end to end in pixels: what they ran through is no longer whole."""


def prepared(grey: Any, scale: float) -> Picture:
    """Straighten and binarise a grey page picture (uint8 array)."""
    import cv2

    grey, streaks = _without_streaks(grey, scale)
    skew = _skew(grey)
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


def on_its_side(grey: Any) -> bool:
    """Its columns vary more than its rows: the lines of text run upwards, or a table has more borders than text."""
    level, upright = (
        max(sharp(i * COARSE) for i in range(-SLANTS, SLANTS + 1))
        for sharp in (_sharpness(grey, LOOK), _sharpness(grey.T, LOOK))
    )
    return upright > level


def _without_streaks(grey: Any, scale: float) -> tuple[Any, list[tuple[float, float, float, float]]]:
    """The picture without thin lines from edge to edge of the sheet, and these: dirt in a scanner or a fax leaves them.

    Where a line crosses letters they stay: it is filled with the lighter of what stands on its two sides.
    """
    import numpy

    dark = _darker(grey, _paper(grey, scale), INK_SHARE)
    most = max(2, round(STREAK * scale))
    result = grey
    streaks: list[tuple[float, float, float, float]] = []
    height, width = grey.shape
    for picture, inked in ((grey, dark), (grey.T, dark.T)):
        rows = _streaks(inked)
        ends = numpy.split(rows, numpy.nonzero(numpy.diff(rows) > 1)[0] + 1) if rows.size else []
        for run in ends:
            above, below = run[0] - most // 2 - 1, run[-1] + most // 2 + 1
            if len(run) > most or above < 0 or below >= len(picture):
                continue
            result = grey.copy() if result is grey else result
            target = result if picture is grey else result.T
            dirt = ~_drawn_along(inked[run[0] : run[-1] + 1].any(axis=0), scale)
            lighter = numpy.maximum(picture[above], picture[below])
            target[above + 1 : below] = numpy.where(dirt, lighter, picture[above + 1 : below])
            at = float(run[0] + run[-1]) / 2
            streaks.append((0.0, at, width, at) if picture is grey else (at, 0.0, at, height))
    return result, streaks


def _drawn_along(inked: Any, scale: float) -> Any:
    """Where on a broken line of dirt an unbroken one lies: the border of a box, say."""
    import cv2
    import numpy

    if inked.mean() >= UNBROKEN:
        return numpy.zeros_like(inked)
    run = numpy.ones((1, max(2, int(DASH * scale))), numpy.uint8)
    return cv2.morphologyEx(inked[None].astype(numpy.uint8), cv2.MORPH_OPEN, run)[0].astype(bool)


def _streaks(dark: Any) -> Any:
    """Indices of the rows with ink at both edges of the sheet and all the way between."""
    import numpy

    edge = max(1, int(OUTERMOST * dark.shape[1]))
    parts = [dark[:, :edge], dark[:, -edge:], *numpy.array_split(dark, PARTS, axis=1)]
    return numpy.nonzero(numpy.all([part.mean(axis=1) >= STREAKED for part in parts], axis=0))[0]


def _skew(grey: Any) -> float:
    """The angle in degrees, counter-clockwise positive, that makes the lines of text level.

    Level lines make the sums of the rows vary most (Postl's projection profile).
    """
    steps = int(MAX_SKEW / COARSE)
    coarse = _sharpest([i * COARSE for i in range(-steps, steps + 1)], _sharpness(grey, LOOK))
    fine = int(COARSE / FINE)
    return _sharpest([coarse + i * FINE for i in range(-fine, fine + 1)], _sharpness(grey, CLOSE_LOOK))


def _sharpest(angles: list[float], sharpness: Callable[[float], float]) -> float:
    """Of angles that are as sharp the one nearest to none."""
    return max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))


def _sharpness(grey: Any, longer: int) -> Callable[[float], float]:
    """How much the rows vary at an angle, in a picture of `longer` pixels on its longer side.

    Strips of the picture are shifted against each other, which for small angles is as good as turning it.
    """
    import cv2
    import numpy

    factor = longer / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(numpy.float32)
    dark[dark < 60] = 0
    strips = [part.sum(axis=1) for part in numpy.array_split(dark, STRIPS, axis=1)]
    wide = dark.shape[1] / STRIPS
    most = int(math.tan(math.radians(MAX_SKEW + COARSE)) * dark.shape[1] / 2) + 2

    def sharpness(angle: float) -> float:
        slope = math.tan(math.radians(angle))
        rows = numpy.zeros(dark.shape[0] + 2 * most, numpy.float32)
        for index, strip in enumerate(strips):
            at = most - round(slope * (index + 0.5 - STRIPS / 2) * wide)
            rows[at : at + len(strip)] += strip
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    return sharpness
