"""Extractions as CSV: a row a report (RFC 4180: comma, CRLF, quotes doubled), UTF-8."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from enum import StrEnum

from erityisavustus.extraction import Extraction
from erityisavustus.findings import Severity
from erityisavustus.form import FORM, Form
from erityisavustus.form.loppuraportti import Period

__all__ = ["csv_header", "csv_row", "safe"]

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet (CWE-1236)."""


def csv_header(form: Form = FORM) -> str:
    """The column names: source.path, status, the form's field ids in order, counts and codes of the findings."""
    return _line(["source.path", "status", *(spec.id for spec in form.fields), "errors", "warnings", "codes"])


def csv_row(extraction: Extraction, form: Form = FORM) -> str:
    """One report; blank cells where it has no value, all of them when it is unreadable."""
    values = [_cell(_value(extraction, spec.id)) for spec in form.fields]
    codes = " ".join(dict.fromkeys(f.code.value for f in extraction.findings))
    counts = [str(extraction.count(Severity.ERROR)), str(extraction.count(Severity.WARNING))]
    return _line([extraction.source.path, extraction.status.value, *values, *counts, codes])


def safe(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def _value(extraction: Extraction, field: str) -> object:
    node: object = extraction.report
    for name in field.split("."):
        node = getattr(node, name, None)
    return node


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Period):  # an interval of ISO 8601-1, 5.5
        return f"{value.start.isoformat()}/{value.end.isoformat()}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return str(value)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([safe(c) for c in _each(cells)])
    return out.getvalue()


def _each(cells: list[str]) -> Iterator[str]:
    for cell in cells:
        yield cell.replace("\r\n", "\n")
