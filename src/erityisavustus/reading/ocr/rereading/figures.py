"""Figures read a second time: where two readings disagree the word is in doubt, where they agree it is not.

A text is understood in spite of a misread letter, a number is not: its every digit counts. Words with digits that were
not read with great confidence are read once more, by another model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from erityisavustus.reading.ocr.arrays import Gray
from erityisavustus.reading.ocr.rereading.crops import stacked
from erityisavustus.reading.ocr.tesseract import Reading, block_in_english

__all__ = ["with_figures"]

CERTAIN = 0.9
"""Confidence from which figures are not read again; fitted."""
NO_WORD = 0.2
"""Confidence below which there is no word to read again; fitted."""
AGREED, DISAGREED = 0.9, 0.4
"""Confidence at least where two readings have the same digits, and at most where they have not; a guess, on either side
of what judging doubts (`judging.values.values.SURE_OCR`)."""


def with_figures(read: Sequence[Reading], image: Gray, dpi: int) -> list[Reading]:
    """The words of a page, the confidence of those with digits set by two readings."""
    result = list(read)
    doubtful = [i for i, r in enumerate(read) if NO_WORD <= r.confidence < CERTAIN and _digits(r.text)]
    if not doubtful:
        return result
    stack = stacked(image, [read[i].box for i in doubtful])
    seen = block_in_english(stack.picture, dpi)
    if seen is None:
        return result
    for piece, index in enumerate(doubtful):
        word = read[index]
        again = "".join(r.text for r in seen if stack.piece(r.box) == piece)
        agreed = _digits(again) == _digits(word.text)
        confidence = max(AGREED, word.confidence) if agreed else min(DISAGREED, word.confidence)
        result[index] = replace(word, confidence=confidence)
    return result


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
