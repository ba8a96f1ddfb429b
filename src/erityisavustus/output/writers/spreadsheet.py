"""XLSX for an office: sheets of reports, findings and attachments, with true dates and numbers.

Every text is written as text (ECMA-376-1, 18.3.1.53: an inline string is never a formula); one that begins as a
formula does is marked as quoted too, so that it stays text when someone edits the cell. Rows go to a temporary file as
they come: memory does not grow with their number.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, TYPE_CHECKING

import xlsxwriter

from erityisavustus.contracts.result import Extraction
from erityisavustus.form import FORM
from erityisavustus.output.columns import Column, Type, Value, columns, heading_of
from erityisavustus.output.finnish import in_finnish
from erityisavustus.output.interface_text import FI
from erityisavustus.output.writers.csv_table import Dialect, is_formula

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["CELL_CHARACTERS", "XlsxWriter"]

CELL_CHARACTERS = 32_767
"""Characters in a cell at most (Excel specifications and limits)."""
CUT_SIGN = " […]"
"""Ends a text that is longer than a cell."""
WIDTHS = {Type.LINE: 26, Type.TEXT: 60, Type.EURO: 15, Type.DATE: 12, Type.YES_NO: 12, Type.OPTION: 34,
          Type.COUNT: 11, Type.CODES: 30, Type.PERIOD: 24}
"""Characters a column is wide: what its values usually need, long texts wrapped; a guess."""
STATUS_WIDTH = 16
"""The longest status in Finnish and a little."""
HEADER_HEIGHT, ROW_HEIGHT = 62, 75
"""Points: four lines of a heading, five of a text, of Excel's usual 11 points. Without a height Excel would make a row
as high as its longest text, up to half a screen."""
PAPER_A4 = 9
"""Of paper sizes (ECMA-376-1, 18.3.1.63)."""
CREATED = dt.datetime(2000, 1, 1)
"""Written into the file in place of today: the same reports give the same bytes."""
_UNESCAPED = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 cannot hold and xlsxwriter does not escape (2.2)."""
_SHEETS = {
    "findings": (("source.path", "Tiedosto", 30), ("severity", "Vakavuus", 12), ("code", "Koodi", 24),
                 ("field", "Kohta", 40), ("page", "Sivu", 8), ("message", "Huomautus", 80)),
    "attachments": (("source.path", "Tiedosto", 30), ("page", "Sivu", 8), ("text", "Teksti", 100)),
}
"""Beside the reports: name, heading and width of each column."""


@dataclass
class _Formats:
    """Of cells."""

    heading: Format
    text: Format
    quoted: Format
    euro: Format
    date: Format


@dataclass
class _Sheet:
    """One sheet and its next row."""

    sheet: Worksheet
    formats: _Formats
    row: int = 0
    _last: int = field(default=0, init=False)

    def head(self, headings: Sequence[tuple[str, int]]) -> None:
        self.sheet.set_row(0, HEADER_HEIGHT)
        for index, (heading, width) in enumerate(headings):
            self.sheet.set_column(index, index, width)
            self.sheet.write_string(0, index, heading, self.formats.heading)
        self.sheet.freeze_panes(1, 1)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.set_paper(PAPER_A4)
        self._last = len(headings) - 1
        self.row = 1

    def add(self, cells: Sequence[str | Decimal | dt.date | int | bool | None], height: float | None = None) -> None:
        if height:
            self.sheet.set_row(self.row, height)
        for index, cell in enumerate(cells):
            self._write(index, cell)
        self.row += 1

    def end(self) -> None:
        self.sheet.autofilter(0, 0, max(self.row - 1, 1), self._last)

    def _write(self, index: int, cell: str | Decimal | dt.date | int | bool | None) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            self.sheet.write_boolean(self.row, index, cell, self.formats.text)
        elif isinstance(cell, str):
            style = self.formats.quoted if is_formula(cell) else self.formats.text
            self.sheet.write_string(self.row, index, _fitting(cell), style)
        elif isinstance(cell, dt.date):
            self.sheet.write_datetime(self.row, index, cell, self.formats.date)
        else:
            style = self.formats.euro if isinstance(cell, Decimal) else self.formats.text
            self.sheet.write_number(self.row, index, cell, style)


