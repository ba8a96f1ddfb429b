"""The corrections file: what a person said about the values of reports, as the review page saves it."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError

from erityisavustus.contracts.result import SCHEMA, Action
from erityisavustus.form import FORM

__all__ = ["CORRECTIONS", "Correction", "Corrections", "CorrectionsError", "ReportCorrections", "is_corrections",
           "read_corrections"]

CORRECTIONS: Final = "erityisavustus.corrections/1"
"""Name and version of the file."""
SCHEMA_WITHIN = 2_000
"""Characters within which a corrections file names its schema, which the page writes first."""


class CorrectionsError(Exception):
    """The corrections cannot be read, or do not fit; the message says why and what to do, without values."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Correction(_Frozen):
    """One field of one report."""

    action: Action
    value: JsonValue
    """The value as `report` of the output holds it; for an accepted one the machine's own."""
    machine: JsonValue
    """What the program had read, as the page showed it: the correction holds for nothing else."""
    by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    at: AwareDatetime
    note: Annotated[str, StringConstraints(max_length=10_000)] | None = None


class ReportCorrections(_Frozen):
    """The fields of one report that a person looked at."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Of the PDF: the corrections hold for this very file, whatever its name."""
    path: str
    """The name it had, for messages and to find it again."""
    fields: Annotated[dict[str, Correction], Field(min_length=1)]


class Corrections(_Frozen):
    """The whole file."""

    schema_: Annotated[Literal["erityisavustus.corrections/1"], Field(alias="schema")] = CORRECTIONS
    report_schema: str
    """The version of the output the corrections were made for."""
    reports: tuple[ReportCorrections, ...]


def is_corrections(text: str) -> bool:
    """Whether a JSON text is a corrections file of any version, rather than results."""
    return '"erityisavustus.corrections/' in text[:SCHEMA_WITHIN]


def read_corrections(text: str, name: str) -> Corrections:
    """The corrections in `text`; `name` is the file's for messages. Raises CorrectionsError."""
    if not is_corrections(text):
        raise CorrectionsError(f"{name} is not a corrections file; save one from the review page")
    if f'"{CORRECTIONS}"' not in text[:SCHEMA_WITHIN]:
        raise CorrectionsError(f"{name} is of another version than {CORRECTIONS}; make the review page anew")
    try:
        corrections = Corrections.model_validate_json(text)
    except ValidationError as error:
        places = sorted({".".join(str(p) for p in e["loc"]) for e in error.errors()})
        raise CorrectionsError(f"{name} is not a whole corrections file: see {', '.join(places[:5])}") from None
    if corrections.report_schema != SCHEMA:
        raise CorrectionsError(
            f"{name} was made for results of {corrections.report_schema}, these are {SCHEMA}; make the review page anew"
        )
    for report in corrections.reports:
        for field in report.fields:
            if field not in FORM.by_id:
                raise CorrectionsError(f"{name}: the form has no field {field!r} ({report.path})")
    digests = [r.sha256 for r in corrections.reports]
    if len(set(digests)) < len(digests):
        raise CorrectionsError(f"{name} names one report twice")
    return corrections
