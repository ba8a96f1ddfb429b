"""Which glyphs are selection marks: from foreign vocabulary to our states.

Unicode names most of them (`contracts.ticks`). In symbol fonts the character code is a letter or a private-use code
point, and only the font's name says what is drawn (Wingdings 'x' is a crossed box).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from erityisavustus.contracts import ticks
from erityisavustus.contracts.page import MarkState

__all__ = ["PRIVATE_USE", "Glyph", "Shape", "glyph_of", "is_symbol_font", "is_tick"]


class Shape(Enum):
    """What the glyph draws."""

    BOX = "box"
    """A box or circle, with or without content: a selection mark by itself."""
    INK = "ink"
    """A bare cross or tick: a mark where a box is expected, or over an empty box."""
    BULLET = "bullet"
    """A filled square or disc: a mark only where its empty counterpart is used too."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph's meaning."""

    shape: Shape
    state: MarkState
    round: bool = False

    @property
    def text(self) -> str:
        """The Unicode character that says what is drawn, for text that quotes it."""
        if self.shape is Shape.INK:
            return "✓"
        if self.shape is Shape.BULLET:
            return "●" if self.round else "■"
        if self.round:
            return "◉" if self.state is MarkState.CHECKED else "○"
        return "☒" if self.state is MarkState.CHECKED else "☐"


_ON = Glyph(Shape.BOX, MarkState.CHECKED)
_OFF = Glyph(Shape.BOX, MarkState.UNCHECKED)
_RADIO_ON = Glyph(Shape.BOX, MarkState.CHECKED, round=True)
_RADIO_OFF = Glyph(Shape.BOX, MarkState.UNCHECKED, round=True)
_INK = Glyph(Shape.INK, MarkState.CHECKED)
_BULLET = Glyph(Shape.BULLET, MarkState.CHECKED)
_DISC = Glyph(Shape.BULLET, MarkState.CHECKED, round=True)

_UNICODE: dict[str, Glyph] = {
    **dict.fromkeys(ticks.CHECKED_BOXES, _ON),
    **dict.fromkeys(ticks.EMPTY_BOXES, _OFF),
    **dict.fromkeys(ticks.TICKED_CIRCLES, _RADIO_ON),
    **dict.fromkeys(ticks.EMPTY_CIRCLES, _RADIO_OFF),
    **dict.fromkeys(ticks.TICKS, _INK),
    **dict.fromkeys(ticks.SQUARES, _BULLET),
    **dict.fromkeys(ticks.DISCS, _DISC),
}

_WINGDINGS = {0x6F: _OFF, 0xA8: _OFF, 0x71: _OFF, 0x72: _OFF, 0x78: _ON, 0xFD: _ON, 0xFE: _ON, 0xFB: _INK, 0xFC: _INK,
              0xA1: _RADIO_OFF, 0xA4: _RADIO_ON, 0xA5: _RADIO_ON, 0x6E: _BULLET, 0x6C: _DISC, 0xA7: _BULLET}
_WINGDINGS_2 = {0x52: _ON, 0x53: _ON, 0x54: _ON, 0x55: _ON, 0x56: _ON, 0x2A: _OFF, 0xA3: _OFF, 0xA0: _BULLET,
                0x50: _INK, 0x4F: _INK, 0x51: _INK, 0x99: _RADIO_OFF, 0x9A: _RADIO_ON, 0x97: _DISC, 0x98: _DISC}
_WEBDINGS = {0x63: _OFF, 0x61: _INK, 0x72: _INK, 0x67: _BULLET, 0x6E: _DISC, 0x31: _OFF}
_ZAPF = {0x33: _INK, 0x34: _INK, 0x35: _INK, 0x36: _INK, 0x37: _INK, 0x38: _INK, 0x6E: _BULLET, 0x6C: _DISC,
         0x6D: _RADIO_OFF, 0x6F: _OFF, 0x70: _OFF, 0x71: _OFF, 0x72: _OFF}
_MARLETT = {0x61: _INK, 0x62: _INK, 0x72: _INK}

_SYMBOL_FONTS: list[tuple[re.Pattern[str], dict[int, Glyph]]] = [
    (re.compile(r"wingdings\W?2", re.IGNORECASE), _WINGDINGS_2),
    (re.compile(r"wingdings\W?3", re.IGNORECASE), {}),
    (re.compile(r"wingdings", re.IGNORECASE), _WINGDINGS),
    (re.compile(r"webdings", re.IGNORECASE), _WEBDINGS),
    (re.compile(r"zapf|dingbats|zadb", re.IGNORECASE), _ZAPF),
    (re.compile(r"marlett", re.IGNORECASE), _MARLETT),
    (re.compile(r"opensymbol|starsymbol", re.IGNORECASE), _WINGDINGS),
    (re.compile(r"symbol", re.IGNORECASE), {0xF0: _OFF}),
]
"""First match wins. OpenSymbol keeps Wingdings' private-use code points for converted documents."""
_SYMBOL_CODES = range(0xF000, 0xF100)
"""Where symbol fonts' codes are put in Unicode (Microsoft's symbol encoding)."""
PRIVATE_USE = range(0xE000, 0xF900)
"""Unicode's private-use area (The Unicode Standard, 23.5): what stands there is the font's own."""


def is_symbol_font(font: str) -> bool:
    """The font's letters are drawn as symbols."""
    return any(pattern.search(font) for pattern, _ in _SYMBOL_FONTS)


def is_tick(text: str, font: str = "") -> bool:
    """The text is one sign that checks the empty box it is laid over; a letter of a symbol font is what that draws."""
    sign = text.strip().removesuffix("\ufe0e").removesuffix("\ufe0f")  # variation selectors: as text, as a picture
    if is_symbol_font(font):
        glyph = glyph_of(sign, 0, font)
        return glyph is not None and glyph.state is MarkState.CHECKED
    return sign in ticks.SIGNS


def glyph_of(text: str | None, code: int, font: str) -> Glyph | None:
    """The selection mark that a character draws, if it does.

    `text`: its Unicode as the font says, None when it does not; `code`: its character code.
    """
    if text and len(text) == 1 and text in _UNICODE:
        return _UNICODE[text]
    table = next((t for pattern, t in _SYMBOL_FONTS if pattern.search(font)), None)
    if table is None:
        # Private-use code points of an embedded, renamed symbol font: Wingdings' own are by far the commonest.
        return _WINGDINGS.get(ord(text) - 0xF000) if text and len(text) == 1 and ord(text) in _SYMBOL_CODES else None
    if text and len(text) == 1:
        number = ord(text)
        return table.get(number - 0xF000 if number in _SYMBOL_CODES else number)
    return table.get(code) if text is None else None
