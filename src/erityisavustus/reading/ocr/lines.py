"""Font size and baseline of lines in a picture, from the boxes of their words.

A box holds the ink of its letters only, so 'nouse' is half as high as 'kyllä'; what part of the font size a word is
high follows from its letters. The shares are those of common text faces (x-height about half an em, capitals,
figures and ascenders about seven tenths, descenders two).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

__all__ = ["Line", "lines_of"]

X_HEIGHT, ASCENT, DESCENT = 0.51, 0.72, 0.21
"""Heights above and below the baseline in em: what common text faces share; fitted."""
LOW = frozenset("acegmnopqrsuvwxyz")
"""Letters that end at the x-height."""
DESCENDING = frozenset("gjpqyçţ")
"""Letters that go below the baseline."""
LOOSE_SIGNS = frozenset(".,:;-–—_'’\"*•·()[]{}/|\\@")
"""Signs that stand anywhere: the height of a word with one of them says nothing of its size."""
ONE_FONT = 0.14
"""Share by which lines of one font may seem to differ in size; fitted."""

Key = tuple[int, int, int]
"""Block, paragraph and line."""
Word = tuple[str, float, float]
"""Text, top and bottom."""


@dataclass(frozen=True, slots=True)
class Line:
    """Font size and baseline, in the units of the words' boxes."""

    size: float
    baseline: float


def lines_of(lines: Mapping[Key, Sequence[Word]]) -> dict[Key, Line]:
    """The size and baseline of each line; lines hardly different in size are of one size."""
    sizes = {key: _size(words) for key, words in lines.items()}
    weights = Counter[float]()
    for key, size in sizes.items():
        weights[size] += sum(len(text) for text, _, _ in lines[key])
    usual: list[float] = []
    for size, _ in weights.most_common():
        near = [s for s in weights if abs(s - size) <= ONE_FONT / 2 * size]
        if not any(abs(size - other) <= ONE_FONT * other for other in usual):
            usual.append(sum(s * weights[s] for s in near) / sum(weights[s] for s in near))
    result = {}
    for key, words in lines.items():
        size = min(usual, key=lambda s: abs(s - sizes[key]))
        size = size if abs(size - sizes[key]) <= ONE_FONT * size else sizes[key]
        result[key] = Line(size, _baseline(words, size))
    return result


def _size(words: Sequence[Word]) -> float:
    measured = [(bottom - top) / share for text, top, bottom in words if (share := _share(text)) is not None]
    if measured:
        # Of two words the lower counts: dirt makes a box larger, nothing makes it smaller.
        return float(median(measured)) if len(measured) > 2 else min(measured)
    return max(bottom - top for _, top, bottom in words) / (ASCENT + DESCENT)


def _share(text: str) -> float | None:
    """The height of the word's ink in em, None where its signs do not say."""
    if len(text) < 2 or LOOSE_SIGNS & set(text[:-1]):
        return None
    letters = set(text) - LOOSE_SIGNS
    above = X_HEIGHT if letters <= LOW else ASCENT
    return above + (DESCENT if letters & DESCENDING else 0.0) if letters and text[-1] not in ",;" else None


def _baseline(words: Sequence[Word], size: float) -> float:
    return float(median([word[2] for word in words if _stands(word[0])] or [_foot(word, size) for word in words]))


def _stands(text: str) -> bool:
    return text.isalnum() and not DESCENDING & set(text)


def _foot(word: Word, size: float) -> float:
    text, _, bottom = word
    return bottom - (DESCENT * size if DESCENDING & set(text) else 0.0)
