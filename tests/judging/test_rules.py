"""Rules across fields: one finding a fact, and none where all is as it should be."""

import datetime as dt

import pytest

from erityisavustus.contracts.answer import Answer
from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.contracts.page import Method
from erityisavustus.form import FORM, Kind
from erityisavustus.judging import judge
from tests.judging.answers_at_hand import answers, findings, judged, told


def test_a_faultless_report() -> None:
    """Nothing is told about a report that is complete; blank sections 4 and 7 are as they should be."""
    assert told() == []


_TYPED = [s for s in FORM.fields if not s.options and s.kind not in (Kind.SIGNATURE, Kind.PLACE_AND_DATE)]
_CONDITIONAL = ("transfer.", "talent_hub.", "outcomes.deviations")
REQUIRED = [s.id for s in _TYPED if s.required]
ALWAYS = [s.id for s in _TYPED if not s.required and not s.id.startswith(_CONDITIONAL)]


@pytest.mark.parametrize("field", REQUIRED)
@pytest.mark.parametrize("typed", ["", "-", "____"])
def test_required_blanks_are_errors(field: str, typed: str) -> None:
    """A required field that is blank, or holds only a stroke, is an error."""
    assert told(**{field.replace(".", "__"): typed}) == [("answer.missing", field, "error")]


@pytest.mark.parametrize("field", ALWAYS)
def test_other_blanks_are_warnings(field: str) -> None:
    """Any other blank is a warning."""
    assert told(**{field.replace(".", "__"): ""}) == [("answer.missing", field, "warning")]


def test_a_value_that_is_no_value_is_told_once() -> None:
    """An unparsable value gives one finding, not another for being blank, and stays in the evidence."""
    result = judged(decision__granted_eur="65 000 tai 66 000")
    assert result.report.decision.granted_eur is None
    assert result.evidence["decision.granted_eur"].raw == "65 000 tai 66 000"
    assert told(decision__granted_eur="65 000 tai 66 000") == [("value.unparsable", "decision.granted_eur", "error")]


def test_reversed_period() -> None:
    """A period that ends before it begins keeps its dates and is an error."""
    assert told(activity__period="31.8.2023–1.2.2023") == [("period.reversed", "activity.period", "error")]
    period = judged(activity__period="31.8.2023–1.2.2023").report.activity.period
    assert period is not None
    assert period.start == dt.date(2023, 8, 31)


def test_period_outside_the_grant() -> None:
    """A reported period that begins before the grant's is a warning."""
    assert told(activity__period="1.8.2022–31.8.2023") == [("period.outside-grant", "activity.period", "warning")]


@pytest.mark.parametrize(("reported", "outside"), [
    ("1.9.2022–31.8.2023", False), ("31.8.2022–31.8.2023", True), ("1.9.2022–1.9.2023", True),
    ("31.8.2023–31.8.2023", False), ("31.8.2022–31.8.2022", True)])
def test_the_grant_s_first_and_last_day_are_inside(reported: str, outside: bool) -> None:
    """One day earlier or later is outside, and a period may be one day."""
    assert ("period.outside-grant" in [t[0] for t in told(activity__period=reported)]) is outside


def test_a_grant_of_one_day_is_a_period() -> None:
    """What is reported of other days is outside it."""
    codes = [t[0] for t in told(decision__period="31.8.2023–31.8.2023")]
    assert codes == ["period.outside-grant"]


def test_of_reversed_periods_nothing_else_is_told() -> None:
    """Neither where they lie nor whether the signature came before their end: their dates are wrong."""
    assert [t[0] for t in told(activity__period="31.12.2023–1.1.2022")] == ["period.reversed"]
    assert [t[0] for t in told(decision__period="31.8.2023–1.9.2021")] == ["period.reversed"]
    signed = {"signature__place": "Lahti 1.7.2023", "signature__date": "Lahti 1.7.2023"}
    assert [t[0] for t in told(activity__period="31.8.2023–31.7.2023", **signed)] == ["period.reversed"]


TRANSFER = {"transfer__transferred": "xo", "transfer__to": "Kiviranta ry", "transfer__amount_eur": "8.000",
            "transfer__agreement_made": "xo", "transfer__used_as_agreed": "xo"}


def test_complete_transfer() -> None:
    """A transfer with all its particulars is as it should be."""
    assert told(**TRANSFER) == []