class XlsxWriter:
    """Writes extractions into `out` as they come; `end` makes it a workbook."""

    def __init__(self, out: IO[bytes], names: Sequence[str] = (), dialect: Dialect = Dialect.FI) -> None:
        self._columns = columns(names, dated=True)
        self._dialect = dialect
        self._folder = tempfile.TemporaryDirectory(prefix="report-")  # its owner's only
        self._book = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": self._folder.name})
        self._book.set_properties({"created": CREATED, "title": FORM.title[0]})
        formats = self._formats()
        self._reports = _Sheet(self._book.add_worksheet("reports"), formats)
        self._findings = _Sheet(self._book.add_worksheet("findings"), formats)
        self._attachments = _Sheet(self._book.add_worksheet("attachments"), formats)
        self._reports.head([
            (self._heading(c), STATUS_WIDTH if c.name == "status" else WIDTHS[c.type]) for c in self._columns])
        for name, sheet in (("findings", self._findings), ("attachments", self._attachments)):
            sheet.head([(fi if dialect is Dialect.FI else plain, width) for plain, fi, width in _SHEETS[name]])

    def add(self, extraction: Extraction) -> None:
        """A row of the reports, one for each finding, and one for each page of attachments."""
        self._reports.add([self._cell(c, c.value(extraction)) for c in self._columns], ROW_HEIGHT)
        path = extraction.source.path
        finnish = self._dialect is Dialect.FI
        for found in extraction.findings:
            severity = FI.severity[found.severity] if finnish else found.severity.value
            place = heading_of(FORM.by_id[found.field]) if finnish and found.field in FORM.by_id else found.field
            self._findings.add([path, severity, found.code.value, place, found.page, found.message])
        for attachment in extraction.attachments:
            for piece in _pieces(attachment.text):
                self._attachments.add([path, attachment.page, piece], ROW_HEIGHT)

    def end(self) -> None:
        """Write the workbook. Raises OSError."""
        for sheet in (self._reports, self._findings, self._attachments):
            sheet.end()
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(*error.args) from error
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Remove the temporary files."""
        self._folder.cleanup()

    def _heading(self, column: Column) -> str:
        return column.heading if self._dialect is Dialect.FI else column.name

    def _cell(self, column: Column, value: Value) -> str | Decimal | dt.date | int | bool | None:
        if isinstance(value, tuple):
            return " ".join(value)
        if self._dialect is Dialect.FI and column.type in (Type.YES_NO, Type.OPTION):
            return in_finnish(column, value)
        assert value is None or isinstance(value, (str, Decimal, dt.date, int))
        return value

    def _formats(self) -> _Formats:
        top = {"valign": "top", "text_wrap": True}
        day = "d.m.yyyy" if self._dialect is Dialect.FI else "yyyy-mm-dd"
        return _Formats(
            heading=self._book.add_format({**top, "bold": True, "bg_color": "#DDE6F0", "bottom": 1}),
            text=self._book.add_format(top),
            quoted=self._book.add_format({**top, "quote_prefix": True}),
            euro=self._book.add_format({**top, "num_format": "#,##0.00"}),
            date=self._book.add_format({**top, "num_format": day}),
        )


def _fitting(text: str) -> str:
    text = _UNESCAPED.sub("\ufffd", text)
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - len(CUT_SIGN)] + CUT_SIGN


def _pieces(text: str) -> Iterator[str]:
    """The text of a page in as many cells as it needs."""
    for start in range(0, max(len(text), 1), CELL_CHARACTERS):
        yield text[start : start + CELL_CHARACTERS]
