"""Which characters may not be seen, by geometry and drawing order alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from erityisavustus.reading.marks.symbol_fonts import glyph_of
from erityisavustus.reading.records import Char
from erityisavustus.reading.visibility.covers import Cover

__all__ = ["Suspect", "suspects_of"]

CHAR_CELL = 32.0
"""Points: side of a square of the grid that characters are looked up by; two lines of text. A guess."""
HEIGHTS = (0.35, 0.65)
"""Shares of a character's height at which it is looked for under a cover: within its small letters in any font.
Fitted."""
FILL_IN_SIGNS = frozenset("._·… \u00a0")
"""What a form prints where an answer is to go: leaders and blanks; a field drawn over it is no correction."""


@dataclass(slots=True)
class Suspect:
    """A character that may not be seen, and why."""

    index: int
    covers: list[Cover] = field(default_factory=list)
    """What is drawn over it later, in drawing order."""


def suspects_of(chars: Sequence[Char], covers: Sequence[Cover]) -> dict[int, Suspect]:
    """By index: the characters under a later cover, outside their clip, or drawn through a veil."""
    found = {
        i: Suspect(i) for i, c in enumerate(chars) if (c.clip is not None or c.veiled) and _inked(c)
    }
    first = min((c.order for c in chars), default=0)
    late = [cover for cover in covers if cover.order > first]
    if late:
        _under(chars, late, found)
    return found


def _under(chars: Sequence[Char], covers: Sequence[Cover], found: dict[int, Suspect]) -> None:
    grid: dict[tuple[int, int], list[int]] = {}
    for index, char in enumerate(chars):
        if _inked(char):
            place = int(char.middle[0] // CHAR_CELL), int(char.middle[1] // CHAR_CELL)
            grid.setdefault(place, []).append(index)
    under: dict[int, list[Cover]] = {}
    for cover in sorted(covers, key=lambda c: c.order):
        x0, y0, x1, y1 = (int(v // CHAR_CELL) for v in cover.bbox)
        cells = (
            [k for k in grid if x0 <= k[0] <= x1 and y0 - 1 <= k[1] <= y1 + 1]
            if (x1 - x0 + 1) * (y1 - y0 + 3) > len(grid)
            else [(x, y) for x in range(x0, x1 + 1) for y in range(y0 - 1, y1 + 2) if (x, y) in grid]
        )
        for cell in cells:
            for index in grid[cell]:
                if chars[index].order < cover.order and _held(chars[index], cover):
                    under.setdefault(index, []).append(cover)
    if all(chars[i].text in FILL_IN_SIGNS for i in under):
        return
    for index, over in under.items():
        found.setdefault(index, Suspect(index)).covers = over


def _held(char: Char, cover: Cover) -> bool:
    """The character may lie under the cover; what may be a tick does not cover its own box."""
    middle, height = (char.x0 + char.x1) / 2, char.y1 - char.y0
    if not any(cover.holds(middle, char.y0 + share * height) for share in HEIGHTS):
        return False
    return not cover.ticks or glyph_of(char.text, char.code, char.font) is None


def _inked(char: Char) -> bool:
    return not char.invisible and char.text not in (" ", "\u00a0") and char.x1 > char.x0
