"""What a mutant is and what must hold of it, known from the way it was made."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from erityisavustus.contracts.geometry import BBox
from erityisavustus.form import Kind

__all__ = ["ANYTHING", "SAFE", "SAME", "Claim", "DroppedError", "Holds", "Maker", "Mutant", "Sound", "Spot", "Thing"]


TAIL = 0.3
"""Share of a line's height that letters may reach below it."""
LINE = 10.0
"""Points: height of a line beside a box."""


class Holds(StrEnum):
    """What must be true of the result; the fields that a claim does not name stay as they were, or are doubted."""

    UNSEEN = "unseen"
    """The old value is not given, or doubted aloud."""
    REPLACED = "replaced"
    """The new value is given, with `value.corrected` or a doubt; never the old one, never a mixture."""
    CONFLICT = "conflict"
    """The value that the page shows is given, or the field has a finding."""
    SEVERAL = "several"
    """`form.several` is reported; each value is this report's own or null."""
    SAME = "same"
    """All values as they were, and no doubt more."""
    SAFE = "safe"
    """Each value as it was, or doubted; or the file gives no report and says why."""
    ANYTHING = "anything"
    """Any result but an internal error, within the limits."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What must hold, and of which values."""

    holds: Holds
    leaves: tuple[str, ...] = ()
    """Dotted paths of the values it is about."""
    new: tuple[Any, ...] = ()
    """What the page shows in their place; empty where it shows nothing."""
    allowed: frozenset[str] = frozenset()
    """Codes of findings that are no false doubt."""
    other: str = ""
    """Name of the fixture whose pages were put in."""


SAME, SAFE, ANYTHING = Claim(Holds.SAME), Claim(Holds.SAFE), Claim(Holds.ANYTHING)


@dataclass(frozen=True, slots=True)
class Thing:
    """A word or a selection mark of a page."""

    text: str
    bbox: BBox


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer stands on the sound page, as displayed."""

    leaves: tuple[str, ...]
    kind: Kind
    page: int
    bbox: BBox
    raw: str
    over: bool
    """Drawn by annotations, which lie over the page's content (ISO 32000-2, 12.5.2)."""
    words: tuple[Thing, ...] = ()

    @property
    def where(self) -> str:
        """The place, for people."""
        return f"page {self.page}, ({', '.join(f'{value:.1f}' for value in self.bbox)})"

    @property
    def ink(self) -> BBox:
        """The place with the tails of its letters: a word's box may end at its baseline."""
        x0, top, x1, bottom = self.bbox
        if self.over:
            return self.bbox
        line = self.words[0].bbox[3] - self.words[0].bbox[1] if self.words else min(bottom - top, LINE)
        return (x0, top, x1, bottom + TAIL * line)

    @property
    def is_line(self) -> bool:
        """Short text on one line, in which any words may stand."""
        return self.kind is Kind.LINE and self.leaves[0] != "signature.place"


@dataclass(frozen=True, slots=True)
class Sound:
    """A fixture that is read without a fault: its values and where they stand."""

    name: str
    data: bytes
    report: dict[str, Any]
    """Its truth: value by dotted path."""
    findings: frozenset[tuple[str, str | None]]
    """Code and field of what is reported of it as it is."""
    rotations: tuple[int, ...]
    """By page, degrees clockwise under which it was read."""
    spots: tuple[Spot, ...]
    things: tuple[tuple[Thing, ...], ...]
    """By page, all words and marks."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file and what must hold of it."""

    fixture: str
    data: bytes
    claim: Claim
    note: str = ""
    """What was done, and where."""


class DroppedError(Exception):
    """This one does not show what it should, or does not fit: another is drawn."""


Maker = Callable[[random.Random, Sound, Sequence[Sound]], Mutant]
"""Makes a mutant of a fixture, with pages of others; raises DroppedError."""
