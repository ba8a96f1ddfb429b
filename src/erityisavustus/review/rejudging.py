"""The findings of a report anew, after a person looked at some of its values: by the same rules, on typed values.

Findings are of three kinds. The rules' own are made anew by `judging.rules`. Doubts about how a value was read
end with the person's word. All others stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from erityisavustus.contracts.answer import Answer
from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.contracts.result import Action, Evidence, Extraction, Finding
from erityisavustus.form import FORM, FieldSpec, Kind, Report
from erityisavustus.judging import Language, findings_of
from erityisavustus.judging.rules import apply_rules, weight_of_missing_label
from erityisavustus.judging.values.contacts import phone
from erityisavustus.judging.values.parsed import is_blank
from erityisavustus.judging.values.values import Value, Values

__all__ = ["OF_RULES", "is_settled", "rejudged", "value_of"]

OF_RULES = frozenset({
    Code.ANSWER_MISSING, Code.CHOICE_NONE, Code.TRANSFER_INCOMPLETE, Code.TRANSFER_UNEXPECTED,
    Code.TRANSFER_EXCEEDS_GRANT, Code.DEVIATION_MISSING, Code.TALENT_HUB_MISSING, Code.TALENT_HUB_UNEXPECTED,
    Code.PERIOD_REVERSED, Code.PERIOD_OUTSIDE_GRANT, Code.SIGNATURE_MISSING, Code.SIGNATURE_BEFORE_PERIOD_END,
    Code.REPORT_LATE,
})
"""What `judging.rules` reports."""
DOUBTS = frozenset({
    Code.VALUE_REPAIRED, Code.VALUE_CONFLICT, Code.TEXT_LOW_CONFIDENCE, Code.TEXT_GARBLED, Code.TEXT_CUT,
    Code.TEXT_UNPLACED,
})
"""Doubts about a reading: over when a person has compared it with the page, whichever way."""
UNUSABLE = frozenset({
    Code.CHOICE_MANY, Code.MARK_AMBIGUOUS, Code.MARK_UNCLEAR, Code.MARK_CONFLICT, Code.VALUE_UNPARSABLE,
    Code.DIARY_NUMBER_FORMAT, Code.EMAIL_FORMAT, Code.FORM_SEVERAL,
})
"""Reasons why what was typed is no value: over when a person gives one, not by accepting that there is none."""


@dataclass(frozen=True, slots=True)
class _Old:
    """What is known of the report before."""

    report: Report
    evidence: Mapping[str, Evidence]
    findings: tuple[Finding, ...]

    def on(self, field: str) -> list[Finding]:
        return [f for f in self.findings if f.field == field]


def value_of(report: Report, field: str) -> Value:
    """The typed value at a dotted field id."""
    section, _, name = field.partition(".")
    value: Value = getattr(getattr(report, section), name)
    return value


def is_settled(finding: Finding, action: Action, value: object) -> bool:
    """Whether a person's word on the finding's field ends it."""
    if finding.code in DOUBTS:
        return True
    if finding.code in UNUSABLE:
        return action is Action.CORRECTED or value is not None
    if finding.code is Code.PHONE_FORMAT:
        return action is Action.CORRECTED
    return finding.code is Code.FORM_INCOMPLETE and value is not None


def rejudged(extraction: Extraction, findings: Iterable[Finding], language: Language) -> tuple[Finding, ...]:
    """The findings of `extraction`, whose report and evidence hold the person's values already.

    `findings`: those that the person's word did not end. New ones are said in `language`.
    """
    assert extraction.report is not None
    old = _Old(extraction.report, extraction.evidence, tuple(findings))
    read = Values({spec.id: _answer(spec, old) for spec in FORM.fields})
    for spec in FORM.fields:
        read.values[spec.id] = value_of(old.report, spec.id)
        if _blank(spec, old):
            read.blank.add(spec.id)
    apply_rules(FORM, read)
    _phones(read, old)
    kept = [_weighed(f, read) for f in old.findings if f.code not in OF_RULES]
    return _in_order([*kept, *findings_of(tuple(read.notices), language)])


def _answer(spec: FieldSpec, old: _Old) -> Answer:
    """What the rules need to know of a field beside its value: whether it was found, and where it stands."""
    evidence = old.evidence.get(spec.id)
    findings = old.on(spec.id)
    places = [(evidence.page, evidence.bbox)] if evidence else []
    places += [(f.page, f.bbox) for f in findings]
    place = next((p for p in places if p[0] is not None), (None, None))
    signed = value_of(old.report, spec.id) if spec.kind is Kind.SIGNATURE else None
    return Answer(
        spec.id, found=not any(f.code is Code.FORM_INCOMPLETE for f in findings), page=place[0], bbox=place[1],
        signed=signed if isinstance(signed, bool) else None,
    )


def _blank(spec: FieldSpec, old: _Old) -> bool:
    """Its place is known and nothing is filled in, or only a stroke that says so."""
    value = value_of(old.report, spec.id)
    if spec.kind is Kind.SIGNATURE:
        return False
    if value is None:
        return not any(f.code in UNUSABLE or f.code is Code.FORM_INCOMPLETE for f in old.on(spec.id))
    return isinstance(value, str) and spec.kind in (Kind.LINE, Kind.TEXT) and is_blank(value)


def _phones(read: Values, old: _Old) -> None:
    """A number that a person typed is looked at as one that was read."""
    for spec in FORM.fields:
        evidence, value = old.evidence.get(spec.id), read.values[spec.id]
        if spec.kind is not Kind.PHONE or evidence is None or evidence.review is None or not isinstance(value, str):
            continue
        if evidence.review.action is Action.CORRECTED and phone(value).problem is not None:
            read.notices.append(Notice(Code.PHONE_FORMAT, spec.id, evidence.page, evidence.bbox, value))


def _weighed(finding: Finding, read: Values) -> Finding:
    """A label that is missing weighs by whether an answer is due."""
    if finding.code is not Code.FORM_INCOMPLETE or finding.field is None:
        return finding
    severity = weight_of_missing_label(read.values, FORM.by_id[finding.field])
    return finding if severity is None else finding.model_copy(update={"severity": severity})


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """In form order, as `findings_of` puts them."""
    order = {spec.id: i for i, spec in enumerate(FORM.fields)}
    return tuple(sorted(
        findings, key=lambda f: (order.get(f.field or "", len(order)), f.page or 0, f.bbox or (), f.code.value)
    ))
