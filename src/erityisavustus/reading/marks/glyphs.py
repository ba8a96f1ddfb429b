"""Marks that characters draw: glyphs of boxes and ticks, and a letter typed into an empty box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from erityisavustus.contracts.page import Mark, MarkState, Word
from erityisavustus.reading.marks.symbol_fonts import PRIVATE_USE, Glyph, Shape, glyph_of, is_tick
from erityisavustus.reading.marks.vector import GlyphSeen
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import Char

__all__ = ["overprinted", "without_glyphs"]

PUNCTUATION = 0x2000
"""Unicode's first block of signs: a letter below it stands for a glyph of a symbol font."""


def without_glyphs(chars: Iterable[Char], frame: PageGeometry) -> tuple[list[Char], list[GlyphSeen]]:
    """Characters that are text, and those that draw marks, each of which leaves a space."""
    known: dict[tuple[str | None, int, str], Glyph | None] = {}
    letters: list[Char] = []
    seen: list[GlyphSeen] = []
    for char in chars:
        key = (char.text, char.code, char.font)
        if key not in known:
            known[key] = glyph_of(char.text, char.code, char.font)
        glyph = known[key]
        if glyph is None or char.invisible:
            letters.append(char)
            continue
        if not frame.holds(*char.middle):
            continue
        first = ord(char.text[0]) if char.text else 0
        text = char.text if first > PUNCTUATION and first not in PRIVATE_USE else None
        seen.append(
            GlyphSeen(frame.bbox(char.x0, char.y0, char.x1, char.y1), text or glyph.text, glyph.state, glyph.round,
                      glyph.shape is Shape.INK, glyph.shape is Shape.BULLET, char.size, char.order)
        )
        letters.append(char._replace(text=" ", x1=char.x0))
    return letters, seen


def overprinted(words: list[Word], marks: list[Mark]) -> tuple[list[Word], list[Mark]]:
    """A letter X typed into an empty box checks it and is no word."""
    kept: list[Word] = []
    result = list(marks)
    for word in words:
        if is_tick(word.text):
            at = next((i for i, m in enumerate(result) if m.bbox.contains_middle_of(word.bbox)), None)
            if at is not None:
                result[at] = replace(result[at], state=MarkState.CHECKED, text=result[at].text or word.text)
                continue
        kept.append(word)
    return kept, result
