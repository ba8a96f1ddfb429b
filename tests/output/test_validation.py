"""What `validate` says, in each format, and how a report is compared with what is expected of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from erityisavustus import Extraction, extract
from erityisavustus.batch.duplicates import under_path
from erityisavustus.contracts.finding import Code
from erityisavustus.judging import Language
from erityisavustus.output.expected import ExpectedError, differences, expected_json, expected_path, read_expected
from erityisavustus.output.validation import Verdict, verdict_json, verdict_text
from erityisavustus.output.writers.github import github_lines
from erityisavustus.output.writers.json_result import json_line
from erityisavustus.output.writers.junit import junit_xml
from tests.conftest import truth
from tests.output.results import fixture, with_name

GOOD, WRONG = "writer-beside-wide", "writer-cell-seed"
EVIL = "a,b:c\n::error::x\x1b[2J%.pdf"


def _under(path: str, name: str = WRONG) -> Extraction:
    extraction = fixture(name)
    return extraction.model_copy(update={"source": extraction.source.model_copy(update={"path": path})})


def test_a_report_is_as_expected_of_itself() -> None:
    """What is written for a report, readable or not, is what is read of it."""
    for extraction in (fixture(GOOD), fixture(WRONG), extract(b"", path="tyhjä.pdf")):
        assert differences(extraction, json.loads(expected_json(extraction))) == ()


def test_the_truth_of_a_fixture_is_an_expectation() -> None:
    """The files beside the project's own fixtures can be compared with."""
    assert differences(fixture("weasyprint-rules-short"), {"report": truth("weasyprint-rules-short")["report"]}) == ()


def test_the_output_of_extract_is_an_expectation() -> None:
    """The nested report of a JSON object, too, a blank period in it."""
    for extraction in (fixture(GOOD), fixture("form-hand-unanswered")):
        assert differences(extraction, {"report": json.loads(json_line(extraction))["report"]}) == ()


def test_differences_are_told_field_by_field() -> None:
    """Both sides of each field that differs, in form order; one that there is not is told, one not named is not."""
    expected = {"status": "valid", "report": {
        "decision.granted_eur": "65310.01", "recipient.organisation": "Kela", "recipient.nimi": None,
        "outcomes.accessibility_law": None}, "findings": ["answer.missing outcomes.accessibility_law", "report.late"]}
    found = [(d.field, d.expected, d.actual) for d in differences(fixture(WRONG), expected)]
    organisation = fixture(WRONG).report.recipient.organisation  # type: ignore[union-attr]
    assert found == [
        ("status", '"valid"', '"invalid"'),
        ("recipient.organisation", '"Kela"', json.dumps(organisation, ensure_ascii=False)),
        ("decision.granted_eur", '"65310.01"', '"65310.00"'),
        ("recipient.nimi", "null", "(no such field)"),
        ("findings", "report.late", ""),
    ]


def test_a_finding_more_is_a_difference() -> None:
    """As one less is; the same finding twice is told twice."""
    (found,) = differences(fixture(WRONG), {"findings": []})
    assert (found.expected, found.actual) == ("", "answer.missing outcomes.accessibility_law")


def test_a_copy_is_as_expected_of_the_first() -> None:
    """That the same content came twice is of the run, not of the report."""
    first = fixture(WRONG)
    assert differences(under_path(first, "kopio.pdf", "a.pdf", "fi"), json.loads(expected_json(first))) == ()


def test_a_report_where_none_is_expected() -> None:
    """And none where one is."""
    assert [d.field for d in differences(fixture(GOOD), {"report": None})] == ["report"]
    assert [d.field for d in differences(extract(b""), {"report": {"status": 1}})] == ["report"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"raport": 1}', "\x00"])
def test_files_that_are_no_expectation(tmp_path: Path, content: str) -> None:
    """A file that says nothing must not pass for one that agrees."""
    file = tmp_path / "a.expected.json"
    with pytest.raises(ExpectedError, match="no such file"):
        read_expected(file)
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ExpectedError, match="--write-expected"):
        read_expected(file)


def test_where_the_expectation_lies() -> None:
    """Beside the report, under its name."""
    assert expected_path(Path("a b/x.y.PDF")) == Path("a b/x.y.expected.json")


def test_an_allowed_error_does_not_fail() -> None:
    """It is told, but the report passes; another code does not help."""
    verdict = Verdict(fixture(WRONG), allowed=frozenset({Code.ANSWER_MISSING}))
    assert verdict.passed
    assert "answer.missing" in verdict_text(verdict, Language.FI)
    assert not Verdict(fixture(WRONG), allowed=frozenset({Code.REPORT_LATE})).passed


def test_text_shows_both_sides() -> None:
    """A valid report that is not as expected is no OK, and what was expected stands above what is there."""
    expected = {"report": {"recipient.organisation": "Kela"}}
    text = verdict_text(Verdict(fixture(GOOD), differences(fixture(GOOD), expected)), Language.EN)
    assert text.startswith("!=  ")
    assert '- "Kela"\n      + "' in text


def test_json_of_a_verdict() -> None:
    """One line, one object, its findings as in the output of extract."""
    line = verdict_json(Verdict(fixture(WRONG)))
    data = json.loads(line)
    assert "\n" not in line
    assert (data["status"], data["passed"]) == ("invalid", False)
    assert data["findings"] == json.loads(json_line(fixture(WRONG)))["findings"]


def test_github_annotations() -> None:
    """One workflow command a finding, with the file; nothing in a name can end it or begin another."""
    lines = github_lines(Verdict(_under(EVIL)), Language.FI).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax\ufffd[2J%25.pdf,title=answer.missing ")
    allowed = github_lines(Verdict(_under("a.pdf"), allowed=frozenset({Code.ANSWER_MISSING})), Language.FI)
    assert allowed.startswith("::notice ")


def test_junit_follows_the_schemas() -> None:
    """Valid whatever is in a name or a message; a failure a report that does not pass, and counts that agree."""
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("junit.rng")))
    verdicts = [
        Verdict(fixture(GOOD)), Verdict(_under(EVIL)), Verdict(extract(b"", path="\x00<&>\".pdf")),
        Verdict(with_name("x\x1b"), differences(with_name("x\x1b"), {"report": {"recipient.organisation": None}})),
        Verdict(fixture(GOOD), problem="no such file"),
        Verdict(fixture(WRONG), allowed=frozenset({Code.ANSWER_MISSING})),
    ]
    document = etree.fromstring(junit_xml(verdicts, Language.FI).encode())
    schema.assertValid(document)
    (suite,) = document
    assert (suite.get("tests"), suite.get("failures")) == ("6", "4")
    failed = [case.find("failure") is not None for case in suite.findall("testcase")]
    assert failed == [False, True, True, True, True, False]
    assert suite.findall("testcase/failure")[1].get("type") == "file.not-pdf"


def test_junit_of_nothing() -> None:
    """No report, no test case, still a document."""
    etree.RelaxNG(etree.parse(Path(__file__).with_name("junit.rng"))).assertValid(
        etree.fromstring(junit_xml([], Language.EN).encode()))
