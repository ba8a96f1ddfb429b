"""Finnish hyphenation points by the rule of syllables: before a consonant that stands before a vowel.

Few converters bring Finnish patterns; with soft hyphens put in, each breaks words in its own way.
"""

from __future__ import annotations

import re

__all__ = ["soft_hyphens"]

_VOWELS = "aeiouyåäöAEIOUYÅÄÖ"
_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{9,}")
_EDGE = 3
"""Letters that stay together at either end of a word."""


def _break(found: re.Match[str], mark: str) -> str:
    word = found[0]
    out = []
    for i, letter in enumerate(word):
        if (
            _EDGE <= i <= len(word) - _EDGE
            and letter not in _VOWELS
            and word[i + 1] in _VOWELS
            and any(c in _VOWELS for c in word[:i])
        ):
            out.append(mark)
        out.append(letter)
    return "".join(out)


def soft_hyphens(text: str, mark: str = "\u00ad") -> str:
    """The text with `mark` at each point where a long word may break; addresses are left alone."""
    if "@" in text:
        return text
    return _WORD.sub(lambda found: _break(found, mark), text)
