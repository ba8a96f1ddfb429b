"""What locating keeps of a page."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.geometry import union
from erityisavustus.contracts.page import Page
from erityisavustus.locating.answers.boxless_choices import with_struck
from erityisavustus.locating.answers.context import SheetFacts
from erityisavustus.locating.answers.signature import ink_of
from erityisavustus.locating.layout.segments import baseline_groups
from erityisavustus.locating.layout.table_grid import Grid
from erityisavustus.locating.layout.tokens import Token, TokenKind, tokens_of

__all__ = ["Sheet", "sheet_of"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's tokens, borders and ink; the page itself, with all that is drawn on it, can be let go."""

    tokens: tuple[Token, ...]
    facts: SheetFacts


def sheet_of(page: Page) -> Sheet:
    """The sheet of one page; nothing of it depends on other pages."""
    tokens = tuple(with_struck(tokens_of(page), page.rulings))
    words = [t for t in tokens if t.kind is TokenKind.WORD]
    lines = [union([t.bbox for t in group]) for group in baseline_groups(words)] if page.rulings else []
    drawings = (*page.strokes, *(b.bbox for b in page.boxes))
    return Sheet(tokens, SheetFacts(
        page.number, page.width, page.height, len(page.words), Grid(page, lines), ink_of(page), drawings, page.rings))
