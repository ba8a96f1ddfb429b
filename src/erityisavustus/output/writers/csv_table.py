"""CSV: a row a report, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from erityisavustus.contracts.result import Extraction
from erityisavustus.output.columns import Column, Value, columns
from erityisavustus.output.finnish import in_finnish

__all__ = ["Dialect", "csv_header", "csv_row", "is_formula", "safe_cell"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in a spreadsheet (OWASP, CSV injection), full-width forms included."""
BOM = "\ufeff"
"""By it Excel knows UTF-8."""


class Dialect(StrEnum):
    """Of tables."""

    ISO = "iso"
    """For programs: field ids, ISO 8601, decimal point; CSV as RFC 4180 has it."""
    FI = "fi"
    """For a Finnish office: printed labels, day first, decimal comma; CSV with semicolons and a BOM, as Excel there
    expects it."""


def csv_header(chosen: Sequence[Column] = (), dialect: Dialect = Dialect.ISO) -> str:
    """The first line, of the usual columns unless others are chosen."""
    chosen = chosen or columns(dated=dialect is Dialect.FI)
    if dialect is Dialect.FI:
        return BOM + _line((c.heading for c in chosen), dialect)
    return _line((c.name for c in chosen), dialect)


def csv_row(extraction: Extraction, chosen: Sequence[Column] = (), dialect: Dialect = Dialect.ISO) -> str:
    """The line of one report; blanks are empty."""
    chosen = chosen or columns(dated=dialect is Dialect.FI)
    values = ((c, c.value(extraction)) for c in chosen)
    return _line((in_finnish(c, v) if dialect is Dialect.FI else _iso(v) for c, v in values), dialect)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could take it for a formula."""
    return "'" + text if is_formula(text) else text


def _iso(value: Value) -> str:
    """Periods as ISO 8601 intervals, yes/no as true/false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, (str, int)):
        return str(value)
    return f"{value.start}/{value.end}"


def _line(cells: Iterable[str], dialect: Dialect) -> str:
    out = io.StringIO()
    delimiter = ";" if dialect is Dialect.FI else ","
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow([safe_cell(c) for c in cells])
    return out.getvalue()
