"""CSV (RFC 4180): a row a report, columns in form order, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from erityisavustus.extraction import Extraction
from erityisavustus.findings import Severity
from erityisavustus.form import FORM

__all__ = ["COLUMNS", "csv_header", "csv_row", "safe_cell"]

COLUMNS = ("source.path", "status", *(spec.id for spec in FORM.fields), "errors", "warnings", "codes")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in a spreadsheet (OWASP, CSV injection), full-width forms included."""


def csv_header() -> str:
    """The first line."""
    return _line(COLUMNS)


def csv_row(extraction: Extraction) -> str:
    """The line of one report; periods as ISO 8601 intervals, yes/no as true/false, blanks empty."""
    report = extraction.report.model_dump(mode="json") if extraction.report else {}
    cells = [_cell(_leaf(report, spec.id)) for spec in FORM.fields]
    return _line([
        extraction.source.path,
        extraction.status.value,
        *cells,
        str(extraction.count(Severity.ERROR)),
        str(extraction.count(Severity.WARNING)),
        " ".join(dict.fromkeys(f.code.value for f in extraction.findings)),
    ])


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could take it for a formula."""
    return "'" + text if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _leaf(report: dict[str, dict[str, object]], field: str) -> object:
    section, _, name = field.partition(".")
    return report.get(section, {}).get(name)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{value['start']}/{value['end']}"
    return str(value)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([safe_cell(c) for c in cells])
    return out.getvalue()
