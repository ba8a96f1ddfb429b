"""What got lost on the way to the file: characters no font tells, question marks put for letters, ends of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from erityisavustus.locating.answers.paragraphs import Line
from erityisavustus.locating.layout.tokens import Token

__all__ = ["cut_off", "lost_letters", "maybe_lost"]

NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
"""Control characters, the replacement character, private use."""
INSIDE = re.compile(r"[^\W\d_]\?[^\W\d_]|[^\W\d_]\?[.,;:]|\s\?[^\W\d_]")
"""A question mark where none is written: within a word, before another sign."""
AT_END = re.compile(r"[^\W\d_]\?\)?$")
ENDS = frozenset(".!?:;…)”\"'»")
"""Last characters of a text that is whole."""
ADDRESS = re.compile(r"://|www\.|[=&]")
"""Web addresses have question marks of their own."""


def lost_letters(word: str) -> bool:
    """The word cannot be what was written."""
    return bool(NO_TEXT.search(word) or (INSIDE.search(f" {word}") and not ADDRESS.search(word)))


def maybe_lost(word: str) -> bool:
    """The word's question mark may stand for a letter, if it did so elsewhere in the document."""
    return bool(AT_END.search(word)) and not ADDRESS.search(word)


def cut_off(lines: Sequence[Line]) -> Token | None:
    """The end of the first line of an answer that breaks off at an edge, or None.

    Where a form field was too small for its value, tools that flatten the form keep the letters that can be seen. A
    line that ends like a sentence is whole, and one that the next line goes on with too.
    """
    for line, after in zip(lines, [*lines[1:], None], strict=True) if lines else ():
        last = line.tokens[-1]
        if last.cut and last.text[-1:] not in ENDS and not (after and after.tokens[0].text[:1].islower()):
            return last
    return None