@pytest.mark.parametrize("blank", [f for f in TRANSFER if f != "transfer__transferred"])
def test_incomplete_transfer(blank: str) -> None:
    """Each particular that is missing is named once."""
    changes = TRANSFER | {blank: "oo" if TRANSFER[blank] == "xo" else ""}
    assert told(**changes) == [("transfer.incomplete", blank.replace("__", "."), "error")]


def test_unexpected_transfer() -> None:
    """Particulars of a transfer that was denied are a warning; a stroke or zero is none."""
    assert told(transfer__to="Kiviranta ry") == [("transfer.unexpected", "transfer.to", "warning")]
    assert told(transfer__to="-", transfer__amount_eur="0 €") == []


def test_transfer_above_the_grant() -> None:
    """More transferred than granted is an error."""
    assert told(**TRANSFER | {"transfer__amount_eur": "65 310,01"}) == [
        ("transfer.exceeds-grant", "transfer.amount_eur", "error")
    ]
    assert told(**TRANSFER | {"transfer__amount_eur": "65 310,00"}) == []


def test_deviations() -> None:
    """A plan not followed wants a description; a followed one none."""
    assert told(outcomes__followed_plan="ox") == [("deviation.missing", "outcomes.deviations", "error")]
    assert told(outcomes__followed_plan="ox", outcomes__deviations="Viivästyi.") == []


HUB = {"talent_hub__programme_goals": "A", "talent_hub__monitoring_model": "B", "talent_hub__stakeholders": "C"}


def test_talent_hub() -> None:
    """Section 7 is for Talent Hub projects, and for them it is due."""
    assert told(grant__type="oox", **HUB) == []
    assert told(grant__type="oox", **HUB | {"talent_hub__stakeholders": ""}) == [
        ("talent-hub.missing", "talent_hub.stakeholders", "error")
    ]
    assert [t[0] for t in told(**HUB)] == ["talent-hub.unexpected"] * 3


@pytest.mark.parametrize(("granted", "expected"), [
    ("1.1.2021–31.8.2023", []), ("31.12.2021–31.8.2023", []), ("1.1.2022–31.8.2023", ["talent-hub.missing"]),
    ("31.12.2022–31.8.2023", ["talent-hub.missing"])])
def test_the_question_of_2022(granted: str, expected: list[str]) -> None:
    """The question on the monitoring model is due from the grants of 2022 on, as the form itself says."""
    changes = HUB | {"talent_hub__monitoring_model": "", "decision__period": granted}
    assert [t[0] for t in told(grant__type="oox", activity__period="31.8.2023–31.8.2023", **changes)] == expected


def test_the_other_questions_of_the_talent_hub_are_due_always() -> None:
    """Whatever the year of the grant."""
    changes = HUB | {"talent_hub__stakeholders": "", "decision__period": "1.1.2021–31.8.2023"}
    assert told(grant__type="oox", **changes) == [("talent-hub.missing", "talent_hub.stakeholders", "error")]


def test_what_is_due_is_unknown_while_the_grant_is() -> None:
    """Where the kind of grant cannot be told, a blank of section 7 is a warning; what is filled in there is none."""
    blank = [t for t in told(grant__type="xxo", **HUB | {"talent_hub__stakeholders": ""}) if t[1] != "grant.type"]
    assert blank == [("answer.missing", "talent_hub.stakeholders", "warning")]


def test_signature() -> None:
    """No signature is an error; one that cannot be told is not taken for one."""
    for signed, value in ((False, False), (None, None)):
        answer = Answer("signature.signed", True, page=3, bbox=(1, 2, 3, 4), signed=signed)
        assert told(signature__signed=answer) == [("signature.missing", "signature.signed", "error")]
        assert judged(signature__signed=answer).report.signature.signed is value


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Lahti 30.8.2023", ["signature.before-period-end"]), ("Lahti 31.8.2023", []), ("Lahti 31.10.2023", []),
     ("Lahti 1.11.2023", ["report.late"])],
)
def test_when_it_was_signed(typed: str, expected: list[str]) -> None:
    """Before the reported period's end, or over two calendar months after the grant's, is a warning."""
    assert told(signature__place=typed, signature__date=typed) == [(c, "signature.date", "warning") for c in expected]


