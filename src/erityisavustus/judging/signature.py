"""Place and date of a signature: 'Lahti 27.10.2023' and the like."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from erityisavustus.judging.values.dates import scan, weekdays
from erityisavustus.judging.values.parsed import plain

__all__ = ["PlaceAndDate", "place_and_date"]

_CLOCK = re.compile(r"\b(?:klo|kl\.?|kello|at)\s*\d{1,2}(?:[.:]\d{2})?(?::\d{2})?\b", re.IGNORECASE)
_LABELS = re.compile(r"\b(?:paikka|aika|pvm|päivämäärä|päiväys|ort|datum|place|date)\s*:", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*[^\d()][^()]*\)")
_POSTCODE = re.compile(r"\b\d{5}\b")
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
    bare = _BRACKETED.sub(" ", _LABELS.sub(" ", _CLOCK.sub(" ", plain(text))))
    found = scan(bare)
    dates = {f.date() for f in found}
    edges = [0, *(edge for f in found for edge in (f.start, f.end)), len(bare)]
    pieces = [_place(bare[edges[i] : edges[i + 1]]) for i in range(0, len(edges), 2)]
    places = [p for p in pieces if p]
    figures = any(re.search(r"\d", _POSTCODE.sub("", p)) for p in places)
    date = dates.pop() if len(dates) == 1 else None
    unclear: set[str] = set()
    if date is None and (found or figures):
        unclear.add("date")
    if len(places) > 1 or figures:
        unclear.add("place")
    return PlaceAndDate(places[0] if places and "place" not in unclear else None, date, frozenset(unclear))


def _place(rest: str) -> str:
    words = rest.split()
    kept = [w for w in words if w.casefold().strip(".,") not in weekdays() | _LINKS]
    return re.sub(r"\s+([,;])", r"\1", " ".join(kept)).strip(" ,;:.-/")
