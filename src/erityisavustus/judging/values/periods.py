"""Periods of two dates."""

from __future__ import annotations

import re

from erityisavustus.contracts.finding import Code
from erityisavustus.form.loppuraportti import Period
from erityisavustus.judging.values.dates import Found, scan, weekdays
from erityisavustus.judging.values.parsed import Parsed, plain

__all__ = ["period"]

_WORDS = frozenset({
    "ajalla", "ajalta", "aika", "aikana", "välillä", "välisenä", "väliseltä", "hankeaika", "hankkeen", "käyttöaika",
    "avustuksen", "kausi", "kaudella", "raportoitava", "raportointikausi", "alkaen", "lähtien", "asti", "saakka",
    "päättyen", "alkaa", "päättyy", "ja",
    "från", "och", "med", "till", "under", "tiden", "perioden", "den",
    "from", "to", "until", "between", "and", "through", "the",
})
"""What may stand around two dates without changing what they say."""


def period(text: str) -> Parsed[Period]:
    """Start and end; None with VALUE_UNPARSABLE unless the text is two dates with one reading.

    The start may leave out its year, or month and year, when the end's fit ('1.2.-31.8.2023'); a start
    that would then lie after the end is not read, for its year is unknown. A reversed period of two full dates is read.
    """
    bare = plain(text)
    found = scan(bare)
    if len(found) != 2 or not _only_words(bare, found):
        return Parsed(None, Code.VALUE_UNPARSABLE)
    first, last = found
    if last.month is None or last.year is None:
        return Parsed(None, Code.VALUE_UNPARSABLE)
    start, end = first.date(last.month, last.year), last.date()
    if start is None or end is None or (first.year is None and start > end):
        return Parsed(None, Code.VALUE_UNPARSABLE)
    return Parsed(Period(start=start, end=end))


def _only_words(text: str, found: list[Found]) -> bool:
    pieces = (text[: found[0].start], text[found[0].end : found[1].start], text[found[1].end :])
    if "/" in pieces[0] + pieces[2] or not re.fullmatch(r"[^/]*/?[^/]*", pieces[1]):
        return False
    words = re.sub(r"[-:;,()/]", " ", " ".join(pieces)).casefold().split()
    return all(w in _WORDS or w.strip(".") in _WORDS or w.strip(".") in weekdays() or w == "." for w in words)
