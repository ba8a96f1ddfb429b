"""Text that is safe to send to a terminal, to a table of results and to a log."""

from __future__ import annotations

import unicodedata

__all__ = ["printable", "safe_json"]

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional controls (Unicode TR 9): with them a text reads otherwise than it is."""
_JSON = {n: f"\\u{n:04x}" for n in (*range(0x7F, 0xA0), 0x2028, 0x2029, *sorted(map(ord, _BIDI)))}


def printable(text: str, keep: str = "") -> str:
    """The text with control characters shown as U+FFFD: a report must not steer the terminal (ESC sequences).

    Line ends in one line become blanks unless they are in `keep`.
    """
    return "".join(c if c in keep else _shown(c) for c in text)


def _shown(character: str) -> str:
    if character in "\r\n\t\u2028\u2029":
        return " "
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs") or character in _BIDI else character


def safe_json(text: str) -> str:
    """JSON with what steers a terminal or ends a line for some readers escaped: the same data, and one line stays one.

    JSON itself asks it of U+0000 to U+001F only (RFC 8259, 7).
    """
    return text.translate(_JSON)
