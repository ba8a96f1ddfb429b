"""The report, its evidence and its findings, put together from what was located."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from erityisavustus.answers import Answer, Located
from erityisavustus.extraction import Evidence, Finding, MarkEvidence
from erityisavustus.findings import Code, Notice, Severity
from erityisavustus.form import Form, Report
from erityisavustus.model.messages import Language, message, severity
from erityisavustus.model.rules import apply_rules, due
from erityisavustus.model.values import Values, read_values

__all__ = ["assemble", "evidence_of", "findings_of", "in_order", "judged"]


def assemble(form: Form, located: Located) -> tuple[Report, tuple[Notice, ...]]:
    """The report and all notices on it, those of `located` among them, in form order."""
    read = read_values(form, located)
    apply_rules(form, read)
    notices = judged(form, located, read)
    groups: dict[str, dict[str, object]] = {}
    for field, value in read.values.items():
        group, _, name = field.partition(".")
        groups.setdefault(group, {})[name] = value
    return Report.model_validate(groups), in_order(form, notices)


def judged(form: Form, located: Located, read: Values) -> list[Notice]:
    """The notices, with every field whose label was not found named once, and weighed by whether it is due."""
    notices = [*located.notices, *read.notices]
    named = {n.field for n in notices if n.code is Code.FORM_INCOMPLETE}
    for spec in form.fields:
        answer = read.answers.get(spec.id)
        if (answer is None or not answer.found) and spec.id not in named:
            notices.append(Notice(Code.FORM_INCOMPLETE, spec.id, detail=spec.label))
    return [_weighed(form, n, read) if n.code is Code.FORM_INCOMPLETE else n for n in notices]


def _weighed(form: Form, notice: Notice, read: Values) -> Notice:
    spec = form.by_id.get(notice.field or "")
    if spec is None or spec.required:
        return notice
    needed = due(dict(read.values), spec.id)
    return replace(notice, severity=Severity.WARNING if needed else Severity.INFO)


def in_order(form: Form, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, by field in form order, then by place; those without a field last."""
    order = {spec.id: i for i, spec in enumerate(form.fields)}
    codes = {code: i for i, code in enumerate(Code)}
    unique = dict.fromkeys(notices)
    return tuple(sorted(unique, key=lambda n: (
        order.get(n.field or "", len(order)), n.page or 0, n.bbox[1] if n.bbox else 0.0, codes[n.code], n.detail
    )))


def findings_of(form: Form, notices: Iterable[Notice], language: Language) -> tuple[Finding, ...]:
    """The notices in words."""
    return tuple(
        Finding(code=n.code, severity=severity(n), field=n.field, message=message(n, form, language), page=n.page,
                bbox=n.bbox)
        for n in notices
    )


def evidence_of(located: Located) -> dict[str, Evidence]:
    """Where each answer was read, by field, for the fields whose label was found."""
    return {a.field: _evidence(a) for a in located.answers if a.found}


def _evidence(answer: Answer) -> Evidence:
    return Evidence(
        raw=answer.text or None,
        page=answer.page,
        bbox=answer.bbox,
        method=answer.method,
        confidence=answer.confidence,
        marks=tuple(MarkEvidence(option=m.option, state=m.state, page=m.page, bbox=m.bbox) for m in answer.marks),
        seen=answer.signed_by or None,
    )
