"""What is drawn on a page picture: borders, check boxes, rings, and ink too large for letters."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.contracts.page import MarkState
from erityisavustus.reading.ocr.arrays import Gray, Ink
from erityisavustus.reading.ocr.borders import borders_in
from erityisavustus.reading.ocr.boxes.boxes import boxes_in
from erityisavustus.reading.ocr.boxes.states import FoundBox, compared
from erityisavustus.reading.ocr.components import components, remaining
from erityisavustus.reading.ocr.handwriting import BLUR_AROUND, large_strokes
from erityisavustus.reading.ocr.morphology import dilated, rectangle
from erityisavustus.reading.ocr.picture import Picture
from erityisavustus.reading.ocr.rings import Ring, rings_in

__all__ = ["Found", "found_in"]

BOX_BLUR = 0.12
"""Share of a box's side around it that is blur of its border; fitted."""
STROKE_OVERSHOOT, MERGED = 0.7, 0.35
"""Shares of the side: how far a stroke overshoots, and how much of it is taken out where it runs into letters.
Fitted."""
CENTRED = 0.25
"""Share of the side by which strokes reach further to one side than to the other; more are letters that they touch.
Fitted."""


@dataclass(frozen=True, slots=True)
class Found:
    """All drawn things of a page picture, in pixels."""

    boxes: list[FoundBox]
    across: list[PixelBox]
    upright: list[PixelBox]
    hand: list[PixelBox]
    """Ink too large for letters: signatures."""
    rings: list[PixelBox]
    """Closed lines drawn by hand around words."""
    clean: Gray
    """The picture without boxes and borders, for the OCR."""


def found_in(picture: Picture) -> Found:
    """Borders and check boxes of a straightened page picture."""
    import numpy

    ink, faint = picture.ink.astype(numpy.uint8), picture.faint.astype(numpy.uint8)
    points = picture.scale
    borders = borders_in(ink, points)
    clean = picture.grey.copy()
    borders.whiten(clean, points)
    rings = rings_in(remaining(picture.ink, clean), points)
    for ring in rings:
        _erase_ring(clean, ink, faint, ring)
    drawn = boxes_in(ink, faint, borders.all, points)
    drawn = [b for b in drawn if not any(_is_word_in(b.box, ring.box) for ring in rings)]
    boxes = compared([b for b in drawn if b.round or not borders.make_cell(ink, b.box, points)])
    hand = large_strokes(ink.astype(bool), clean, points)
    for (x0, top, x1, bottom), part in hand:
        clean[top:bottom, x0:x1][part] = 255
    for found in boxes:
        _erase(clean, ink, found)
    return Found(boxes, borders.across, borders.upright, [h.box for h in hand], [r.box for r in rings], clean)


def _erase_ring(clean: Gray, ink: Ink, faint: Ink, ring: Ring) -> None:
    """Take the line of a ring and its blur out of all pictures, not the letters that it touches."""
    import numpy

    x0, top, x1, bottom = ring.area
    letters = ink[top:bottom, x0:x1].astype(bool) & ~ring.line
    blurred = dilated(ring.line.astype(numpy.uint8), rectangle(BLUR_AROUND, BLUR_AROUND))
    erased = (blurred > 0) & ~letters
    clean[top:bottom, x0:x1][erased] = 255
    ink[top:bottom, x0:x1][erased] = faint[top:bottom, x0:x1][erased] = 0


def _is_word_in(box: PixelBox, ring: PixelBox) -> bool:
    """What looks like a box takes most of a ring: it is the word there."""
    return ring.contains(box) and box.width > ring.width / 2


def _erase(clean: Gray, ink: Ink, found: FoundBox) -> None:
    """Whiten a box and the strokes that overshoot it, but not the letters beside it."""
    import cv2

    x0, top, x1, bottom = found.box
    if found.state is not MarkState.UNCHECKED:
        _erase_strokes(clean, ink, found.box)
    edge = int(BOX_BLUR * (x1 - x0)) + 1
    cv2.rectangle(clean, (x0 - edge, top - edge), (x1 + edge, bottom + edge), 255, thickness=-1)


def _erase_strokes(clean: Gray, ink: Ink, box: PixelBox) -> None:
    """Whiten the ink that runs through a box: all of it near the box, and what is centred on it as far as it goes."""
    import numpy

    x0, top, x1, bottom = box
    side = box.width
    reach, pad = int(STROKE_OVERSHOOT * side), int(MERGED * side)
    left, upper = max(0, x0 - reach), max(0, top - reach)
    window = ink[upper : bottom + reach, left : x1 + reach]
    labels, pieces = components(window)
    within = set(numpy.unique(labels[top - upper : bottom - upper, x0 - left : x1 - left]).tolist())
    near = numpy.zeros(window.shape, bool)
    near[max(0, top - pad - upper) : bottom + pad - upper, max(0, x0 - pad - left) : x1 + pad - left] = True
    strokes = numpy.zeros(window.shape, numpy.uint8)
    for piece in pieces:
        if piece.label in within:
            centred = abs(left + piece.box.left + piece.box.width / 2 - (x0 + x1) / 2) <= CENTRED * side
            whole = centred and piece.box.left > 0 and piece.box.right < window.shape[1]
            strokes[(labels == piece.label) & (near | whole)] = 1
    blurred = dilated(strokes, rectangle(BLUR_AROUND, BLUR_AROUND))
    clean[upper : bottom + reach, left : x1 + reach][blurred > 0] = 255
