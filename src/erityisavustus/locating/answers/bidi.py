"""Arabic and Hebrew words: their letters stand from right to left, lines are read from left to right."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["in_logical_order"]

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
"""Hebrew, Arabic and their presentation forms."""
_RUN = re.compile(rf"[{_RIGHT}](?:[^A-Za-zÀ-ɏЀ-ӿ]*[{_RIGHT}])?")
_FIGURES = re.compile(r"\d+(?:[.,:/]\d+)*")


def in_logical_order(line: str) -> str:
    """`line`, as it stands from left to right, with its right-to-left runs in the order they are written in.

    Rule L2 of Unicode's bidirectional algorithm (UAX 9) undone, for lines that run from left to right as a whole.
    """
    return _RUN.sub(lambda run: _turned(run.group()), line)


def _turned(run: str) -> str:
    turned = _FIGURES.sub(lambda figures: figures.group()[::-1], run)[::-1]
    return unicodedata.normalize("NFKC", turned)
