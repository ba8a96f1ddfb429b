"""What answering needs to know of the whole document."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.geometry import BBox
from erityisavustus.locating.answers.paragraphs import Layout, Line, lines_of, paragraphs
from erityisavustus.locating.answers.signature import PageInk
from erityisavustus.locating.layout.table_grid import Grid
from erityisavustus.locating.layout.tokens import Segment, Token, TokenKind

__all__ = ["Context", "SheetFacts", "Text"]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is kept of a page beside its tokens."""

    number: int
    width: float
    height: float
    words: int
    grid: Grid
    ink: PageInk
    drawings: tuple[BBox, ...] = ()
    """Strokes and boxes, whatever they are."""
    rings: tuple[BBox, ...] = ()
    """Those of the drawings that were seen to be closed lines around words."""


@dataclass(frozen=True, slots=True)
class Text:
    """Tokens laid out as text."""

    lines: tuple[Line, ...]
    paragraphs: tuple[str, ...]

    @property
    def running(self) -> str:
        """Paragraphs and list items, a newline between them."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Context:
    """The document: its sheets, its typesetting, and the segment of each token."""

    sheets: dict[int, SheetFacts]
    layout: Layout
    segment_of: dict[int, Segment]
    """By id() of the token."""

    def text(self, tokens: list[Token]) -> Text:
        """`tokens`, in reading order, as lines and paragraphs."""
        lines = lines_of([t for t in tokens if t.text], self.segment_of)
        result: list[str] = []
        run: list[Line] = []
        for line in lines:
            if line.tokens[0].kind is TokenKind.WIDGET:
                result += paragraphs(run, self.layout)
                result += [p for t in line.tokens for p in t.text.splitlines() if p.strip()]
                run = []
            else:
                run.append(line)
        result += paragraphs(run, self.layout)
        return Text(tuple(lines), tuple(" ".join(p.split()) for p in result))
