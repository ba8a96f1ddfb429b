"""What a person says becomes the report, and nothing of what was there before is lost."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.page import Method
from erityisavustus.contracts.result import Action, Extraction, Finding, Status
from erityisavustus.output.writers.json_result import json_object
from erityisavustus.review.applying import applied
from erityisavustus.review.corrections import CorrectionsError
from tests.extracted import extracted
from tests.review.results import REVIEWER, WHEN, accepted, corrected, leaf


def codes(extraction: Extraction, field: str) -> set[Code]:
    return {f.code for f in extraction.findings if f.field == field}


def test_a_corrected_box_is_the_value_and_the_machine_is_kept() -> None:
    """Both boxes were ticked; a person decides: the value, who, when, why, and what the program had read."""
    before = extracted("chromium-header-cells-both")
    assert codes(before, "outcomes.followed_plan") == {Code.MARK_AMBIGUOUS}
    after = applied(before, corrected(before, "rasti on pyyhitty", outcomes__followed_plan=True))
    assert leaf(after, "outcomes.followed_plan") is True
    evidence = after.evidence["outcomes.followed_plan"]
    old = before.evidence["outcomes.followed_plan"]
    assert evidence.method is Method.REVIEWED
    assert (evidence.raw, evidence.bbox, evidence.marks) == (old.raw, old.bbox, old.marks)
    assert evidence.review is not None
    assert (evidence.review.by, evidence.review.at, evidence.review.note) == (REVIEWER, WHEN, "rasti on pyyhitty")
    assert evidence.review.machine.model_dump() == {"value": None, "method": Method.MARK, "confidence": old.confidence}
    assert [f.code for f in evidence.review.settled] == [Code.MARK_AMBIGUOUS]


def test_rules_are_judged_anew_by_what_was_corrected() -> None:
    """Followed as planned: no reason for deviations is asked any more. Not followed: it is missing."""
    before = extracted("chromium-header-cells-both")
    assert codes(before, "outcomes.deviations") == {Code.ANSWER_MISSING}
    assert codes(applied(before, corrected(before, outcomes__followed_plan=True)), "outcomes.deviations") == set()
    told = codes(applied(before, corrected(before, outcomes__followed_plan=False)), "outcomes.deviations")
    assert told == {Code.DEVIATION_MISSING}


def test_a_report_whose_errors_are_corrected_is_valid() -> None:
    """Status follows the findings; a wrong correction makes a valid report invalid again."""
    before = extracted("chromium-header-cells-both")
    assert before.status is Status.INVALID
    good = applied(before, corrected(before, outcomes__followed_plan=True, grant__type="competence_centre"))
    assert good.status is Status.VALID
    period: JsonValue = {"start": "2023-09-01", "end": "2022-08-31"}
    bad = applied(good, corrected(good, decision__period=period))
    assert bad.status is Status.INVALID
    assert Code.PERIOD_REVERSED in codes(bad, "decision.period")


def test_a_value_found_right_ends_the_doubt_only() -> None:
    """Accepting a doubted text ends the doubt and changes no value; accepting that nothing was answered does not
    answer it."""
    before = extracted("form-hand-unanswered")
    doubt = Finding(code=Code.TEXT_LOW_CONFIDENCE, severity=Severity.WARNING, field="activity.description",
                    message="Vertaa.", page=1, bbox=None)
    before = before.model_copy(update={"findings": (*before.findings, doubt)})
    after = applied(before, accepted(before, "activity.description", "transfer.transferred"))
    assert after.report == before.report
    assert codes(after, "activity.description") == set()
    assert codes(after, "transfer.transferred") == {Code.ANSWER_MISSING}
    assert after.evidence["transfer.transferred"].review is not None


def test_a_field_that_was_not_found_can_be_filled_in() -> None:
    """A label that the form lacks: a person's value stands without a place on a page."""
    before = extracted("typst-open-reworded")
    assert codes(before, "recipient.contact_name") == {Code.FORM_INCOMPLETE}
    after = applied(before, corrected(before, recipient__contact_name="Aino Esimerkki"))
    assert codes(after, "recipient.contact_name") == set()
    assert after.evidence["recipient.contact_name"].page is None
    assert list(after.evidence) == sorted(after.evidence, key=_order)


def _order(field: str) -> int:
    from erityisavustus.form import FORM

    return [s.id for s in FORM.fields].index(field)


def test_twice_is_once() -> None:
    """The same corrections over their own result change nothing; others over it start from the machine's value."""
    before = extracted("chromium-header-cells-both")
    mine = corrected(before, outcomes__followed_plan=True)
    once = applied(before, mine)
    assert applied(once, mine) == once
    assert Extraction.model_validate_json(json_object(once)) == once
    back = applied(once, accepted(before, "outcomes.followed_plan"))
    assert [(f.code, f.field, f.message) for f in back.findings] == [
        (f.code, f.field, f.message) for f in before.findings
    ]
    assert back.status is before.status
    review = back.evidence["outcomes.followed_plan"].review
    assert review is not None
    assert review.action is Action.ACCEPTED
    assert review.settled == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient.diary_number", "VN/4615"), ("recipient.diary_number", ""), ("recipient.contact_email", "aino@"),
        ("decision.granted_eur", "65 310,00"), ("decision.granted_eur", "65310"), ("decision.granted_eur", -1),
        ("decision.period", {"start": "2022-09-01"}), ("decision.period", {"start": "1.9.2022", "end": "31.8.2023"}),
        ("transfer.transferred", "yes"), ("transfer.transferred", 1), ("grant.type", "other"),
        ("signature.date", "2023-02-30"), ("recipient.organisation", ["Kela"]), ("recipient.contact_email", "a b@c.fi"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(field: str, value: JsonValue) -> None:
    """What the report's type does not allow, or the output would write otherwise, is named by its field."""
    before = extracted("chromium-header-cells-both")
    with pytest.raises(CorrectionsError, match=field.replace(".", r"\.")):
        applied(before, corrected(before, **{field.replace(".", "__"): value}))


def test_a_correction_of_what_is_no_longer_read_is_refused() -> None:
    """The page showed another value than the result has: nobody has seen this one."""
    before = extracted("chromium-header-cells-both")
    mine = corrected(before, recipient__project_name="Toinen")
    other = mine.fields["recipient.project_name"].model_copy(update={"machine": "vanha"})
    with pytest.raises(CorrectionsError, match=r"recipient\.project_name: the program reads another value"):
        applied(before, mine.model_copy(update={"fields": {"recipient.project_name": other}}))


def test_a_telephone_number_is_looked_at() -> None:
    """A typed number that is none keeps its warning."""
    before = extracted("chromium-header-cells-both")
    told = applied(before, corrected(before, recipient__contact_phone="ei ole"))
    assert codes(told, "recipient.contact_phone") == {Code.PHONE_FORMAT}
    assert codes(applied(before, corrected(before, recipient__contact_phone="050 555 0142")),
                 "recipient.contact_phone") == set()
