"""Conservation of text: where each word of the document went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum

from erityisavustus.contracts.answer import Placement
from erityisavustus.locating.layout.tokens import Token

__all__ = ["Place", "WordAccounting"]


class Place(Enum):
    """Where a word of the document can go."""

    FORM = "form"
    ANSWER = "answer"
    FURNITURE = "furniture"
    ATTACHMENT = "attachment"
    UNPLACED = "unplaced"


class WordAccounting:
    """Each token is entered once; the first entry stands."""

    def __init__(self) -> None:
        self._place: dict[Token, Place] = {}

    def enter(self, tokens: Iterable[Token], place: Place) -> None:
        """Record where `tokens` went, where they are not entered yet."""
        for token in tokens:
            self._place.setdefault(token, place)

    def holds(self, token: Token) -> bool:
        return token in self._place

    def placements(self, totals: dict[int, int]) -> tuple[Placement, ...]:
        """One row a page; `totals`: words a page as read."""
        rows: dict[int, dict[Place, int]] = defaultdict(lambda: dict.fromkeys(Place, 0))
        for token, place in self._place.items():
            rows[token.page][place] += token.words
        return tuple(
            Placement(page, rows[page][Place.FORM], rows[page][Place.ANSWER], rows[page][Place.FURNITURE],
                      rows[page][Place.ATTACHMENT], rows[page][Place.UNPLACED], total)
            for page, total in sorted(totals.items())
        )
