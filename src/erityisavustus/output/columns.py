"""The columns of every table (CSV, XLSX, Parquet), defined once, from the form.

ColumnError
    a column was asked for that there is not; its message names those there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from erityisavustus.contracts.finding import Severity
from erityisavustus.contracts.result import Extraction, SourceKind, Status
from erityisavustus.form import FORM, FieldSpec, Form, Kind, without_instruction
from erityisavustus.form.loppuraportti import GrantType, Period

__all__ = ["ALL", "Cell", "Column", "ColumnError", "Type", "Value", "columns", "heading_of"]

Value = str | Decimal | dt.date | bool | int | tuple[str, ...] | Period | None
Cell = str | float | int | bool | dt.date | None


class Type(StrEnum):
    """Of the values in a column; a blank is None in all of them."""

    LINE = "line"
    TEXT = "text"
    """Paragraphs, long."""
    EURO = "euro"
    DATE = "date"
    PERIOD = "period"
    """Both days in one cell, for tables that have no dates."""
    YES_NO = "yes/no"
    OPTION = "option"
    COUNT = "count"
    CODES = "codes"


_TYPES = {Kind.TEXT: Type.TEXT, Kind.EURO: Type.EURO, Kind.YES_NO: Type.YES_NO, Kind.SIGNATURE: Type.YES_NO,
          Kind.CHOICE: Type.OPTION}
"""Of the kinds of fields; all others are lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a fact on each report."""

    name: str
    """Dotted and stable: the id of a field, or a fact on the file."""
    heading: str
    """For people, in Finnish: the printed label of the field."""
    type: Type
    value: Callable[[Extraction], Value]


class ColumnError(ValueError):
    """There is no such column."""


def columns(names: Sequence[str] = (), *, dated: bool) -> tuple[Column, ...]:
    """The columns of a table: those named, in that order, or the usual ones.

    A name is a column's, a part of the form ('decision'), or a pattern ('outcomes.*'). `dated`: the table has dates, so
    that a period is two of them, else it is one text. Raises ColumnError.
    """
    if not names:
        return tuple(c for c in ALL if c.name in _USUAL and _fits(c, dated=dated))
    chosen: dict[str, Column] = {}
    for name in names:
        found = [c for c in ALL if c.name == name and (c.type is not Type.PERIOD or not dated)] or [
            c for c in ALL if _fits(c, dated=dated) and (c.name.startswith(f"{name}.") or fnmatchcase(c.name, name))]
        if not found:
            raise ColumnError(f"no column {name!r}; there are: {', '.join(c.name for c in ALL)}")
        chosen |= {c.name: c for c in found}
    return tuple(chosen.values())


def _fits(column: Column, *, dated: bool) -> bool:
    part = column.type is Type.DATE and column.name.endswith((".start", ".end"))
    return column.type is not Type.PERIOD if dated else not part


def heading_of(spec: FieldSpec) -> str:
    """The printed label without its instruction in brackets."""
    part = {"signature.place": ": paikka", "signature.date": ": aika"}.get(spec.id, "")
    return without_instruction(spec.label).rstrip(":") + part


def _of_form(form: Form) -> Iterator[Column]:
    for spec in form.fields:
        heading, value = heading_of(spec), _field(spec.id)
        if spec.kind is Kind.PERIOD:
            yield Column(spec.id, heading, Type.PERIOD, value)
            yield Column(f"{spec.id}.start", f"{heading}: alkaa", Type.DATE, _field(spec.id, "start"))
            yield Column(f"{spec.id}.end", f"{heading}: päättyy", Type.DATE, _field(spec.id, "end"))
        elif spec.id == "signature.date":
            yield Column(spec.id, heading, Type.DATE, value)
        else:
            yield Column(spec.id, heading, _TYPES.get(spec.kind, Type.LINE), value)


def _field(field: str, part: str = "") -> Callable[[Extraction], Value]:
    section, _, name = field.partition(".")

    def value(extraction: Extraction) -> Value:
        if extraction.report is None:
            return None
        found = getattr(getattr(extraction.report, section), name)
        if part and found is not None:
            found = getattr(found, part)
        answer: Value = found.value if isinstance(found, GrantType) else found
        return answer

    return value


def _kind(extraction: Extraction) -> Value:
    kind: SourceKind | None = extraction.source.kind
    return kind.value if kind else None


def _status(extraction: Extraction) -> Value:
    status: Status = extraction.status
    return status.value


def _codes(extraction: Extraction) -> Value:
    return tuple(dict.fromkeys(f.code.value for f in extraction.findings))


ALL: tuple[Column, ...] = (
    Column("source.path", "Tiedosto", Type.LINE, lambda e: e.source.path),
    Column("source.sha256", "SHA-256", Type.LINE, lambda e: e.source.sha256),
    Column("source.pages", "Sivuja", Type.COUNT, lambda e: e.source.pages),
    Column("source.kind", "PDF:n laji", Type.OPTION, _kind),
    Column("source.producer", "PDF:n tekijäohjelma", Type.LINE, lambda e: e.source.producer),
    Column("status", "Tila", Type.OPTION, _status),
    *_of_form(FORM),
    Column("errors", "Virheitä", Type.COUNT, lambda e: e.count(Severity.ERROR)),
    Column("warnings", "Varoituksia", Type.COUNT, lambda e: e.count(Severity.WARNING)),
    Column("codes", "Huomautukset", Type.CODES, _codes),
)
"""Every column there is, in the order of the tables."""
_USUAL = {c.name for c in ALL if not c.name.startswith("source.")} | {"source.path"}
