"""The document as one string of letters, each of which knows its token.

Labels are looked for in this string: white space, hyphens, line ends and page ends do not exist in
it, so a wrapped, hyphenated, letter-spaced or page-broken label looks like any other.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from erityisavustus.locating.layout.tokens import Segment, Token

__all__ = ["TextIndex", "folded", "one_letter_off"]

LONG_ENOUGH = 4
"""Letters that tell a word of which one is missing."""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Letters and digits of `text`, without case and diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def one_letter_off(letters: str, word: str) -> bool:
    """OCR may have made `letters` of `word`: one is another ('Fi'), or missing in a longer word ('yllä')."""
    alike = len(letters) == len(word) or len(letters) == len(word) - 1 >= LONG_ENOUGH
    return alike and Levenshtein.distance(letters, word) == 1


class TextIndex:
    """Letters of all printed tokens of the document, in reading order."""

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.tokens: list[Token] = []
        self.segment_of: list[int] = []
        """Index of the segment of each token."""
        self.first: list[bool] = []
        """Each token: first of its segment?"""
        parts: list[str] = []
        self.owner: list[int] = []
        """Token index of each letter."""
        for index, segment in enumerate(segments):
            for place, token in enumerate(segment.tokens):
                number = len(self.tokens)
                self.tokens.append(token)
                self.segment_of.append(index)
                self.first.append(place == 0)
                if token.printed:
                    letters = folded(token.text)
                    parts.append(letters)
                    self.owner.extend([number] * len(letters))
        self.letters = "".join(parts)

    def starts(self, at: int) -> bool:
        """A token starts at letter `at`."""
        return at == 0 or self.owner[at] != self.owner[at - 1]

    def ends(self, at: int) -> bool:
        """A token ends before letter `at`."""
        return at >= len(self.owner) or at == 0 or self.owner[at] != self.owner[at - 1]

    def token_start(self, at: int) -> int:
        """First letter of the token that holds letter `at`."""
        while at > 0 and self.owner[at - 1] == self.owner[at]:
            at -= 1
        return at

    def token_end(self, at: int) -> int:
        """The letter after the token that holds letter `at - 1`."""
        while 0 < at < len(self.owner) and self.owner[at - 1] == self.owner[at]:
            at += 1
        return at
