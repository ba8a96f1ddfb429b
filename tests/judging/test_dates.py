"""Dates and periods: typed forms with one reading, and none of the others."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erityisavustus.contracts.finding import Code
from erityisavustus.form.loppuraportti import Period
from erityisavustus.judging.values.dates import scan
from erityisavustus.judging.values.periods import period

YEAR = Period(start=dt.date(2022, 9, 1), end=dt.date(2023, 8, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "1.9.2022–31.8.2023", "01.09.2022-31.08.2023", "1.9.2022 - 31.8.2023", "1.9.2022 — 31.8.2023",
        "1.9.2022−31.8.2023", "1.9.2022‐31.8.2023", "1. 9. 2022 – 31. 8. 2023", "1.9.22-31.8.23",
        "1.9.2022 alkaen 31.8.2023 asti", "ajalla 1.9.2022-31.8.2023", "1. syyskuuta 2022 – 31. elokuuta 2023",
        "2022-09-01 – 2023-08-31", "2022-09-01/2023-08-31", "1.9.2022\u00a0–\u00a031.8.2023",
        "1 september 2022 – 31 augusti 2023", "1 September 2022 to 31 August 2023", "Hankeaika: 1.9.2022–31.8.2023.",
        "1.9.2022 —- 31.8.2023", "syyskuun 1. 2022 - elokuun 31. 2023",
    ],
)
def test_one_period(typed: str) -> None:
    """Every usual way to type the same two dates gives the same period."""
    assert period(typed).value == YEAR


@pytest.mark.parametrize(
    ("typed", "start"),
    [("1.2.–31.8.2023", dt.date(2023, 2, 1)), ("1.2.-31.8.2023", dt.date(2023, 2, 1)),
     ("1.–31.8.2023", dt.date(2023, 8, 1)), ("1. helmikuuta – 31. elokuuta 2023", dt.date(2023, 2, 1))],
)
def test_the_end_gives_the_year_of_the_start(typed: str, start: dt.date) -> None:
    """A start without its year lies in the year of the end."""
    assert period(typed).value == Period(start=start, end=dt.date(2023, 8, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "9/2022–8/2023", "2022-2023", "31.2.2023 - 31.8.2023", "1.9.2022", "1.9.2022–31.8.", "1.9.–31.8.2023",
        "1.9.2022–31.8.2023 ja 1.9.2023–31.12.2023", "1.9.2022-31.13.2023", "vuosi 2023", "syyskuu 2022 – elokuu 2023",
        "1.9.2022–31.8.2203–", "5/6/2022 - 7/8/2023", "1.9.2022–31.8.2023, jatkettu", "1.9.2022 (15.9.2022)–31.8.2023",
        "31.8.2023 asti", "-", "",
    ],
)
def test_no_period_without_one_reading(typed: str) -> None:
    """Months without days, impossible or missing dates and extra words give no period."""
    read = period(typed)
    assert read.value is None
    assert read.problem is Code.VALUE_UNPARSABLE


@pytest.mark.parametrize(("typed", "year"), [
    ("1.9.10", 2010), ("1.9.59", 2059), ("1.9.09", None), ("1.9.60", None), ("1.9.2000", 2000), ("1.9.2099", 2099),
    ("1.9.1999", None), ("1.9.2100", None), ("1.9.2203", None), ("2100-09-01", None), ("2023-09-01", 2023)])
def test_years_of_a_grant(typed: str, year: int | None) -> None:
    """Two digits are of this century from the 2010s on; another year is a slip of the finger and gives no date."""
    (found,) = scan(typed)
    assert found.date() == (dt.date(year, 9, 1) if year else None)


def test_a_day_is_a_period() -> None:
    """Its start may leave out the year as any other's."""
    assert period("31.8.–31.8.2023").value == Period(start=dt.date(2023, 8, 31), end=dt.date(2023, 8, 31))


def test_reversed_is_still_two_dates() -> None:
    """A period that ends before it begins is read: a rule tells of it."""
    read = period("31.8.2023–1.9.2022")
    assert read.value == Period(start=dt.date(2023, 8, 31), end=dt.date(2022, 9, 1))


DATES = st.dates(dt.date(2010, 1, 1), dt.date(2049, 12, 31))
MONTHS = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu")
WAYS = (
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day}. {MONTHS[d.month - 1]}kuuta {d.year}",
    lambda d: d.isoformat(),
)


@given(DATES, DATES, st.sampled_from(WAYS), st.sampled_from(["-", "–", " - ", " – ", " — "]))
def test_round_trip(first: dt.date, second: dt.date, way: object, dash: str) -> None:
    """Two dates in one way of writing are read back as they are."""
    assert callable(way)
    assert period(f"{way(first)}{dash}{way(second)}").value == Period(start=first, end=second)


@given(st.text(alphabet="0123456789. -–/", max_size=24))
def test_a_date_is_made_of_the_typed_figures(typed: str) -> None:
    """No date is read whose day was not typed: nothing is filled in."""
    value = period(typed).value
    if value is not None:
        figures = {int(n) for n in "".join(c if c.isdigit() else " " for c in typed).split()}
        assert {value.start.day, value.end.day, value.end.month} <= figures


def test_month_names_do_not_collide() -> None:
    """Each month name means one month in all three languages."""
    for number, name in enumerate(MONTHS, 1):
        assert [f.month for f in scan(f"1. {name}kuuta 2023")] == [number]
    assert [f.month for f in scan("1 maj 2023, 1 May 2023, 1 mars 2023, 1 March 2023")] == [5, 5, 3, 3]
