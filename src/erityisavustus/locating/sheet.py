"""What locating keeps of a page."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from erityisavustus.contracts.page import Page
from erityisavustus.locating.answers.boxless_choices import with_struck
from erityisavustus.locating.answers.context import SheetFacts
from erityisavustus.locating.answers.signature import ink_of
from erityisavustus.locating.layout.table_grid import Grid
from erityisavustus.locating.layout.tokens import Token, mark_tokens, value_tokens, word_token

__all__ = ["Sheet", "lines_left", "sheet_of"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's tokens, borders and ink; the page itself, with all that is drawn on it, can be let go."""

    tokens: tuple[Token, ...]
    lines: tuple[tuple[Token, ...], ...]
    """The page's lines of text, from the top."""
    facts: SheetFacts


def sheet_of(page: Page) -> Sheet:
    """The sheet of one page; nothing of it depends on other pages."""
    printed = [w for w in page.words if w.widget is None]
    words = with_struck([word_token(w, page.number) for w in printed], page.rulings)
    token_of = {id(word): token for word, token in zip(printed, words, strict=True)}
    drawings = (*page.strokes, *(b.bbox for b in page.boxes))
    facts = SheetFacts(
        page.number, page.width, page.height, len(page.words), Grid(page), ink_of(page), drawings, page.rings)
    return Sheet(
        (*words, *value_tokens(page), *mark_tokens(page)),
        tuple(tuple(token_of[id(word)] for word in line.words) for line in page.lines),
        facts,
    )


def lines_left(lines: Sequence[Sequence[Token]], gone: Set[Token]) -> list[list[Token]]:
    """The lines without the tokens that are gone, from the top of what is left."""
    left = [kept for line in lines if (kept := [t for t in line if t not in gone])]
    return sorted(left, key=lambda line: (min(t.bbox.top for t in line), line[0].bbox.x0))
