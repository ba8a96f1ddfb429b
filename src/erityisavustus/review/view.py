"""What the page's script is given: the form once, and each report as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from pydantic.json_schema import JsonSchemaValue

from erityisavustus.contracts.finding import Severity
from erityisavustus.contracts.result import SCHEMA, Extraction, Finding, JsonObject
from erityisavustus.form import FORM, FieldSpec, Role, without_instruction
from erityisavustus.judging import Language
from erityisavustus.output.schema import json_schema
from erityisavustus.review.corrections import CORRECTIONS
from erityisavustus.review.sentences import said_in

__all__ = ["embedded", "form_view", "report_view", "summary"]

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def embedded(data: object) -> str:
    """JSON that may stand in a script element: no '<', '>', '&' or line separator of Unicode is left in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def form_view() -> JsonObject:
    """Sections and fields in form order, with the JSON Schema of each field's value."""
    titles = {t.section: t.wordings[0] for t in FORM.texts if t.role is Role.SECTION}
    return {
        "schemas": {"report": SCHEMA, "corrections": CORRECTIONS},
        "sections": [{"id": id, "title": without_instruction(title)} for id, title in titles.items()],
        "fields": [_field(spec) for spec in FORM.fields],
    }


def report_view(extraction: Extraction, number: int) -> JsonObject:
    """One report: its values, where they were read, and what is in doubt, in both languages."""
    values = extraction.report.model_dump(mode="json") if extraction.report else {}
    evidence: JsonObject = {id: e.model_dump(mode="json", exclude_none=True) for id, e in extraction.evidence.items()}
    return {
        **summary(extraction, number),
        "readable": extraction.report is not None,
        "values": {s.id: values[s.id.partition(".")[0]][s.id.partition(".")[2]] for s in FORM.fields} if values else {},
        "evidence": evidence,
        "findings": [_finding(f) for f in extraction.findings],
        "attachments": [a.page for a in extraction.attachments],
    }


def summary(extraction: Extraction, number: int) -> JsonObject:
    """The line of a report in the list."""
    report, source = extraction.report, extraction.source
    return {
        "number": number,
        "sha256": source.sha256,
        "path": source.path,
        "pages": source.pages,
        "kind": source.kind.value if source.kind else None,
        "status": extraction.status.value,
        "errors": extraction.count(Severity.ERROR),
        "warnings": extraction.count(Severity.WARNING),
        "codes": list(dict.fromkeys(f.code.value for f in extraction.findings)),
        "type": report.grant.type.value if report and report.grant.type else None,
        "title": report.recipient.project_name if report else None,
        "organisation": report.recipient.organisation if report else None,
        "diary_number": report.recipient.diary_number if report else None,
    }


def _field(spec: FieldSpec) -> JsonObject:
    section, _, name = spec.id.partition(".")
    return {
        "id": spec.id,
        "section": section,
        "kind": spec.kind.value,
        "part": name if spec.printed.shared or any(s.printed.shared and s.label == spec.label for s in FORM.fields)
        else None,
        "label": without_instruction(spec.label),
        "required": spec.required,
        "options": [{"value": o.value, "label": o.wordings[0]} for o in spec.options],
        "schema": _schemas()[spec.id],
    }


def _finding(finding: Finding) -> JsonObject:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "field": finding.field,
        "page": finding.page,
        "bbox": [*finding.bbox] if finding.bbox else None,
        "fi": said_in(Language.FI, finding),
        "en": said_in(Language.EN, finding),
    }


@cache
def _schemas() -> dict[str, JsonSchemaValue]:
    """By field id the part of the output's JSON Schema that its value must fit; references are put in place."""
    schema = json.loads(json_schema())
    found: dict[str, JsonSchemaValue] = {}
    for spec in FORM.fields:
        section, _, name = spec.id.partition(".")
        group = _resolved(schema, schema["$defs"]["Report"]["properties"][section])
        found[spec.id] = _resolved(schema, _some(group["properties"][name]["anyOf"]))
    return found


def _some(choices: Iterable[JsonSchemaValue]) -> JsonSchemaValue:
    """The choice that is not null."""
    return next(c for c in choices if c.get("type") != "null")


def _resolved(schema: JsonSchemaValue, node: JsonSchemaValue) -> JsonSchemaValue:
    reference = node.get("$ref", "")
    return schema["$defs"][reference.rpartition("/")[2]] if reference else node
