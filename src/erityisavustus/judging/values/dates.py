"""Dates in running text: in figures, with month names in Finnish, Swedish and English, and ISO 8601.

Nothing is filled in: a date without its year is found as such, and an impossible one as impossible.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

__all__ = ["Found", "scan", "weekdays"]

LANGUAGES = ("fi", "sv", "en")
"""Of month names: the official ones, and what applicants from abroad write."""
CENTURY = 2000
"""Of a year of two digits. State grants of this form began in the 2010s."""
SHORT_YEARS = range(10, 60)
"""Two digits outside this are no year of a grant and are not read; a guess."""
FULL_YEARS = range(2000, 2100)
"""Of a grant's dates; '2203' is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, parts as typed."""

    start: int
    end: int
    day: int
    month: int | None
    year: int | None
    sure: bool = True
    """False when day and month could change places, or the year is not one."""

    def date(self, month: int | None = None, year: int | None = None) -> dt.date | None:
        """The date, missing parts taken from the arguments; None when impossible or incomplete."""
        month, year = self.month or month, self.year or year
        if month is None or year is None or not self.sure:
            return None
        try:
            return dt.date(year, month, self.day)
        except ValueError:
            return None


def scan(text: str) -> list[Found]:
    """All dates in `text` (made plain before), complete or not, in order."""
    return [_found(m) for m in _pattern().finditer(text.casefold())]


@cache
def weekdays() -> frozenset[str]:
    """Names of weekdays, short and long, also in the Finnish essive ('perjantaina')."""
    from babel.dates import get_day_names

    names: set[str] = set()
    for language in LANGUAGES:
        for width in ("wide", "abbreviated", "short"):
            for context in ("format", "stand-alone"):
                names.update(n.casefold().rstrip(".") for n in get_day_names(width, context, language).values())
    return frozenset(names | {n + "na" for n in names if n.endswith("tai")} | {"keskiviikkona", "ke"})


@cache
def _months() -> dict[str, int]:
    """Month names as CLDR has them, and the Finnish genitive ('syyskuun 1. päivä')."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names[name.casefold().rstrip(".")] = number
    for name, number in list(names.items()):
        if name.endswith("kuu"):
            names[name + "n"] = number
            names[name + "ssa"] = number
    return names


@cache
def _pattern() -> re.Pattern[str]:
    # A lone letter that touches a date is a digit misread: 'I1.9.2022'.
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?:(?P<{0}>\d{{4}})(?!\d))"
    short = r"(?:(?P<{0}>\d{{4}}|\d{{2}})(?!\d))"
    return re.compile(
        rf"""(?<![\d.,])(?<!\b[^\W\d_])(?:
          (?P<iso_y>\d{{4}})-(?P<iso_m>\d{{2}})-(?P<iso_d>\d{{2}})(?!\d)
        | (?<!/)(?:
          (?P<named_d>\d{{1,2}})(?:st|nd|rd|th)?\ ?\.?\ ?(?:päivänä\ |päivä\ |pnä\ |of\ )?
          (?P<named_m>{month})\b\.?,?\ ?{year.format("named_y")}?
        | (?P<first_m>{month})\b\.?\ (?P<first_d>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?\.?\ ?
          (?:päivänä|päivä|pnä)?,?\ ?{year.format("first_y")}?
        | (?P<dot_d>\d{{1,2}})\ ?\.\ ?(?P<dot_m>\d{{1,2}})\ ?\.\ ?{short.format("dot_y")}?
        | (?P<bar_d>\d{{1,2}})(?P<bar>[/-])(?P<bar_m>\d{{1,2}})(?P=bar){year.format("bar_y")}
        | (?P<half_d>\d{{1,2}})\.(?P<half_m>\d{{1,2}})(?=\ ?-)
        | (?P<alone_d>\d{{1,2}})\.(?=\ ?-)
        ))""",
        re.VERBOSE,
    )


def _found(match: re.Match[str]) -> Found:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    style = next(k for k in groups if k.endswith("_d")).removesuffix("_d")
    day = int(groups[f"{style}_d"])
    typed = groups.get(f"{style}_m")
    month = None if typed is None else int(typed) if typed.isdigit() else _months()[typed]
    year = int(groups[f"{style}_y"]) if f"{style}_y" in groups else None
    sure = True
    if year is not None and year < 100:
        sure = year in SHORT_YEARS
        year += CENTURY
    elif year is not None:
        sure = year in FULL_YEARS
    if style == "bar":  # 5/10/2023 is the 5th of October to some, the 10th of May to others
        sure = day > 12 or day == month
    start, end = match.span()
    while end > start and match.string[end - 1] == " ":
        end -= 1
    return Found(start, end, day, month, year, sure)
