"""Place and date of a signature."""

from __future__ import annotations

import datetime as dt

import pytest

from erityisavustus.model.signing import place_and_date

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


@pytest.mark.parametrize(
    "typed", ["Lahti 27.10.", "Lahti 31.2.2023", "Lahti 2023", "Lahti 27,10.2023", "Lahti 1.10.2023, 2.10.2023"]
)
def test_a_date_without_one_reading_is_doubted(typed: str) -> None:
    """Incomplete and impossible dates, and two of them, give no date and a doubt."""
    read = place_and_date(typed)
    assert read.date is None
    assert "date" in read.unclear
