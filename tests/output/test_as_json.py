"""JSON of the output contract."""

import json

import pytest

from erityisavustus import Extraction, extract
from erityisavustus.form import FORM
from erityisavustus.output.writers.json_result import json_line, json_object
from tests.output.results import fixture


def test_line_and_object_say_the_same() -> None:
    """Both forms are one object; the line holds no line end."""
    result = fixture("writer-cell-seed")
    assert json.loads(json_line(result)) == json.loads(json_object(result))
    assert "\n" not in json_line(result)
    assert '"bbox": [' in json_object(result)
    assert "[\n" not in json_object(result).split('"bbox": ')[1][:40]


def test_keys_of_the_contract() -> None:
    """The object has the contract's keys in its order, and every id of the form in the report."""
    data = json.loads(json_line(fixture("writer-cell-seed")))
    assert list(data) == ["schema", "source", "status", "report", "evidence", "attachments", "findings"]
    assert data["schema"] == "erityisavustus.report/1"
    assert list(data["source"]) == ["path", "sha256", "pages", "kind", "producer"]
    ids = [f"{section}.{name}" for section, group in data["report"].items() for name in group]
    assert ids == [spec.id for spec in FORM.fields]


@pytest.mark.parametrize("name", ["writer-cell-seed", "form-turned-90", "form-certified"])
def test_the_model_writes_the_contract(name: str) -> None:
    """Pydantic's own ways of writing a result give the contract's object, and reading it gives the result again."""
    result = fixture(name)
    assert result.model_dump_json() == json_line(result)
    assert json.loads(result.model_dump_json()) == json.loads(json_object(result)) == result.model_dump(mode="json")
    assert next(iter(result.model_dump())) == "schema"
    assert Extraction.model_validate_json(result.model_dump_json()) == result
    assert Extraction.model_validate(result.model_dump()) == result


def test_values_are_typed() -> None:
    """Amounts are strings with two decimals, dates ISO 8601, yes/no true or false, unanswered null."""
    report = json.loads(json_line(fixture("writer-cell-seed")))["report"]
    assert report["decision"]["granted_eur"] == "65310.00"
    assert report["decision"]["period"] == {"start": "2022-09-01", "end": "2023-08-31"}
    assert report["outcomes"]["followed_plan"] is False
    assert report["outcomes"]["accessibility_law"] is None


def test_evidence_and_findings() -> None:
    """A question's evidence has its boxes, a finding its place, and numbers no more than two decimals."""
    data = json.loads(json_line(fixture("writer-cell-seed")))
    boxes = data["evidence"]["outcomes.followed_plan"]["marks"]
    assert [(b["option"], b["state"]) for b in boxes] == [("yes", "unchecked"), ("no", "checked")]
    (finding,) = data["findings"]
    assert (finding["code"], finding["field"]) == ("answer.missing", "outcomes.accessibility_law")
    assert finding["page"]
    for value in [*finding["bbox"], *boxes[0]["bbox"]]:
        assert round(value, 2) == value


def test_an_unreadable_file_has_no_report() -> None:
    """Report null, status unreadable, and the one finding that says why."""
    data = json.loads(json_line(extract(b"", path="empty.pdf")))
    assert data["report"] is None
    assert data["status"] == "unreadable"
    assert [f["code"] for f in data["findings"]] == ["file.not-pdf"]


def test_names_that_are_no_utf8() -> None:
    """A file name of stray bytes comes out as text that can be written."""
    line = json_line(extract(b"x", path="r\udce4.pdf"))
    assert json.loads(line.encode("utf-8"))["source"]["path"] == "r\\xe4.pdf"
