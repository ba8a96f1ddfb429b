"""Lines that the OCR passed over: its layout analysis leaves out whole lines of print without a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.rereading.crops import stacked
from erityisavustus.reading.ocr.tesseract import Reading, block

__all__ = ["missed_in"]

HALF = 2
"""Every second pixel tells where ink is."""
SPACE = 6.0
"""Points between two words of a line at most."""
HEIGHT, WIDTH = (3.5, 22.0), 10.0
"""Points: the heights of a line of print, and the least width of one that is read by itself."""
LETTERS = 3
"""Separate strokes that a line has at least."""
SOLID = 0.6
"""Share of its bbox that a line of letters fills at most."""
MANY = 40
"""Pieces that are read at most: more are no lines, but a picture."""
SURE = 0.7
"""Mean confidence from which such a piece is text, not somebody's handwriting."""
FIRST = 10_000
"""Number of the first line found so."""


def missed_in(read: Sequence[Reading], image: Any, ink: Any, scale: float) -> list[Reading]:
    """The words of the lines that were passed over. `read`: all others; `image`: what the OCR was given."""
    boxes = _uncovered(read, image, ink, scale)
    if not boxes or len(boxes) > MANY:
        return []
    stack = stacked(image, boxes)
    pieces: dict[int, list[Reading]] = {}
    for word in block(stack.picture, round(scale * 72)):
        if (piece := stack.piece(word.box)) is not None:
            pieces.setdefault(piece, []).append(word)
    return [
        replace(w, box=stack.on_page(w.box, piece), line=(FIRST + piece, 1, w.line[2]))
        for piece, words in pieces.items() if sum(w.confidence for w in words) >= SURE * len(words)
        for w in words
    ]


def _uncovered(read: Sequence[Reading], image: Any, ink: Any, scale: float) -> list[PixelBox]:
    """Boxes of ink like lines of print that no word was read from, from the top."""
    import cv2
    import numpy

    left = (ink[::HALF, ::HALF] & (image[::HALF, ::HALF] < 250)).astype(numpy.uint8)
    for word in read:
        x0, top, x1, bottom = (v // HALF for v in word.box)
        left[max(0, top - 1) : bottom + 2, max(0, x0 - 1) : x1 + 2] = 0
    points = scale / HALF
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, numpy.ones((1, int(SPACE * points)), numpy.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    found: list[PixelBox] = []
    for index in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[index])
        if width < WIDTH * points or not HEIGHT[0] * points <= height <= HEIGHT[1] * points:
            continue
        part = left[y : y + height, x : x + width] * (labels[y : y + height, x : x + width] == index)
        strokes = cv2.connectedComponents(part)[0] - 1
        if strokes >= LETTERS and part.mean() <= SOLID:
            found.append(PixelBox(x * HALF, y * HALF, (x + width) * HALF, (y + height) * HALF))
    return sorted(found, key=lambda b: (b.top, b.left))
