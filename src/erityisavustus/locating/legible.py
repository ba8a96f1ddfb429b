"""Words in which letters got lost on the way: characters no font tells, and question marks put for letters."""

from __future__ import annotations

import re

__all__ = ["lost_letters", "maybe_lost"]

NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
"""Control characters, the replacement character, private use."""
INSIDE = re.compile(r"[^\W\d_]\?[^\W\d_]|[^\W\d_]\?[.,;:]|\s\?[^\W\d_]")
"""A question mark where none is written: within a word, before another sign."""
AT_END = re.compile(r"[^\W\d_]\?\)?$")
ADDRESS = re.compile(r"://|www\.|[=&]")
"""Web addresses have question marks of their own."""


def lost_letters(word: str) -> bool:
    """The word can not be what was written."""
    return bool(NO_TEXT.search(word) or (INSIDE.search(f" {word}") and not ADDRESS.search(word)))


def maybe_lost(word: str) -> bool:
    """The word's question mark may stand for a letter, if it did so elsewhere in the document."""
    return bool(AT_END.search(word)) and not ADDRESS.search(word)
