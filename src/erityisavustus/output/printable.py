"""Text that is safe to send to a terminal."""

from __future__ import annotations

import unicodedata

__all__ = ["printable"]


def printable(text: str, keep: str = "") -> str:
    """The text with control characters shown as U+FFFD: a report must not steer the terminal (ESC sequences).

    Line ends in one line become blanks unless they are in `keep`.
    """
    return "".join(
        c if c in keep or unicodedata.category(c) not in ("Cc", "Cs") else " " if c in "\r\n\t" else "\ufffd"
        for c in text
    )
