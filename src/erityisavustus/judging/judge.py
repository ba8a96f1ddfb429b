"""The one way through the layer: located answers in; the report, its evidence and its findings out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from erityisavustus.contracts.answer import Answer, Located
from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.contracts.result import AttachmentText, Evidence, Finding, MarkEvidence
from erityisavustus.form import FORM, Form, Report
from erityisavustus.form.declaration import Kind
from erityisavustus.judging.messages import Language, message, severity_of
from erityisavustus.judging.rules import apply_rules, weight_of_missing_label
from erityisavustus.judging.values.values import Value, Values, read_values

__all__ = ["Judged", "findings_of", "judge", "sayable"]

_UNSAYABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model makes of the answers."""

    report: Report
    evidence: dict[str, Evidence]
    attachments: tuple[AttachmentText, ...]
    notices: tuple[Notice, ...]


def judge(located: Located, form: Form = FORM) -> Judged:
    """Parse every answer, apply the rules, and keep what was typed as evidence."""
    located = replace(located, answers=tuple(_sayable_answer(a) for a in located.answers))
    read = read_values(form, located)
    apply_rules(form, read)
    passed = [_weighed(n, form, read) for n in [*located.notices, *_unnamed(form, located, read)]]
    return Judged(
        _report(read),
        {a.field: _evidence(a, form) for a in located.answers if a.found and _has_something(a)},
        tuple(AttachmentText(page=a.page, text=sayable(a.text)) for a in located.attachments),
        tuple(passed + read.notices),
    )


def findings_of(notices: tuple[Notice, ...], language: Language, form: Form = FORM) -> tuple[Finding, ...]:
    """The notices in words, in form order and each once; what belongs to no field comes last."""
    order = {spec.id: i for i, spec in enumerate(form.fields)}

    def place(notice: Notice) -> tuple[object, ...]:
        return (
            order.get(notice.field or "", len(order)), notice.page or 0, notice.bbox or (), notice.code.value,
            notice.detail,
        )

    return tuple(
        Finding(
            code=n.code, severity=severity_of(n), field=n.field, message=sayable(message(form, n, language)),
            page=n.page, bbox=n.bbox,
        )
        for n in sorted(dict.fromkeys(notices), key=place)
    )


def sayable(text: str) -> str:
    """The text with what UTF-8 cannot carry (lone surrogates) replaced by U+FFFD."""
    return _UNSAYABLE.sub("\ufffd", text)


def _sayable_answer(answer: Answer) -> Answer:
    if not _UNSAYABLE.search(answer.text + "".join(answer.lines)):
        return answer
    return replace(answer, text=sayable(answer.text), lines=tuple(sayable(line) for line in answer.lines))


def _unnamed(form: Form, located: Located, read: Values) -> list[Notice]:
    """Fields without a label of their own on the page that no notice names (the date beside the place)."""
    named = {n.field for n in located.notices if n.code is Code.FORM_INCOMPLETE}
    found = {a.field for a in read.answers.values() if a.found}
    return [
        Notice(Code.FORM_INCOMPLETE, spec.id, detail=spec.label)
        for spec in form.fields if spec.id not in found | named
    ]


def _weighed(notice: Notice, form: Form, read: Values) -> Notice:
    """A label that is missing weighs by whether an answer is due."""
    if notice.code is not Code.FORM_INCOMPLETE or notice.severity is not None or notice.field not in form.by_id:
        return notice
    return replace(notice, severity=weight_of_missing_label(read.values, form.by_id[notice.field]))


def _report(read: Values) -> Report:
    groups: dict[str, dict[str, Value]] = {}
    for field, value in read.values.items():
        section, _, name = field.partition(".")
        groups.setdefault(section, {})[name] = value
    return Report.model_validate(groups)


def _has_something(answer: Answer) -> bool:
    return bool(answer.text.strip() or answer.marks or answer.signed is not None)


def _evidence(answer: Answer, form: Form) -> Evidence:
    spec = form.by_id[answer.field]
    raw = answer.text.strip() or None
    if raw is None and spec.kind in (Kind.CHOICE, Kind.YES_NO):
        checked = {m.option for m in answer.marks if m.state == "checked"}
        raw = ", ".join(o.wordings[0] for o in spec.options if o.value in checked) or None
    return Evidence(
        raw=raw, page=answer.page, bbox=answer.bbox, method=answer.method, confidence=answer.confidence,
        marks=tuple(MarkEvidence(option=m.option, state=m.state, page=m.page, bbox=m.bbox) for m in answer.marks),
        seen=answer.signed_by or None,
    )
