"""Words that lie across the text instead of in it: watermarks ('LUONNOS'), turned notes in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["overprints"]

LARGE = 1.8
"""Times the type size of the words it lies over that a watermark has at least."""
COVERED = 0.3
"""Share of a word that lies under the watermark: neighbouring lines touch, they do not lie over each other."""
OFTEN = 2
"""Pages with the same watermark, from which it is furniture."""


def overprints(pages: Sequence[Sequence[Token]]) -> tuple[set[Token], set[Token]]:
    """Those that recur from page to page, and those that stand on one page only."""
    found: dict[str, list[Token]] = defaultdict(list)
    for tokens in pages:
        for token in _across(tokens):
            found[token.text].append(token)
    recurring: set[Token] = set()
    lone: set[Token] = set()
    for same in found.values():
        (recurring if len({t.page for t in same}) >= OFTEN else lone).update(same)
    return recurring, lone


def _across(tokens: Sequence[Token]) -> list[Token]:
    words = [t for t in tokens if t.kind is TokenKind.WORD and t.printed]
    turned = [t for t in words if not t.upright]
    upright = sorted((t for t in words if t.upright), key=lambda t: t.size)
    large = [t for t in upright if t.size > LARGE * upright[len(upright) // 2].size]
    over = [t for t in large if any(_lies_over(t, other) for other in upright)]
    styles = {t.style for t in over}
    lines = [(t.bbox.top, t.bbox.bottom) for t in over]
    beside = [t for t in large if t.style in styles and (t.bbox.top, t.bbox.bottom) in lines]
    return turned + list(dict.fromkeys([*over, *beside]))


def _lies_over(large: Token, small: Token) -> bool:
    return large.size > LARGE * small.size and large.bbox.overlap(small.bbox) > COVERED * small.bbox.area > 0
