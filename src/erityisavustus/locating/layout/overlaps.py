"""Words that lie over each other: two texts in one place are no one value, whichever was meant."""

from __future__ import annotations

from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["overlapping"]

SHARED = 0.4
"""Share of the narrower word's width that both take: letters that lean or are set tight share less."""
PITCH = 0.65
"""Em between the baselines of two lines at least: capitals are 0.7 em high, and lines set solid are 1 em apart."""
ROW = 16.0
"""Points: height of a stripe of the page in which words are compared."""


def overlapping(tokens: list[Token]) -> list[Token]:
    """Two words of these that lie over each other, the first such; none where all stand apart.

    The same word once more is a trick for bold type or a shadow.
    """
    words = sorted(
        (t for t in tokens if t.kind is TokenKind.WORD and t.upright and t.text), key=lambda t: (t.page, t.bbox.x0)
    )
    by_line: dict[tuple[int, int], list[Token]] = {}
    for word in words:
        for row in range(int((word.baseline - word.size) // ROW), int(word.baseline // ROW) + 1):
            by_line.setdefault((word.page, row), []).append(word)
    for line in by_line.values():
        for index, left in enumerate(line):
            for right in line[index + 1 :]:
                if right.bbox.x0 >= left.bbox.x1:
                    break
                if left.text != right.text and _over(left, right):
                    return [left, right]
    return []


def _over(one: Token, other: Token) -> bool:
    """They share much of their width, and the lower one's letters reach into the upper one's."""
    if one.bbox.x_overlap(other.bbox) < SHARED * min(one.bbox.width, other.bbox.width):
        return False
    upper, lower = sorted((one, other), key=lambda t: t.baseline)
    return lower.baseline - upper.baseline < PITCH * lower.size
