"""One way to write results, whatever the format: add each, then end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Protocol

from erityisavustus.contracts.result import Extraction
from erityisavustus.output.columns import columns
from erityisavustus.output.writers.csv_table import Dialect, csv_header, csv_row
from erityisavustus.output.writers.json_result import json_line, json_object

__all__ = ["BINARY", "TABLES", "Format", "Layout", "Writer", "format_of", "write_all", "writer"]


class Format(StrEnum):
    """Of an output; the value is the suffix of its files."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


TABLES = (Format.CSV, Format.XLSX, Format.PARQUET)
"""Formats with columns."""
BINARY = (Format.XLSX, Format.PARQUET)
"""Formats that go to a file, not to a terminal."""


def format_of(file: Path) -> Format | None:
    """By its suffix."""
    suffix = file.suffix.lower().removeprefix(".")
    return Format(suffix) if suffix in list(Format) else None


@dataclass(frozen=True, slots=True)
class Layout:
    """What an output looks like."""

    format: Format
    columns: tuple[str, ...] = ()
    """Names or patterns; none: the usual ones."""
    dialect: Dialect | None = None
    """None: the usual one of the format, `fi` for XLSX and `iso` elsewhere."""
    many: bool = True
    """JSON: an array, even of one."""

    def check(self) -> None:
        """Raises ColumnError for a column that there is not."""
        columns(self.columns, dated=True)


class Writer(Protocol):
    """Takes results one by one."""

    def add(self, extraction: Extraction) -> None: ...

    def end(self) -> None:
        """Nothing more comes: the output is made whole."""

    def abandon(self) -> None:
        """Nothing more comes, and the output is not wanted."""


def writer(layout: Layout, text: IO[str] | None, binary: IO[bytes] | None) -> Writer:
    """The writer of a layout, into the stream that its format needs. Raises ImportError: an extra is missing."""
    if layout.format in BINARY:
        assert binary is not None
        if layout.format is Format.PARQUET:
            from erityisavustus.output.writers.parquet_table import ParquetWriter

            return ParquetWriter(binary, layout.columns)
        from erityisavustus.output.writers.spreadsheet import XlsxWriter

        return XlsxWriter(binary, layout.columns, layout.dialect or Dialect.FI)
    assert text is not None
    if layout.format is Format.CSV:
        return _Csv(text, layout.columns, layout.dialect or Dialect.ISO)
    return _Json(text, layout)


def write_all(layout: Layout, extractions: Iterable[Extraction], out: IO[str]) -> None:
    """All of them as text."""
    made = writer(layout, out, None)
    for extraction in extractions:
        made.add(extraction)
    made.end()


class _Csv:
    def __init__(self, out: IO[str], names: Sequence[str], dialect: Dialect) -> None:
        self._columns = columns(names, dated=dialect is Dialect.FI)
        self._dialect = dialect
        self._out = out
        out.write(csv_header(self._columns, dialect))

    def add(self, extraction: Extraction) -> None:
        self._out.write(csv_row(extraction, self._columns, self._dialect))

    def end(self) -> None: ...

    def abandon(self) -> None: ...


class _Json:
    def __init__(self, out: IO[str], layout: Layout) -> None:
        self._out = out
        self._lines = layout.format is Format.JSONL
        self._array = layout.many and not self._lines
        self._any = False

    def add(self, extraction: Extraction) -> None:
        if self._array:
            self._out.write((",\n" if self._any else "[\n") + json_object(extraction))
        else:
            self._out.write((json_line if self._lines else json_object)(extraction) + "\n")
        self._any = True

    def end(self) -> None:
        if self._array:
            self._out.write("\n]\n" if self._any else "[]\n")

    def abandon(self) -> None: ...
