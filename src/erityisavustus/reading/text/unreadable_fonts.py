"""Fonts whose Unicode is wrong: what they say counts as unreadable and is never passed on as text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from erityisavustus.reading.marks.symbol_fonts import is_symbol_font
from erityisavustus.reading.records import Char

__all__ = ["garbled_fonts"]

ENOUGH_LETTERS, ALPHABET, LATIN = 200, 10, 0.9
"""Letters of a font on a page, different ones among them, and share of Latin ones, from which frequencies
count; fitted."""
PLAIN_VOWELS = frozenset("aeiouyøæ")
"""Without their accents."""
FEW_VOWELS, MANY_VOWELS = 0.2, 0.75
"""Share of vowels among letters: about 0.38 in English and Swedish, 0.5 in Finnish; far from that it is no language.
Fitted."""
DINGBATS = range(0x2701, 0x27C0)
"""Unicode's block of that name."""
KINDS = 8
MUCH = 0.3
"""Different dingbats, and their share of a font's characters, from which a text font is not what it says:
Ghostscript takes glyphs called /a1, /a2, … for those of ZapfDingbats. Fitted."""


def garbled_fonts(chars: Iterable[Char]) -> set[str]:
    """Names of the fonts whose characters on this page cannot be what they claim."""
    fonts: dict[str, Counter[str]] = {}
    for char in chars:
        if char.text:
            fonts.setdefault(char.font, Counter())[char.text] += 1
    return {name for name, counts in fonts.items() if _wrong(name, counts)}


def _wrong(name: str, counts: Counter[str]) -> bool:
    letters = vowels = dingbats = kinds = latin = 0
    alphabet: set[str] = set()
    for text, count in counts.items():
        first = text[0]
        if first.isalpha():
            letters += count
            plain = unicodedata.normalize("NFD", first.lower())[0]
            latin += count * ("a" <= plain <= "z")
            vowels += count * (plain in PLAIN_VOWELS)
            alphabet.add(plain)
        elif ord(text[0]) in DINGBATS:
            dingbats += count
            kinds += 1
    if kinds >= KINDS and dingbats > MUCH * sum(counts.values()) and not is_symbol_font(name):
        return True
    if letters < ENOUGH_LETTERS or len(alphabet) < ALPHABET or latin < LATIN * letters:
        return False  # too little to judge by, or another script
    return not FEW_VOWELS <= vowels / letters <= MANY_VOWELS
