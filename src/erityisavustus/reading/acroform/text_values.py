"""What a text or choice field says: its stored value against the text its appearance draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise
from unicodedata import category, normalize

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import WidgetType, Word
from erityisavustus.reading.acroform.fields import COMBO, MULTILINE, PASSWORD, Field
from erityisavustus.reading.acroform.strings import string
from erityisavustus.reading.text.runs import SOFT_HYPHEN

__all__ = ["Shown", "shown_text", "stored_text"]

LEGIBLE = 0.8
"""Share of a value's signs that its appearance shows at least, where its font lacks some; fitted."""
STANDS_FOR = "?\ufffd\u25a1\u25af\u25a0\u00b7\u2022"
"""What is drawn in the place of a letter that a font lacks."""
HYPHEN, MINUS = "-", "\u2212"
PLAIN_QUOTES = dict.fromkeys("”“„‟″", '"') | dict.fromkeys("’‘‚‛′", "'")
UNBROKEN = ".,:;"
"""Signs after which no viewer breaks a line before a letter (Unicode, UAX #14: class IS)."""
OUT_OF_ROOM = 1.5
"""Times the letters' size: a line or a wide letter that no longer fits is no nearer to the end of its box.
Fitted."""


def stored_text(found: Field) -> str | None:
    """/V of a text or choice field as text, one line a value; None without a value, and for a password."""
    import pikepdf

    if found.value is None or _secret(found):
        return None
    parts = list(found.value) if isinstance(found.value, pikepdf.Array) else [found.value]
    return "\n".join(string(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text field as a person reads it."""

    text: str | None
    drawn: str | None = None
    """What its appearance draws, where that is not its value."""
    conflict: bool = False
    """What is drawn is not a part of the value either."""


class _Likeness(Enum):
    ALL = 1
    PART = 2
    OTHER = 3


def shown_text(
    found: Field, words: Sequence[Word], box: BBox, *, drawn: bool, need_appearances: bool
) -> Shown:
    """A field's text as a person reads it, and what is drawn instead.

    `words`: what its appearance draws; `drawn`: it has one; `box`: the widget's place.
    """
    if _secret(found):
        return Shown(None)
    value, seen = _displayed(found), " ".join(w.text for w in words)
    if not value:
        # A list box shows all its options, chosen or not.
        listed = found.type is WidgetType.CHOICE and not found.flags & COMBO
        shown = "" if listed or (need_appearances and found.value is not None) else seen
        return Shown(shown, shown, conflict=True) if shown else Shown(found.rich or None)
    likeness = _shows(found, words, box, value) if drawn and not need_appearances else _Likeness.ALL
    if likeness is _Likeness.ALL:
        return Shown(value)
    return Shown(value, seen, conflict=likeness is _Likeness.OTHER)


def _secret(found: Field) -> bool:
    return found.type is WidgetType.TEXT and bool(found.flags & PASSWORD)


def _displayed(found: Field) -> str:
    """The value with the texts of a choice field's options in place of their export values."""
    stored = stored_text(found) or ""
    if found.type is not WidgetType.CHOICE:
        return stored
    shown = dict(zip(reversed(found.exports), reversed(found.options), strict=True))
    return "\n".join(shown.get(line, line) for line in stored.split("\n"))


def _shows(found: Field, words: Sequence[Word], box: BBox, value: str) -> _Likeness:
    """How much of the value the appearance shows: all, as much as its box holds, or something else."""
    drawn = " ".join(w.text for w in words)
    pairs = [(_signs(value), _signs(drawn)), *_legible(value, drawn)]
    if any(stored == shown for stored, shown in pairs):
        apart = _otherwise_spaced(value, drawn) or _spaced_more(value, words, box)
        return _Likeness.OTHER if apart else _Likeness.ALL
    if found.type is WidgetType.CHOICE and not found.flags & COMBO:  # a list box shows all its options
        listed = all(_signs(line) in _signs(drawn) for line in value.split("\n"))
        return _Likeness.ALL if listed else _Likeness.OTHER
    for stored, shown in pairs:
        at = stored.find(shown) if shown else -1
        if at >= 0 and _cut_off(found, words, box, before=at > 0, after=at + len(shown) < len(stored)):
            return _Likeness.PART
    return _Likeness.OTHER


def _otherwise_spaced(value: str, drawn: str) -> bool:
    """As many words of the same characters, separated at other places: a blank was moved.

    A box that breaks a long word, or spreads its letters, makes more words of them.
    """
    stored, shown = ([_signs(word) for word in text.split()] for text in (value, drawn))
    return len(stored) == len(shown) and sorted(stored) != sorted(shown) and "".join(stored) == "".join(shown)


def _spaced_more(value: str, words: Sequence[Word], box: BBox) -> bool:
    """Two drawn words are one word of the value: a blank or a line's end was taken out of it.

    Not where letters stand apart one by one, as in a comb, nor where a word is broken at the end of its line as viewers
    do it: after a hyphen or another sign that allows it (Unicode, UAX #14), or where it is longer than the line.
    """
    if _signs(value) != "".join(_signs(word.text) for word in words):
        return False
    stored = set(accumulate(len(_signs(part)) for part in value.split()))
    at = 0
    for word, following in pairwise(words):
        at += len(_signs(word.text))
        if at in stored or min(len(_signs(word.text)), len(_signs(following.text))) < 2:
            continue
        if abs(word.baseline - following.baseline) < word.size / 2:
            return True
        fits = word.bbox.width + following.bbox.width <= box.width
        if fits and (word.text[-1].isalnum() or word.text[-1] in UNBROKEN):
            return True
    return False


def _legible(value: str, drawn: str) -> list[tuple[str, str]]:
    """The signs of both without those that the font may lack, as long as most of them are left.

    Only what is not ASCII is lacking, and only where none of it is drawn; any sign may stand for it. A soft hyphen
    is drawn as one or not at all.
    """
    lacking = {c for c in normalize("NFC", value) if not c.isascii()} - set(drawn)
    kept = _signs("".join(c for c in normalize("NFC", value) if c not in lacking))
    if not drawn or not lacking or len(kept) < LEGIBLE * len(_signs(value)):
        return []
    spare = STANDS_FOR + (HYPHEN if SOFT_HYPHEN in value else "")
    return [("".join(c for c in kept if c not in spare), "".join(c for c in _signs(drawn) if c not in spare))]


def _signs(text: str) -> str:
    """All but white space and invisible signs, ligatures undone; one hyphen and one quotation mark for all."""
    plain = (HYPHEN if category(c) == "Pd" or c in MINUS else c for c in normalize("NFKC", text))
    marked = (PLAIN_QUOTES.get(c, c) for c in plain if not c.isspace() and category(c) not in ("Cc", "Cf"))
    return "".join(marked)


def _cut_off(found: Field, words: Sequence[Word], box: BBox, *, before: bool, after: bool) -> bool:
    """The drawn text runs up to the ends of its box behind which the rest of the value would be.

    A text begins at an edge of its box anyway: something is missing before it only if it runs over that edge.
    """
    x0, top, x1, bottom = union([w.bbox for w in words])
    reach = OUT_OF_ROOM * max(w.size for w in words)
    if found.flags & MULTILINE:
        return (not before or top < box.top) and (not after or bottom > box.bottom - reach)
    return (not before or x0 < box.x0) and (not after or x1 > box.x1 - reach)
