"""Facts of a font that decide how its characters are read: name, size and position of its glyphs."""

from __future__ import annotations

from typing import Any, NamedTuple

from pdfminer.pdffont import PDFType3Font

from erityisavustus.reading.records import BOLD

__all__ = ["Font", "font_of", "unnamed"]

FORCE_BOLD = 1 << 18
"""Font descriptor flag (ISO 32000-2, table 121)."""
BOLD_WEIGHT = 600
"""/FontWeight from which a font is bold (table 120; 400 is normal, 700 bold)."""
FLAT, TALL = 0.2, 2.0
"""Height of all glyphs of a Type 3 font, in font sizes: within these its glyph space is the usual one. A guess."""


_CORK = {
    0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl",
    0x1E: "ffi", 0x1F: "ffl", **{c: chr(c) for c in range(0xC0, 0xFF) if c not in (0xD7, 0xDF, 0xF7)},
}
"""Codes of TeX's T1 encoding, whose bitmap fonts (Type 3) call their glyphs by their codes: /a228 is 'ä'."""


class Font(NamedTuple):
    """A font as this project sees it."""

    name: str
    """With ',Bold' where only the descriptor says so."""
    em: float
    """Type size in units of the text state's font size: 1, but a Type 3 font has a glyph space of its own (9.6.4)."""
    descent: float
    """Of the size."""


def font_of(font: Any) -> Font:
    """A pdfminer font."""
    name = str(font.fontname)
    if _heavy(font) and not BOLD.search(name):
        name += ",Bold"
    descent = float(font.get_descent())
    if isinstance(font, PDFType3Font):
        low, high = sorted((float(font.bbox[1]) * float(font.vscale), float(font.bbox[3]) * float(font.vscale)))
        height = high - low
        em = 1.0 if FLAT <= height <= TALL else height or 1.0
        return Font(name, em, max(-1.0, min(0.0, low / em)))
    return Font(name, 1.0, descent)


def unnamed(font: Any, code: int) -> str | None:
    """The character of a bitmap font that names its glyphs by codes; None for any other font."""
    return _CORK.get(code) if isinstance(font, PDFType3Font) and font.unicode_map is None else None


def _heavy(font: Any) -> bool:
    weight = font.descriptor.get("FontWeight")
    return bool(font.flags & FORCE_BOLD) or (isinstance(weight, (int, float)) and weight >= BOLD_WEIGHT)

