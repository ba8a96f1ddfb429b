"""Letters that OCR gave for digits."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from erityisavustus.contracts.answer import Answer, Located
from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.page import Method
from erityisavustus.form.loppuraportti import Period
from erityisavustus.judging import Language, findings_of, judge
from erityisavustus.judging.judge import Judged

READ = [
    ("recipient.diary_number", "VN/46I5/2O22-TEM-68", "VN/4615/2022-TEM-68"),
    ("recipient.diary_number", "VN / 4615 / 2022 - TEM - B8", "VN/4615/2022-TEM-88"),
    ("recipient.diary_number", "VN/4615/2022-0KM-6O", "VN/4615/2022-OKM-60"),
    ("decision.granted_eur", "65 3IO,OO €", Decimal("65310.00")),
    ("decision.granted_eur", "6S.31O euroa", Decimal("65310.00")),
    ("signature.date", "Lahti 27.IO.2O23", dt.date(2023, 10, 27)),
    ("signature.date", "Lahti I.9.2023", dt.date(2023, 9, 1)),
]
NOT_READ = [
    ("recipient.diary_number", "VNI4615/2022-TEM-68"), ("recipient.diary_number", "VN/4615/2022-TEM-6I"),
    ("recipient.diary_number", "VN/46D5/2022-TEM-68"), ("recipient.diary_number", "VN/4615/2022-TEM-68 I"),
    ("decision.granted_eur", "I 310,00"), ("decision.granted_eur", "65310l"), ("decision.granted_eur", "SO"),
    ("decision.period", "I1.9.2022 - 31.8.2023"), ("signature.date", "I1.9.2022"),
]


def judged(field: str, text: str, method: Method = Method.OCR) -> Judged:
    """One answer through the model."""
    return judge(Located((Answer(field, found=True, text=text, lines=(text,), method=method),)))


def value(report: object, path: str) -> object:
    """The value at a dotted path."""
    for name in path.split("."):
        report = getattr(report, name)
    return report


def codes(result: Judged, field: str) -> set[Code]:
    """Of the notices on one field."""
    return {n.code for n in result.notices if n.field == field}


@pytest.mark.parametrize(("field", "text", "right"), READ)
def test_one_reading_is_taken_and_told(field: str, text: str, right: object) -> None:
    """The value is repaired, the evidence keeps what was read, an info finding names both."""
    result = judged(field, text)
    assert value(result.report, field) == right
    assert result.evidence[field].raw == text
    told = [f for f in findings_of(result.notices, Language.EN) if f.field == field]
    assert [(f.code, f.severity) for f in told] == [(Code.VALUE_REPAIRED, Severity.INFO)]
    assert text in told[0].message


@pytest.mark.parametrize(("field", "text"), NOT_READ)
def test_two_readings_are_none(field: str, text: str) -> None:
    """A letter that is no digit's double, or that may be a border's rest, leaves the value unread and told."""
    result = judged(field, text)
    assert value(result.report, field) is None
    assert codes(result, field) & {Code.VALUE_UNPARSABLE, Code.DIARY_NUMBER_FORMAT}


def test_both_dates_of_a_period_are_repaired() -> None:
    """Also where the first leaves its year to the second."""
    period = judged("decision.period", "1.9.2O22 – 3l.8.2023").report.decision.period
    assert period == Period(start=dt.date(2022, 9, 1), end=dt.date(2023, 8, 31))
    short = judged("activity.period", "I.2.–31.8.2O23").report.activity.period
    assert short == Period(start=dt.date(2023, 2, 1), end=dt.date(2023, 8, 31))


@pytest.mark.parametrize(("field", "text", "_right"), READ)
def test_typed_letters_stay(field: str, text: str, _right: object) -> None:
    """In a text layer an O is an O: a person typed it."""
    assert value(judged(field, text, Method.TEXT).report, field) is None
