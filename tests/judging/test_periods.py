"""Periods of two dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erityisavustus.contracts.finding import Code
from erityisavustus.judging.values.periods import period

YEAR = ("2022-09-01", "2023-08-31")
READ = [
    ("1.9.2022–31.8.2023", YEAR), ("01.09.2022-31.08.2023", YEAR), ("1.9.2022 - 31.8.2023", YEAR),
    ("1.9.2022—31.8.2023", YEAR), ("1.9.2022−31.8.2023", YEAR), ("1.9.2022‑31.8.2023", YEAR),
    ("1.9.2022 alkaen 31.8.2023 asti", YEAR), ("ajalla 1.9.2022-31.8.2023", YEAR),
    ("1. syyskuuta 2022 – 31. elokuuta 2023", YEAR), ("syyskuun 1. päivä 2022 - elokuun 31. päivä 2023", YEAR),
    ("1 september 2022 till den 31 augusti 2023", YEAR), ("September 1, 2022 to August 31, 2023", YEAR),
    ("2022-09-01 – 2023-08-31", YEAR), ("2022-09-01/2023-08-31", YEAR), ("1. 9. 2022 – 31. 8. 2023", YEAR),
    ("1.9.2022 31.8.2023", YEAR), ("1.9.22-31.8.23", YEAR), ("1.9.2022\u00a0–\u00a031.8.2023", YEAR),
    ("1.2.–31.8.2023", ("2023-02-01", "2023-08-31")), ("1.–31.8.2023", ("2023-08-01", "2023-08-31")),
    ("1. – 31. elokuuta 2023", ("2023-08-01", "2023-08-31")),
    ("31.8.2023-1.9.2022", ("2023-08-31", "2022-09-01")),
]
NOT_READ = [
    "9/2022–8/2023", "2022-2023", "31.2.2023-31.8.2023", "1.9.–31.8.2023", "1.9.2022-", "1.9.2022-31.8.",
    "1.9.2022-31.8.2023, jatkettu 31.12.2023", "1/9/2022-31/8/2023", "1.9.2022-31.8.20 23", "1.9.2022-31.8.20231",
    "1.9.2022-31.8.2023 (ei vielä päätetty)", "syyskuu 2022 - elokuu 2023", "1.9.2022", "vuosi",
    "2022-09-01//2023-08-31",
]


@pytest.mark.parametrize(("typed", "dates"), READ)
def test_periods_with_one_reading_are_read(typed: str, dates: tuple[str, str]) -> None:
    """All dashes, month names and orders of DESIGN give the two dates; a reversed period is read as typed."""
    value = period(typed).value
    assert value is not None
    assert (value.start.isoformat(), value.end.isoformat()) == dates


@pytest.mark.parametrize("typed", NOT_READ)
def test_nothing_is_filled_in(typed: str) -> None:
    """Incomplete, impossible and ambiguous dates give no period and a reason."""
    assert period(typed).value is None
    assert period(typed).problem is Code.VALUE_UNPARSABLE


DATES = st.dates(dt.date(2010, 1, 1), dt.date(2059, 12, 31))


DASHES = st.sampled_from(["-", "–", " – ", " — ", "‑"])
FORMS = st.sampled_from(["{0.day}.{0.month}.{0.year}", "{0:%d.%m.%Y}"])


@given(DATES, DATES, DASHES, FORMS)
def test_written_periods_come_back(start: dt.date, end: dt.date, dash: str, form: str) -> None:
    """A period written the Finnish way is the same period when read."""
    value = period(form.format(start) + dash + form.format(end)).value
    assert value is not None
    assert (value.start, value.end) == (start, end)


@given(st.text(alphabet="0123456789.-/ –aeiklnst", max_size=30))
def test_no_text_breaks_the_parser(typed: str) -> None:
    """Any text gives a period or a reason."""
    parsed = period(typed)
    assert (parsed.value is None) == (parsed.problem is Code.VALUE_UNPARSABLE)
