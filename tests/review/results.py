"""Corrections at hand for the tests of the review."""

from __future__ import annotations

import datetime as dt

from pydantic import JsonValue

from erityisavustus.contracts.result import Action, Extraction
from erityisavustus.review.corrections import Correction, ReportCorrections

REVIEWER = "Ruut Tarkastaja"
WHEN = dt.datetime(2026, 1, 31, 12, 0, tzinfo=dt.UTC)


def leaf(extraction: Extraction, field: str) -> JsonValue:
    """The value of a field as the JSON has it."""
    assert extraction.report is not None
    section, _, name = field.partition(".")
    value: JsonValue = extraction.report.model_dump(mode="json")[section][name]
    return value


def corrected(extraction: Extraction, note: str | None = None, **values: JsonValue) -> ReportCorrections:
    """Corrections of fields ('decision__period'=…)."""
    fields = {k.replace("__", "."): v for k, v in values.items()}
    return _corrections(extraction, {
        f: Correction(action=Action.CORRECTED, value=v, machine=leaf(extraction, f), by=REVIEWER, at=WHEN, note=note)
        for f, v in fields.items()
    })


def accepted(extraction: Extraction, *fields: str) -> ReportCorrections:
    """The program's own values of the fields, found right."""
    return _corrections(extraction, {
        f: Correction(action=Action.ACCEPTED, value=leaf(extraction, f), machine=leaf(extraction, f), by=REVIEWER,
                      at=WHEN)
        for f in fields
    })


def _corrections(extraction: Extraction, fields: dict[str, Correction]) -> ReportCorrections:
    assert extraction.source.sha256 is not None
    return ReportCorrections(sha256=extraction.source.sha256, path=extraction.source.path, fields=fields)
