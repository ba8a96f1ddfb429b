"""Corrections put into a result: the person's values in the report, the machine's beside them, findings anew."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import JsonValue, ValidationError

from erityisavustus.contracts.finding import Severity
from erityisavustus.contracts.page import Method
from erityisavustus.contracts.result import Evidence, Extraction, Finding, MachineValue, Review, Status
from erityisavustus.form import FORM, Kind, Report
from erityisavustus.judging.values.contacts import email
from erityisavustus.review.corrections import Correction, CorrectionsError, ReportCorrections
from erityisavustus.review.rejudging import is_settled, rejudged
from erityisavustus.review.sentences import language_of

__all__ = ["applied"]


def applied(extraction: Extraction, corrections: ReportCorrections) -> Extraction:
    """The result with all of `corrections` in it; applying them twice changes nothing more.

    Raises CorrectionsError that names every field that does not fit; then nothing was applied.
    """
    if extraction.source.sha256 != corrections.sha256:
        raise CorrectionsError(f"{corrections.path}: the file is not the one that was reviewed (sha256 differs)")
    if extraction.report is None:
        raise CorrectionsError(f"{corrections.path}: no report was read from the file, so there is nothing to correct")
    report, problems = _report(extraction, corrections)
    if report is None or problems:
        raise CorrectionsError("\n".join(f"{corrections.path}: {p}" for p in problems))
    evidence = dict(extraction.evidence)
    findings = list(extraction.findings)
    for field, correction in corrections.fields.items():
        settled, findings = _parted(_restored(evidence.get(field), findings), field, correction)
        evidence[field] = _evidence(evidence.get(field), extraction, field, correction, settled)
    reviewed = extraction.model_copy(update={
        "report": report, "evidence": {s.id: evidence[s.id] for s in FORM.fields if s.id in evidence},
    })
    judged = rejudged(reviewed, findings, language_of(extraction.findings))
    wrong = any(f.severity is Severity.ERROR for f in judged)
    return reviewed.model_copy(update={"findings": judged, "status": Status.INVALID if wrong else Status.VALID})


def _report(extraction: Extraction, corrections: ReportCorrections) -> tuple[Report | None, list[str]]:
    """The report with the new values in it, and what does not fit; values are never named."""
    assert extraction.report is not None
    data = extraction.report.model_dump(mode="json")
    problems = [p for field, c in corrections.fields.items() for p in _unfit(extraction, field, c, data)]
    for field, correction in corrections.fields.items():
        section, _, name = field.partition(".")
        data[section][name] = correction.value
    try:
        report = Report.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        places = {".".join(str(p) for p in e["loc"][:2]): e["msg"] for e in error.errors(include_input=False)}
        return None, problems + [f"{place}: {message}" for place, message in places.items()]
    given = report.model_dump(mode="json")
    problems += [
        f"{field}: the value is not written as the output writes it (docs/output.md)"
        for field in corrections.fields if _leaf(given, field) != _leaf(data, field)
    ]
    return report, problems


def _unfit(extraction: Extraction, field: str, correction: Correction, data: dict[str, dict[str, JsonValue]]) -> (
    Iterator[str]
):
    if correction.machine != _machine(extraction, field, data).value:
        yield f"{field}: the program reads another value now than the one that was reviewed; make the page anew"
    if correction.action == "accepted" and correction.value != correction.machine:
        yield f"{field}: an accepted value must be the program's own"
    value = correction.value
    if isinstance(value, str):
        if not value.strip():
            yield f"{field}: a blank value is null"
        kind = FORM.by_id[field].kind
        if kind is Kind.EMAIL and correction.action == "corrected" and email((value,)).value != value:
            yield f"{field}: this is not one e-mail address"


def _machine(extraction: Extraction, field: str, data: dict[str, dict[str, JsonValue]]) -> MachineValue:
    """What the program itself had read, also of a report that was reviewed before."""
    evidence = extraction.evidence.get(field)
    if evidence is None:
        return MachineValue(value=_leaf(data, field), method=None, confidence=None)
    if evidence.review is not None:
        return evidence.review.machine
    return MachineValue(value=_leaf(data, field), method=evidence.method, confidence=evidence.confidence)


def _leaf(data: dict[str, dict[str, JsonValue]], field: str) -> JsonValue:
    section, _, name = field.partition(".")
    return data[section][name]


def _restored(evidence: Evidence | None, findings: list[Finding]) -> list[Finding]:
    """The findings with those that an earlier review of the field had ended: it is judged from the start."""
    return [*findings, *(evidence.review.settled if evidence is not None and evidence.review is not None else ())]


def _parted(findings: list[Finding], field: str, correction: Correction) -> tuple[list[Finding], list[Finding]]:
    """The findings that the correction ends, and those that stay."""
    ended = [f for f in findings if f.field == field and is_settled(f, correction.action, correction.value)]
    return ended, [f for f in findings if f not in ended]


def _evidence(
    old: Evidence | None, extraction: Extraction, field: str, correction: Correction, settled: list[Finding]
) -> Evidence:
    assert extraction.report is not None
    review = Review(
        action=correction.action, by=correction.by, at=correction.at, note=correction.note or None,
        machine=_machine(extraction, field, extraction.report.model_dump(mode="json")), settled=tuple(settled),
    )
    if old is None:
        return Evidence(raw=None, page=None, bbox=None, method=Method.REVIEWED, confidence=1.0, review=review)
    return old.model_copy(update={"method": Method.REVIEWED, "confidence": 1.0, "review": review})