def test_the_end_of_one_day() -> None:
    """A period of one day has an end, too, that a signature can come before, and a report be late after."""
    day = {"decision__period": "31.8.2023–31.8.2023", "activity__period": "31.8.2023–31.8.2023"}
    for typed, expected in (("Lahti 30.8.2023", ["signature.before-period-end"]), ("Lahti 1.11.2023", ["report.late"])):
        assert [t[0] for t in told(signature__place=typed, signature__date=typed, **day)] == expected


def test_two_months_end_with_the_month() -> None:
    """Two months after 31 December end on the last day of February."""
    changes = {"decision__period": "1.1.2023–31.12.2023", "activity__period": "1.1.2023–31.12.2023"}
    for typed, late in (("Lahti 29.2.2024", False), ("Lahti 1.3.2024", True)):
        codes = [t[0] for t in told(signature__place=typed, signature__date=typed, **changes)]
        assert codes == (["report.late"] if late else [])


def test_two_months_over_the_turn_of_the_year() -> None:
    """Two months after 30 November end on 30 January."""
    changes = {"decision__period": "1.1.2023–30.11.2023", "activity__period": "1.1.2023–30.11.2023"}
    for typed, expected in (("Lahti 30.1.2024", []), ("Lahti 31.1.2024", ["report.late"])):
        assert [t[0] for t in told(signature__place=typed, signature__date=typed, **changes)] == expected


@pytest.mark.parametrize(("method", "confidence", "doubted"), [
    (Method.OCR, 0.1, True), (Method.OCR, 0.99, False), (Method.TEXT, 0.1, False)])
def test_what_ocr_is_unsure_of_is_told(method: Method, confidence: float, doubted: bool) -> None:
    """The value stands, with a doubt of the whole answer."""
    field = "decision.granted_eur"
    answer = Answer(field, True, "65 310,00", ("65 310,00",), 2, (1, 2, 3, 4), method=method, confidence=confidence)
    assert judged(decision__granted_eur=answer).report.decision.granted_eur is not None
    assert [t[:2] for t in told(decision__granted_eur=answer)] == [("text.low-confidence", field)] * doubted


def test_an_answer_that_locating_does_not_name_was_not_found() -> None:
    """It is told as missing from the form, and not as a blank."""
    codes = {n.code for n in judged(type(answers())((), match=1.0)).notices}
    assert codes == {Code.FORM_INCOMPLETE}


def test_findings_on_one_field_go_down_the_page() -> None:
    """Of one field and page, the higher place comes first."""
    low, high = (Notice(Code.TEXT_UNPLACED, None, 1, (0.0, y, 9.0, y + 9), text) for y, text in ((50, "a"), (5, "b")))
    assert [f.bbox for f in findings((low, high))] == [high.bbox, low.bbox]


def test_date_alone() -> None:
    """A place without a date is an error for the date; a date without a place a warning for the place."""
    assert told(signature__place="Lahti", signature__date="Lahti") == [("answer.missing", "signature.date", "error")]
    assert told(signature__place="27.10.2023", signature__date="27.10.2023") == [
        ("answer.missing", "signature.place", "warning")
    ]


def test_a_label_that_is_missing_is_told_once() -> None:
    """A field whose label was not found is no blank; where nothing is due there it weighs least."""
    assert told(recipient__organisation=Answer("recipient.organisation", False)) == [
        ("form.incomplete", "recipient.organisation", "error")
    ]
    assert told(talent_hub__stakeholders=Answer("talent_hub.stakeholders", False)) == [
        ("form.incomplete", "talent_hub.stakeholders", "info")
    ]


def test_notices_of_other_layers_pass() -> None:
    """What locating noticed is told too, each thing once, in form order."""
    located = answers(decision__granted_eur="")
    notice = Notice(Code.TEXT_UNPLACED, None, 4, (0.0, 0.0, 1.0, 1.0), "sanoja")
    located = type(located)(located.answers, (), (notice, notice), (), 1.0)
    assert [n.code for n in judge(located).notices].count(Code.TEXT_UNPLACED) >= 1
    told_in_order = [f.code.value for f in findings(judge(located).notices)]
    assert told_in_order == ["answer.missing", "text.unplaced"]


def test_every_finding_on_a_field_has_its_place() -> None:
    """Page and bbox of the answer come with every finding on a found field."""
    result = judged(decision__granted_eur="", transfer__to="X", outcomes__accessibility_law="xx")
    for finding in findings(result.notices):
        assert finding.page == 2
        assert finding.bbox is not None
