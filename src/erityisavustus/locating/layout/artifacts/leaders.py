"""Lines to write on that are made of characters: of the form, no part of an answer."""

from __future__ import annotations

import re
from itertools import groupby

from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["fillers"]

FILLER = re.compile(r"[_.‥·]{5,}|…{2,}|_+")
"""Three dots are an ellipsis, more are a line."""
DOTS = 5
"""Single dots in a row, set apart from each other, that make such a line."""


def fillers(tokens: list[Token]) -> list[Token]:
    """The tokens that are lines to write on."""
    result = [t for t in tokens if t.kind is TokenKind.WORD and FILLER.fullmatch(t.text)]
    for dotted, group in groupby(tokens, lambda t: t.kind is TokenKind.WORD and t.text in (".", "·")):
        run = list(group)
        if dotted and len(run) >= DOTS:
            result += run
    return result
