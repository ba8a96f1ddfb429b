"""Values as a Finnish office writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from erityisavustus.contracts.result import SourceKind, Status
from erityisavustus.form import FORM, Kind
from erityisavustus.output.columns import Column, Type, Value
from erityisavustus.output.interface_text import FI

__all__ = ["day", "euros", "in_finnish"]

_OPTIONS: dict[str, dict[str, str]] = {
    "status": {s.value: FI.status[s] for s in Status},
    "source.kind": {k.value: FI.kind[k] for k in SourceKind},
    **{spec.id: {o.value: o.wordings[0] for o in spec.options} for spec in FORM.fields if spec.kind is Kind.CHOICE},
}
"""What the values of a column with options are called: the form's own words, and those of `show`."""


def in_finnish(column: Column, value: Value) -> str:
    """The text of one cell: decimal comma, day first, Kyllä and Ei, the options in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return FI.yes if value else FI.no
    if isinstance(value, Decimal):
        return euros(value)
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, tuple):
        return " ".join(value)
    if column.type is Type.OPTION:
        return _OPTIONS[column.name][str(value)]
    if isinstance(value, (str, int)):
        return str(value)
    return FI.period.format(day(value.start), day(value.end))


def euros(amount: Decimal) -> str:
    """'65310,00': without spaces, so that a spreadsheet takes it for a number."""
    return f"{amount:.2f}".replace(".", ",")


def day(date: dt.date) -> str:
    """'31.8.2023'"""
    return f"{date.day}.{date.month}.{date.year}"
