"""E-mail addresses and telephone numbers."""

from __future__ import annotations

import pytest

from erityisavustus.contracts.finding import Code
from erityisavustus.judging.values.contacts import email, phone

READ = [
    (["aino.esimerkki@suvantola.example"], "aino.esimerkki@suvantola.example"),
    (["aino.esimerkki@suvan", "tola.example"], "aino.esimerkki@suvantola.example"),
    (["aino.esimerkki@pikku-", "suvantola.example"], "aino.esimerkki@pikku-suvantola.example"),
    (["aino.", "esimerkki@suvantola.example"], "aino.esimerkki@suvantola.example"),
    (["aino.esimerkki@suvantola", ".example"], "aino.esimerkki@suvantola.example"),
    (["mailto:aino@suvantola.example"], "aino@suvantola.example"),
    (["Aino Esimerkki <aino@suvantola.example>"], "aino@suvantola.example"),
    (["aino@suvantola.invalid"], "aino@suvantola.invalid"),
    (["aino@hanke.suvantola.local"], "aino@hanke.suvantola.local"),
    (["aino@suvantola.fi"], "aino@suvantola.fi"), (["aino@suvantola.ex", "ample"], "aino@suvantola.example"),
    (["aino_", "esimerkki@suvantola.example"], "aino_esimerkki@suvantola.example"),
    (["aino@suvantola.example,"], "aino@suvantola.example"), (["aino @ suvantola.example"], "aino@suvantola.example"),
]
NOT_READ = [
    ["aino@suvantola.example", "eino@suvantola.example"], ["aino@suvantola.example; eino@suvantola.example"],
    ["Aino aino@suvantola.example"], ["aino@suvantola"], ["aino@.local"], ["@suvantola.local"],
    ["aino(at)suvantola.example"], ["suvantola.example"],
]


@pytest.mark.parametrize(("lines", "address"), READ)
def test_one_address_is_read(lines: list[str], address: str) -> None:
    """An address broken over lines is joined without blanks, its hyphens kept."""
    parsed = email(tuple(lines))
    assert (parsed.value, parsed.problem) == (address, None)


@pytest.mark.parametrize("lines", NOT_READ)
def test_anything_else_is_doubted(lines: list[str]) -> None:
    """Two addresses, none, or words beside it give no value."""
    parsed = email(tuple(lines))
    assert (parsed.value, parsed.problem) == (None, Code.EMAIL_FORMAT)


def test_a_word_above_an_address_is_told() -> None:
    """A plain word on the line above may be the address's beginning or a name: a value and a doubt."""
    assert email(("etunimi", "suku@kunta.fi")).problem is Code.VALUE_REPAIRED


@pytest.mark.parametrize(("lines", "address"), [
    (["etunimi", "suku@kunta.fi"], "etunimisuku@kunta.fi"), (["aino@suvantola.fi", "ahola"], "aino@suvantola.fiahola"),
    (["aino@suvan\u00ad", "tola.example"], None), (["aino@suvan\u2010", "tola.example"], "aino@suvantola.example")])
def test_a_break_that_can_be_read_in_two_ways_is_told(lines: list[str], address: str | None) -> None:
    """A word above or below a whole address, and a hyphen that the address may have or not: a value and a doubt."""
    parsed = email(tuple(lines))
    assert parsed.problem is Code.VALUE_REPAIRED
    assert address in (None, parsed.value)


@pytest.mark.parametrize("typed", ["050 555 0142", "+358 50 555 0142", "050-5550142 / 03 814 1100", "0295 016 001"])
def test_telephone_numbers_stay_as_typed(typed: str) -> None:
    """A plausible number is the value as it was typed."""
    assert (phone(typed).value, phone(typed).problem) == (typed, None)


@pytest.mark.parametrize("typed", ["vaihde", "12", "ei ole"])
def test_what_is_no_number_is_told(typed: str) -> None:
    """An implausible number stays the value, with a warning."""
    assert (phone(typed).value, phone(typed).problem) == (typed, Code.PHONE_FORMAT)
