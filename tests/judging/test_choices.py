"""From boxes to values."""

import pytest

from erityisavustus.contracts.answer import Answer
from tests.judging.answers_at_hand import answers, judged, marks, told


@pytest.mark.parametrize(("states", "value"), [("xo", True), ("ox", False), ("x ", True), (" x", False)])
def test_one_box_checked(states: str, value: bool) -> None:
    """One box checked and none in doubt is an answer, also where only one option has a mark (a bare X)."""
    assert judged(outcomes__accessibility_law=states).report.outcomes.accessibility_law is value
    assert told(outcomes__accessibility_law=states) == []


@pytest.mark.parametrize(
    ("states", "code"),
    [("xx", "mark.ambiguous"), ("oo", "answer.missing"), ("  ", "answer.missing"), ("x?", "mark.unclear"),
     ("?o", "mark.unclear"), ("o?", "mark.unclear"), ("??", "mark.unclear"), ("o ", "answer.missing")],
)
def test_no_guess_between_yes_and_no(states: str, code: str) -> None:
    """Both, none or an unclear box give no value; the finding says which."""
    assert judged(outcomes__accessibility_law=states).report.outcomes.accessibility_law is None
    assert told(outcomes__accessibility_law=states) == [(code, "outcomes.accessibility_law", "error")]


@pytest.mark.parametrize(("states", "code"), [("ooo", "choice.none"), ("xxo", "choice.many"), ("xo?", "mark.unclear")])
def test_no_guess_between_grants(states: str, code: str) -> None:
    """The same for the pick of one grant out of three."""
    assert judged(grant__type=states).report.grant.type is None
    assert (code, "grant.type", "error") in told(grant__type=states)


@pytest.mark.parametrize(("states", "at"), [("xx", 1), ("x?", 1), ("?o", 0)])
def test_the_finding_stands_at_the_box_in_doubt(states: str, at: int) -> None:
    """One looks at the box, not at the whole question."""
    field = "outcomes.accessibility_law"
    boxes = marks(field, states)
    answer = Answer(field, True, page=1, bbox=(0, 0, 1, 1), marks=boxes)
    (notice,) = judged(outcomes__accessibility_law=answer).notices
    assert (notice.page, notice.bbox) == (boxes[at].page, boxes[at].bbox)


def _conflict(states: str, option: str) -> Answer:
    field = "outcomes.accessibility_law"
    return Answer(field, True, page=2, bbox=(0, 0, 1, 1), marks=marks(field, states, option))


def test_a_conflict_the_page_decides() -> None:
    """Where the stored state and the page differ and the page decides, the value stands with a warning."""
    answer = _conflict("xo", "yes")
    assert judged(outcomes__accessibility_law=answer).report.outcomes.accessibility_law is True
    assert told(outcomes__accessibility_law=answer) == [("mark.conflict", "outcomes.accessibility_law", "warning")]


@pytest.mark.parametrize("states", ["?o", "oo"])
def test_a_conflict_nothing_decides(states: str) -> None:
    """Where nothing decides, or the page shows no choice, there is no value and the conflict is an error."""
    answer = _conflict(states, "yes")
    assert judged(outcomes__accessibility_law=answer).report.outcomes.accessibility_law is None
    assert told(outcomes__accessibility_law=answer) == [("mark.conflict", "outcomes.accessibility_law", "error")]


def test_boxes_are_evidence() -> None:
    """The evidence keeps every box with its place, and the option's text as what was chosen."""
    evidence = judged(answers()).evidence["outcomes.accessibility_law"]
    boxes = [(m.option, m.state.value, m.page) for m in evidence.marks]
    assert boxes == [("yes", "checked", 2), ("no", "unchecked", 2)]
    assert evidence.raw == "Kyllä"
