"""What a text or choice field says: its stored value against the text its appearance draws."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from erityisavustus.pages import BBox, WidgetType, Word, union
from erityisavustus.reading.fields import COMBO, MULTILINE, PASSWORD, Field
from erityisavustus.reading.strings import string

__all__ = ["shown_text", "stored_text"]

LEGIBLE = 0.8
"""Share of a value's letters that its appearance shows at least, where its font lacks some."""
CUT = 1.5
"""Times the letters' size: a line or a wide letter that no longer fits is no nearer to the end of its box."""


def stored_text(found: Field) -> str | None:
    """/V of a text or choice field as text, one line a value; None where there is none or it is a password."""
    import pikepdf

    if found.value is None or _secret(found):
        return None
    parts = list(found.value) if isinstance(found.value, pikepdf.Array) else [found.value]
    return "\n".join(string(part) for part in parts)


def shown_text(
    found: Field, words: Sequence[Word], box: BBox, *, drawn: bool, need_appearances: bool
) -> tuple[str | None, bool]:
    """A field's text as a person reads it, and whether its value and its appearance tell different things.

    `words`: what its appearance draws; `drawn`: it has one; `box`: the widget's place.
    """
    if _secret(found):
        return None, False
    value = _displayed(found)
    if not value:
        # A list box shows all its options whether or not one is chosen.
        listed = found.type is WidgetType.CHOICE and not found.flags & COMBO
        shown = "" if listed or (need_appearances and found.value is not None) else " ".join(w.text for w in words)
        return shown or found.rich or None, bool(shown)
    if drawn and not need_appearances:
        return value, not _shows(found, words, box, value)
    return value, False


def _secret(found: Field) -> bool:
    return found.type is WidgetType.TEXT and bool(found.flags & PASSWORD)


def _displayed(found: Field) -> str:
    """The value with the texts of a choice field's options in place of their export values."""
    stored = stored_text(found) or ""
    if found.type is not WidgetType.CHOICE:
        return stored
    shown = dict(zip(reversed(found.exports), reversed(found.options), strict=True))
    return "\n".join(shown.get(line, line) for line in stored.split("\n"))


def _shows(found: Field, words: Sequence[Word], box: BBox, value: str) -> bool:
    """The appearance shows the value, or as much of it as its box holds.

    Letters that its font lacks may be missing, but no letter may be shown that is not in the value.
    """
    stored, shown = _letters(value), _letters(" ".join(w.text for w in words))
    if stored == shown or not stored:
        return True
    if found.type is WidgetType.CHOICE and not found.flags & COMBO:
        return all(_letters(line) in shown for line in value.split("\n"))  # a list box shows all its options
    if not shown or not _within(shown, stored):
        return False
    if _full(found, words, box):
        return True
    return len(shown) >= LEGIBLE * len(stored) and _digits(shown) == _digits(stored)


def _letters(text: str) -> str:
    """Letters and digits, ligatures undone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _within(shown: str, stored: str) -> bool:
    """The letters shown stand in the value in this order."""
    rest = iter(stored)
    return all(letter in rest for letter in shown)


def _full(found: Field, words: Sequence[Word], box: BBox) -> bool:
    """The drawn text comes near an end of its box, so that more may be cut off."""
    x0, _, x1, bottom = union([w.bbox for w in words])
    size = max(w.size for w in words)
    if found.flags & MULTILINE:
        return bottom > box[3] - CUT * size
    return x0 < box[0] or x1 > box[2] - CUT * size
