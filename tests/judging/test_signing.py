"""Place and date of a signature."""

from __future__ import annotations

import datetime as dt

import pytest

from erityisavustus.judging.signature import place_and_date

READ = [
    ("Lahti 27.10.2023", "Lahti", "2023-10-27"), ("Lahdessa 27.10.2023", "Lahdessa", "2023-10-27"),
    ("Lahti, 5. lokakuuta 2023", "Lahti", "2023-10-05"), ("Lahti 5.10.2023 klo 12", "Lahti", "2023-10-05"),
    ("27.10.2023, Lahti", "Lahti", "2023-10-27"), ("Lahti 7.10. 2023 klo 12.30", "Lahti", "2023-10-07"),
    ("Helsingissä lokakuun 5. päivänä 2023", "Helsingissä", "2023-10-05"),
    ("Helsingfors den 5 oktober 2023", "Helsingfors", "2023-10-05"), ("Lahti / 27.10.2023", "Lahti", "2023-10-27"),
    ("Lahti, perjantaina 27.10.2023", "Lahti", "2023-10-27"), ("27.10.2023", None, "2023-10-27"),
    ("Lahti", "Lahti", None), ("", None, None),
]


@pytest.mark.parametrize(("typed", "place", "date"), READ)
def test_place_and_date_are_told_apart(typed: str, place: str | None, date: str | None) -> None:
    """Either comes first, either may be missing; the place stays as typed."""
    read = place_and_date(typed)
    assert read.place == place
    assert read.date == (dt.date.fromisoformat(date) if date else None)
    assert not read.unclear


@pytest.mark.parametrize(("typed", "date"), [
    ("Lahti 5/10/2023", None), ("Lahti 12/10/2023", None), ("Lahti 12/11/2023", None),
    ("Lahti 13/10/2023", "2023-10-13"), ("Lahti 27/10/2023", "2023-10-27"),
    ("Lahti 5/5/2023", "2023-05-05"), ("Lahti 12/12/2023", "2023-12-12"),
    ("Lahti 10/27/2023", None), ("Lahti 5-10-2023", None), ("Lahti 27-10-2023", "2023-10-27")])
def test_day_and_month_that_could_change_places(typed: str, date: str | None) -> None:
    """5/10 is the 5th of October to some and the 10th of May to others: no date, and a doubt. Where the figures leave
    one reading it is a date."""
    read = place_and_date(typed)
    assert read.place == "Lahti"
    assert read.date == (dt.date.fromisoformat(date) if date else None)
    assert read.unclear == (frozenset() if date else {"date"})


@pytest.mark.parametrize(("typed", "place", "date", "unclear"), [
    ("Lahti 27.10.2023 Helsinki", None, "2023-10-27", {"place"}),
    ("Lahti 3, 27.10.2023", None, "2023-10-27", {"place"}),
    ("15110 Lahti 27.10.2023", "15110 Lahti", "2023-10-27", set()), ("Lahti 3", None, None, {"place", "date"}),
    ("27.10.2023 Lahti 27.10.2023", "Lahti", "2023-10-27", set()),
    ("Lahti 27.10.2023 Lahti", None, "2023-10-27", {"place"}), ("15110 Lahti", "15110 Lahti", None, set())])
def test_a_place_without_one_reading_is_doubted(
    typed: str, place: str | None, date: str | None, unclear: set[str]
) -> None:
    """Two places, or figures that are no postcode, give no place and a doubt, and leave the date as it is."""
    read = place_and_date(typed)
    assert (read.place, read.date, read.unclear) == (place, dt.date.fromisoformat(date) if date else None, unclear)


@pytest.mark.parametrize(
    "typed", ["Lahti 27.10.", "Lahti 31.2.2023", "Lahti 2023", "Lahti 27,10.2023", "Lahti 1.10.2023, 2.10.2023"]
)
def test_a_date_without_one_reading_is_doubted(typed: str) -> None:
    """Incomplete and impossible dates, and two of them, give no date and a doubt."""
    read = place_and_date(typed)
    assert read.date is None
    assert "date" in read.unclear
