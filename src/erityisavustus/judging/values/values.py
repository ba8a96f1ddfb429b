"""From answers to the values of the report, each with what is to be reported about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeAlias

from erityisavustus.contracts.answer import Answer, Located
from erityisavustus.contracts.finding import Code, Notice, Severity
from erityisavustus.contracts.page import Method
from erityisavustus.form import FieldSpec, Form, Kind
from erityisavustus.form.loppuraportti import Period
from erityisavustus.judging.conflicts import differs
from erityisavustus.judging.signature import place_and_date
from erityisavustus.judging.values.choices import chosen
from erityisavustus.judging.values.contacts import email, phone
from erityisavustus.judging.values.diary_numbers import diary_number
from erityisavustus.judging.values.euros import euros
from erityisavustus.judging.values.misread import with_digits
from erityisavustus.judging.values.parsed import Parsed, is_blank
from erityisavustus.judging.values.periods import period

__all__ = ["Value", "Values", "read_values"]

SURE_OCR = 0.6
"""Tesseract's confidence in an answer's least certain word below which the whole answer is in doubt; fitted over the
scans of `benchmarks.scans`."""
Value: TypeAlias = str | bool | Decimal | dt.date | Period | None


@dataclass(slots=True)
class Values:
    """What stands in each field, and the notices so far."""

    answers: dict[str, Answer]
    values: dict[str, Value] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    """Fields whose place is known and where nothing was filled in (a lone dash is nothing)."""
    notices: list[Notice] = field(default_factory=list)

    def report(self, code: Code, field: str, severity: Severity | None = None, detail: str = "") -> None:
        """Add a notice at the field's place on the page."""
        answer = self.answers.get(field)
        page, bbox = (answer.page, answer.bbox) if answer else (None, None)
        self.notices.append(Notice(code, field, page, bbox, detail, severity))


def read_values(form: Form, located: Located) -> Values:
    """Parse every answer by the kind of its field."""
    result = Values({a.field: a for a in located.answers})
    for spec in form.fields:
        answer = result.answers.get(spec.id, Answer(spec.id, found=False))
        result.values[spec.id] = None
        if not answer.found:
            continue
        if answer.disputed:
            pages = sorted({*answer.disputed, answer.page or answer.disputed[0]})
            result.report(Code.FORM_SEVERAL, spec.id, detail=", ".join(map(str, pages)))
            continue
        if spec.kind in (Kind.CHOICE, Kind.YES_NO):
            _choice(spec, answer, result)
        elif spec.kind is Kind.SIGNATURE:
            result.values[spec.id] = answer.signed
        elif spec.kind is Kind.PLACE_AND_DATE:
            _place_or_date(spec, answer, result)
        else:
            _typed(spec, answer, result)
        _conflicts(spec, answer, result)
        if answer.method is Method.OCR and answer.confidence < SURE_OCR and result.values[spec.id] is not None:
            result.report(Code.TEXT_LOW_CONFIDENCE, spec.id)
    return result


def _choice(spec: FieldSpec, answer: Answer, result: Values) -> None:
    verdict = chosen(spec.kind, answer.marks)
    if verdict.problem in (Code.ANSWER_MISSING, Code.CHOICE_NONE):
        result.blank.add(spec.id)
        return
    if verdict.problem is not None:
        at = verdict.at
        result.notices.append(Notice(
            verdict.problem, spec.id, at.page if at else answer.page, at.bbox if at else answer.bbox,
            severity=Severity.WARNING if verdict.option is not None else Severity.ERROR,
        ))
    if verdict.option is not None:
        result.values[spec.id] = verdict.option == "yes" if spec.kind is Kind.YES_NO else verdict.option


def _place_or_date(spec: FieldSpec, answer: Answer, result: Values) -> None:
    part = spec.id.rpartition(".")[2]
    read, repaired = place_and_date(answer.text), False
    if "date" in read.unclear and (text := _digits(spec, answer.text, answer)):
        again = place_and_date(text)
        read, repaired = (read, False) if again.unclear else (again, True)
    value = read.place if part == "place" else read.date
    result.values[spec.id] = value
    if part in read.unclear:
        severity = None if spec.required else Severity.WARNING
        result.report(Code.VALUE_UNPARSABLE, spec.id, severity, answer.text)
    elif repaired and part == "date":
        result.report(Code.VALUE_REPAIRED, spec.id, detail=answer.text)
    elif value is None:
        result.blank.add(spec.id)


_PARSERS: dict[Kind, Callable[[Answer], Parsed[Decimal] | Parsed[Period] | Parsed[str]]] = {
    Kind.EURO: lambda answer: euros(answer.text),
    Kind.PERIOD: lambda answer: period(answer.text),
    Kind.DIARY_NUMBER: lambda answer: diary_number(answer.lines or (answer.text,)),
    Kind.EMAIL: lambda answer: email(answer.lines or (answer.text,)),
    Kind.PHONE: lambda answer: phone(answer.text),
}


def _typed(spec: FieldSpec, answer: Answer, result: Values) -> None:
    text = answer.text.strip()
    if is_blank(text):
        result.blank.add(spec.id)
        if text and spec.kind not in _PARSERS:
            result.values[spec.id] = text
        return
    parser = _PARSERS.get(spec.kind)
    if parser is None:
        result.values[spec.id] = text
        return
    parsed = parser(answer)
    if parsed.value is None and (figures := _digits(spec, " ".join(answer.lines or (answer.text,)), answer)):
        again = parser(replace(answer, text=figures, lines=(figures,)))
        parsed = parsed if again.problem else replace(again, problem=Code.VALUE_REPAIRED)
    result.values[spec.id] = parsed.value
    if parsed.problem is not None:
        result.report(parsed.problem, spec.id, parsed.severity, " ".join(answer.text.split()))


def _conflicts(spec: FieldSpec, answer: Answer, result: Values) -> None:
    result.notices += [
        Notice(Code.VALUE_CONFLICT, spec.id, shown.page, shown.widget.bbox)
        for shown in answer.drawn if differs(spec, shown)
    ]


def _digits(spec: FieldSpec, text: str, answer: Answer) -> str | None:
    """What OCR read, letters in the places of digits put right; None where there are none."""
    return with_digits(spec.kind, text) if answer.method is Method.OCR else None
