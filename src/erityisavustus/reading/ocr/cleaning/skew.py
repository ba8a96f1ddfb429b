"""How a page lies in its picture: the angle of its lines of text, and whether they run upwards."""

from __future__ import annotations

import math
from collections.abc import Callable

from erityisavustus.reading.ocr.arrays import Gray

__all__ = ["on_its_side", "skew_of"]

MAX_SKEW = 6.0
"""Degrees up to which a page is straightened: what a careless hand puts on a scanner; a guess."""
COARSE, FINE = 0.5, 0.1
"""Steps in degrees of the search for the skew: the fine one is what `picture.NO_SKEW` leaves as it is."""
COARSE_PIXELS, FINE_PIXELS = 900, 1600
"""Pixels of the longer side on which the skew is searched in coarse and in fine steps; fitted."""
SLANTS = 4
"""Coarse steps to either side by which a page is judged to lie on its side; a guess."""
STRIPS = 80
"""Upright strips into which the picture is cut; fitted."""
DARK_LEVEL = 60
"""Levels below white from which a pixel counts: paler ones are paper and its noise; a guess."""


def skew_of(grey: Gray) -> float:
    """The angle in degrees, counter-clockwise positive, that makes the lines of text level.

    Level lines make the sums of the rows vary most (Postl's projection profile).
    """
    steps = int(MAX_SKEW / COARSE)
    coarse = _sharpest([i * COARSE for i in range(-steps, steps + 1)], _sharpness(grey, COARSE_PIXELS))
    fine = int(COARSE / FINE)
    return _sharpest([coarse + i * FINE for i in range(-fine, fine + 1)], _sharpness(grey, FINE_PIXELS))


def _sharpest(angles: list[float], sharpness: Callable[[float], float]) -> float:
    """Of angles that are as sharp the one nearest to none."""
    return max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))


def _sharpness(grey: Gray, longer: int) -> Callable[[float], float]:
    """How much the rows vary at an angle, in a picture of `longer` pixels on its longer side.

    Strips of the picture are shifted against each other, which for small angles is as good as turning it.
    """
    import cv2
    import numpy

    factor = longer / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(numpy.float32)
    dark[dark < DARK_LEVEL] = 0
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


def on_its_side(grey: Gray) -> bool:
    """Its columns vary more than its rows: the lines of text run upwards, or a table has more borders than text."""
    level, upright = (
        max(sharp(i * COARSE) for i in range(-SLANTS, SLANTS + 1))
        for sharp in (_sharpness(grey, COARSE_PIXELS), _sharpness(grey.T, COARSE_PIXELS))
    )
    return upright > level
