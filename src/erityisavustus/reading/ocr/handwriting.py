"""Ink that is no text: signatures and scribbles, by the size of connected strokes."""

from __future__ import annotations

from typing import NamedTuple

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray, Mask
from erityisavustus.reading.ocr.components import Component, components, remaining
from erityisavustus.reading.ocr.morphology import dilated, rectangle

__all__ = ["Strokes", "drawn_by_hand", "large_strokes"]

HAND_WIDTH, HAND_HEIGHT = 18.0, 7.0
"""Points: connected ink at least this large, that is no line of letters, is drawn by hand; fitted."""
SIGN_WIDTH, SIGN_HEIGHT, SIGN_MAX = 16.0, 14.5, 400.0
"""Points: no letter of a form is wider and higher than the first two; nothing signed is larger than the third.
Fitted."""
MAX_INK_SHARE = 0.5
"""Share of its bbox that drawn ink fills at most; a filled bar or a photograph fills more. Fitted."""
BLUR_AROUND = 5
"""Pixels: width of the brush that takes a stroke's blur with it; a guess."""


class Strokes(NamedTuple):
    """Connected ink too large for letters."""

    box: PixelBox
    part: Mask
    """Which pixels of the box it takes, with their blur."""


def large_strokes(ink: Mask, clean: Gray, points: float) -> list[Strokes]:
    """Connected ink higher than any letter: taken out before the OCR makes words of it."""
    import numpy

    labels, pieces = components(remaining(ink, clean))
    found: list[Strokes] = []
    for piece in pieces:
        left, top, right, bottom = piece.box
        if _is_drawn(piece, SIGN_WIDTH * points, SIGN_HEIGHT * points) and (
            max(piece.box.width, piece.box.height) <= SIGN_MAX * points
        ):
            own = (labels[top:bottom, left:right] == piece.label).astype(numpy.uint8)
            found.append(Strokes(piece.box, dilated(own, rectangle(BLUR_AROUND, BLUR_AROUND)).astype(bool)))
    return found


def drawn_by_hand(ink: Mask, clean: Gray, words: list[PixelBox], points: float) -> list[PixelBox]:
    """Connected ink that is no text: signatures and scribbles, in pixels.

    `words`: boxes of surely read words; ink under them is text.
    """
    left = remaining(ink, clean)
    for x0, top, x1, bottom in words:
        left[top:bottom, x0:x1] = 0
    _, pieces = components(dilated(left, rectangle(3, 3)))
    return [piece.box for piece in pieces if _is_drawn(piece, HAND_WIDTH * points, HAND_HEIGHT * points)]


def _is_drawn(piece: Component, width: float, height: float) -> bool:
    """Large enough, and not filled."""
    return (piece.box.width >= width and piece.box.height >= height
            and piece.area <= MAX_INK_SHARE * piece.box.width * piece.box.height)
