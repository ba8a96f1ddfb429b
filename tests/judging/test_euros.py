"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erityisavustus.contracts.finding import Code
from erityisavustus.judging.values.euros import euros

READ = [
    ("65 310,00", "65310.00"), ("65.310 €", "65310.00"), ("65 310 euroa", "65310.00"), ("65310", "65310.00"),
    ("65 310,-", "65310.00"), ("65.310,—", "65310.00"), ("EUR 65.310,00", "65310.00"),
    ("65\u00a0310,00\u00a0€", "65310.00"), ("65\u2009310", "65310.00"), ("65\u202f310,5", "65310.50"),
    ("8.000", "8000.00"), ("8.000,00 EUR", "8000.00"), ("8,5", "8.50"), ("65310.00", "65310.00"), ("0", "0.00"),
    ("65310,00€", "65310.00"), ("yhteensä 65 310 €", "65310.00"), ("1 000 000,00", "1000000.00"),
    ("65 310 e", "65310.00"),
]
NOT_READ = [
    "65,310.00", "8,000", "65 310,00 euroa, josta käytetty 60 000", "noin 65 310", "1.234.5", "6 5310", "-5",
    "65 310,00 / 60 000,00", "65 310²", "65 t€", "65 310,123", "€", "enintään 65 310", "65.31.0", "10 000 €, 5 000 €",
    "05 310,00", "065310",
]


@pytest.mark.parametrize(("typed", "amount"), READ)
def test_amounts_with_one_reading_are_read(typed: str, amount: str) -> None:
    """Every typed form that has one reading gives that amount with two decimals."""
    assert euros(typed).value == Decimal(amount)
    assert euros(typed).problem is None


@pytest.mark.parametrize("typed", NOT_READ)
def test_anything_else_is_doubted(typed: str) -> None:
    """What may be read in two ways, or holds more than an amount, gives no value and a reason."""
    assert euros(typed).value is None
    assert euros(typed).problem is Code.VALUE_UNPARSABLE


@given(
    st.decimals(0, 10**9, places=2, allow_nan=False),
    st.sampled_from(["", " ", ".", "\u00a0", "\u202f"]),
    st.sampled_from(["", " €", " euroa", " EUR"]),
)
def test_written_amounts_come_back(amount: Decimal, separator: str, unit: str) -> None:
    """An amount written the Finnish way is the same amount when read."""
    whole, cents = f"{amount:,.2f}".split(".")
    assert euros(whole.replace(",", separator) + "," + cents + unit).value == amount


@given(st.text())
def test_no_text_breaks_the_parser(typed: str) -> None:
    """Any text gives an amount or a reason, never both and never an exception."""
    parsed = euros(typed)
    assert (parsed.value is None) == (parsed.problem is Code.VALUE_UNPARSABLE)
