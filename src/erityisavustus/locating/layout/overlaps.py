"""Words that lie over each other: two texts in one place are no one value, whichever was meant."""

from __future__ import annotations

from erityisavustus.locating.layout.tokens import Token, TokenKind, core

__all__ = ["overlapping"]

SHARED = 0.4
"""Share of the smaller word's area that lies within the other: letters that lean or are set tight share less."""
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
        top, bottom = core(word.bbox)
        for row in {int(top // ROW), int(bottom // ROW)}:
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
    width = min(one.bbox.x1, other.bbox.x1) - max(one.bbox.x0, other.bbox.x0)
    (top, bottom), (above, below) = core(one.bbox), core(other.bbox)
    height = min(bottom, below) - max(top, above)
    if width <= 0 or height <= 0:
        return False
    smaller = min(
        t.bbox.width * (high - low) for t, (low, high) in ((one, (top, bottom)), (other, (above, below)))
    )
    return width * height >= SHARED * smaller > 0
