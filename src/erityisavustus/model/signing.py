"""Place and date of a signature: 'Lahti 27.10.2023' and its kin."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from erityisavustus.model.dates import scan, weekdays
from erityisavustus.model.parsed import plain

__all__ = ["PlaceAndDate", "place_and_date"]

_CLOCK = re.compile(r"\b(?:klo|kl\.?|kello|at)\s*\d{1,2}(?:[.:]\d{2})?(?::\d{2})?\b", re.IGNORECASE)
_LABELS = re.compile(r"\b(?:paikka|aika|pvm|päivämäärä|päiväys|ort|datum|place|date)\s*:", re.IGNORECASE)
_LINKS = frozenset({"den", "the", "on"})


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """Both parts; a part that was typed but has no one reading is named in `unclear`."""

    place: str | None
    date: dt.date | None
    unclear: frozenset[str] = frozenset()
    """Of 'place' and 'date'."""


def place_and_date(text: str) -> PlaceAndDate:
    """The place as typed (inflected or not) and the date, whichever comes first; nothing is filled in."""
    bare = _LABELS.sub(" ", _CLOCK.sub(" ", plain(text)))
    found = scan(bare)
    dates = {f.date() for f in found}
    rest = bare
    for f in reversed(found):
        rest = rest[: f.start] + " , " + rest[f.end :]
    place = _place(rest)
    if re.search(r"\d", place) and not found:  # figures that are no date: neither part is sure
        return PlaceAndDate(None, None, frozenset({"place", "date"}))
    unclear: set[str] = set()
    date = dates.pop() if len(dates) == 1 else None
    if found and date is None:
        unclear.add("date")
    if len(found) > 1 and "," in place:
        unclear.add("place")
    return PlaceAndDate(None if "place" in unclear else place or None, date, frozenset(unclear))


def _place(rest: str) -> str:
    words = rest.split()
    kept = [w for w in words if w.casefold().strip(".,") not in weekdays() | _LINKS]
    return re.sub(r"\s+([,;])", r"\1", " ".join(kept)).strip(" ,;:.-/")
