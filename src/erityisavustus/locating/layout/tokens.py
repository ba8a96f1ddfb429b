"""The pieces that locating works on: tokens, and the segments of a line they form.

A token is a word, a selection mark or the whole value of a form field. The value of a field is one
token: however long it is, and whatever labels it quotes, it can only be an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from erityisavustus.contracts.geometry import NOWHERE, BBox, union
from erityisavustus.contracts.page import Mark, Method, Page, Widget, WidgetType, Word

__all__ = ["BULLET", "Segment", "Style", "Token", "TokenKind", "core", "mark_tokens", "value_tokens", "word_token"]

CORE_SHARE = 0.2
"""Share of a line's height cut off above and below before two lines are compared: ascenders and
descenders of tightly set lines overlap, their middles do not."""

BULLET = re.compile(r"^(?:[-–—•·●○▪■□◦‣⁃*>✓✔→➔➢❖◆►▶»o]|\(?\d{1,2}[.)]|\(?[a-zåäö][.)])$")
"""What a list item begins with."""


class TokenKind(Enum):
    """What a token is made of."""

    WORD = 1
    MARK = 2
    WIDGET = 3


Style = tuple[str, float, bool]
"""Font name, size in half points, bold."""


@dataclass(slots=True, eq=False)
class Token:
    """One word, mark or form field value; compared by identity."""

    kind: TokenKind
    text: str
    bbox: BBox
    page: int
    size: float
    style: Style
    baseline: float
    """y of the baseline; the lower edge where the reader gives none."""
    method: Method = Method.TEXT
    confidence: float = 1.0
    words: int = 1
    """How many words of the page it stands for (conservation)."""
    mark: Mark | None = None
    widget: Widget | None = None
    upright: bool = True
    struck: bool = False
    """A drawn line strikes it out."""
    cut: bool = False
    """Its end cannot be seen on the page."""
    covered: bool = False
    """It may not be seen whole."""
    corrected: bool = False
    """It stands on something that hides another text."""

    @property
    def printed(self) -> bool:
        """Can be part of the blank form: neither typed into a field nor laid over the page."""
        return self.kind is TokenKind.WORD and self.method in (Method.TEXT, Method.OCR)


@dataclass(slots=True, eq=False)
class Segment:
    """Tokens side by side on one line, within one cell or column."""

    tokens: list[Token]
    page: int
    bbox: BBox = NOWHERE
    block: int = 0
    """Running number of the cell or column it stands in; reading order never leaves one half-read."""
    first_in_block: bool = False
    limits: tuple[float, float] = (0.0, 0.0)
    """x of the left and right edge of the cell, or of the page."""
    closed: bool = False
    """It stands in a cell with drawn borders on all sides."""
    gap_above: float = 0.0
    baseline: float = field(default=0.0)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Set bbox and baseline from the tokens."""
        self.bbox = union([t.bbox for t in self.tokens])
        words = [t for t in self.tokens if t.kind is TokenKind.WORD]
        self.baseline = words[0].baseline if words else self.bbox.bottom

    @property
    def size(self) -> float:
        """Largest font size of its words, in points; the height where it has none."""
        return max((t.size for t in self.tokens if t.size), default=self.bbox.height)

    @property
    def style(self) -> Style:
        """Style of the first word."""
        return next((t.style for t in self.tokens if t.kind is TokenKind.WORD), ("", 0.0, False))


def core(bbox: BBox) -> tuple[float, float]:
    """The middle part of a line's vertical extent."""
    cut = bbox.height * CORE_SHARE
    return bbox.top + cut, bbox.bottom - cut


def word_token(word: Word, page: int) -> Token:
    """Of a word that is no value of a form field."""
    return Token(
        TokenKind.WORD,
        word.text,
        word.bbox,
        page,
        word.size or word.bbox.height,
        (word.font, round(word.size * 2) / 2, word.bold),
        word.baseline or word.bbox.bottom,
        word.method,
        word.confidence,
        upright=word.upright,
        cut=word.cut,
        covered=word.covered,
        corrected=word.corrected,
    )


def value_tokens(page: Page) -> list[Token]:
    """One of each form field with a value, for all its words."""
    values: dict[int, list[Word]] = {}
    for word in page.words:
        if word.widget is not None:
            values.setdefault(word.widget, []).append(word)
    return [_value(page, index, words) for index, words in sorted(values.items())]


def mark_tokens(page: Page) -> list[Token]:
    """One of each selection mark."""
    return [
        Token(TokenKind.MARK, mark.text, mark.bbox, page.number, mark.size, ("", 0.0, False),
              mark.bbox.bottom, Method.MARK, mark.confidence, words=0, mark=mark)
        for mark in page.marks
    ]


def _value(page: Page, index: int, words: list[Word]) -> Token:
    widget = page.widgets[index]
    text = widget.displayed or widget.value or " ".join(w.text for w in words)
    kind = TokenKind.WIDGET if widget.type in (WidgetType.TEXT, WidgetType.CHOICE) else TokenKind.WORD
    return Token(kind, text, widget.bbox, page.number, words[0].size, ("", 0.0, False),
                 widget.bbox.bottom, Method.WIDGET, min(w.confidence for w in words), words=len(words), widget=widget,
                 covered=any(w.covered for w in words), corrected=any(w.corrected for w in words))
