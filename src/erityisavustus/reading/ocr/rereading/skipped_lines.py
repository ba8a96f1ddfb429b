"""Lines that the OCR passed over: its layout analysis leaves out whole lines of print without a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray, Mask
from erityisavustus.reading.ocr.components import HALF, components, remaining
from erityisavustus.reading.ocr.morphology import closed, rectangle
from erityisavustus.reading.ocr.rereading.crops import stacked
from erityisavustus.reading.ocr.tesseract import Reading, block

__all__ = ["missed_in"]

WORD_GAP = 6.0
"""Points between two words of a line at most; fitted."""
LINE_HEIGHT, LINE_WIDTH = (3.5, 22.0), 10.0
"""Points: the heights of a line of print, and the least width of one that is read by itself; fitted."""
LETTERS = 3
"""Separate strokes that a line has at least; fitted."""
LINE_FILL = 0.6
"""Share of its bbox that a line of letters fills at most; fitted."""
MOST_PIECES = 40
"""Pieces that are read at most: more are no lines, but a picture. A guess."""
PRINT = 0.7
"""Mean confidence from which such a piece is text, not somebody's handwriting; fitted."""
FIRST = 10_000
"""Number of the first line found so: more than Tesseract finds blocks on any page."""


def missed_in(read: Sequence[Reading], image: Gray, ink: Mask, scale: float) -> list[Reading]:
    """The words of the lines that were passed over. `read`: all others; `image`: what the OCR was given."""
    boxes = _uncovered(read, image, ink, scale)
    if not boxes or len(boxes) > MOST_PIECES:
        return []
    stack = stacked(image, boxes)
    pieces: dict[int, list[Reading]] = {}
    for word in block(stack.picture, round(scale * 72)):
        if (piece := stack.piece(word.box)) is not None:
            pieces.setdefault(piece, []).append(word)
    return [
        replace(w, box=stack.on_page(w.box, piece), line=(FIRST + piece, 1, w.line[2]))
        for piece, words in pieces.items() if sum(w.confidence for w in words) >= PRINT * len(words)
        for w in words
    ]


def _uncovered(read: Sequence[Reading], image: Gray, ink: Mask, scale: float) -> list[PixelBox]:
    """Boxes of ink like lines of print that no word was read from, from the top."""
    import cv2

    left = remaining(ink[::HALF, ::HALF], image[::HALF, ::HALF])
    for word in read:
        x0, top, x1, bottom = (v // HALF for v in word.box)
        left[max(0, top - 1) : bottom + 2, max(0, x0 - 1) : x1 + 2] = 0
    points = scale / HALF
    labels, lines = components(closed(left, rectangle(int(WORD_GAP * points), 1)))
    found: list[PixelBox] = []
    for line in lines:
        x0, top, x1, bottom = line.box
        height = line.box.height
        if line.box.width < LINE_WIDTH * points or not LINE_HEIGHT[0] * points <= height <= LINE_HEIGHT[1] * points:
            continue
        part = left[top:bottom, x0:x1] * (labels[top:bottom, x0:x1] == line.label)
        strokes = cv2.connectedComponents(part)[0] - 1
        if strokes >= LETTERS and part.mean() <= LINE_FILL:
            found.append(PixelBox(x0 * HALF, top * HALF, x1 * HALF, bottom * HALF))
    return sorted(found, key=lambda b: (b.top, b.left))
