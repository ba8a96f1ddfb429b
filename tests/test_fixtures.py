"""Every fixture, from the file to the report: what was put in comes out, and what is due is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.accuracy import folded
from erityisavustus import Extraction
from erityisavustus.form import FORM
from erityisavustus.output.writers.json_result import json_object
from tests.conftest import fixture_names, truth
from tests.extracted import extracted

LAYOUT = 0.995
"""Share of texts whose paragraphs must be those that were put in; words must be right in all."""


def leaves(extraction: Extraction) -> dict[str, Any]:
    """The report's values by dotted path, as JSON has them."""
    report = json.loads(json_object(extraction))["report"]

    def walk(node: Any, path: str) -> dict[str, Any]:
        if not isinstance(node, dict):
            return {path: node}
        return {k: v for key, child in node.items() for k, v in walk(child, f"{path}.{key}".strip(".")).items()}

    return walk(report, "")


def words(value: Any) -> Any:
    """A text as its words, so that a glued or a torn one shows; other values as they are."""
    return folded(value) if isinstance(value, str) else value


def told(extraction: Extraction, path: str) -> bool:
    """A finding names the field, or the period a date belongs to."""
    return any(f.field and (path == f.field or path.startswith(f.field + ".")) for f in extraction.findings)


@pytest.mark.parametrize("name", fixture_names())
def test_what_was_put_in_comes_out(name: str) -> None:
    """Each value is the one put in, to the letter and the blank, but for letters that the file does not tell (and that
    is told)."""
    result = extracted(name)
    got = leaves(result)
    wrong = {p: (got.get(p), want) for p, want in truth(name)["report"].items() if words(got.get(p)) != words(want)}
    untold = {f.field for f in result.findings if f.code == "text.garbled"}
    assert not {p: v for p, v in wrong.items() if p not in untold}


@pytest.mark.parametrize("name", fixture_names())
def test_what_is_due_is_told(name: str) -> None:
    """Each finding that is due is there, and no error is given for a field that is right."""
    result, expected = extracted(name), truth(name)
    assert all(told(result, field) for field in expected["must_flag"])
    got = leaves(result)
    for finding in result.findings:
        if finding.severity == "error" and finding.field and finding.field not in expected["must_flag"]:
            own = [p for p in expected["report"] if p == finding.field or p.startswith(finding.field + ".")]
            assert any(words(got.get(p)) != words(expected["report"][p]) for p in own), finding


def test_paragraphs_come_out_as_put_in() -> None:
    """Over all fixtures the paragraphs of nearly all texts are those that were put in."""
    pairs = [
        (leaves(extracted(name)).get(spec.id), truth(name)["report"].get(spec.id))
        for name in fixture_names() for spec in FORM.fields if spec.kind == "text"
    ]
    texts = [(got, want) for got, want in pairs if want]
    same = sum(1 for got, want in texts if got == "\n".join(" ".join(line.split()) for line in want.splitlines()))
    assert same / len(texts) >= LAYOUT


@pytest.mark.parametrize("name", fixture_names())
def test_evidence_lies_on_the_page(name: str) -> None:
    """Each value of the report has evidence with a page of the file and a box with room in it."""
    result = extracted(name)
    got = leaves(result)
    for spec in FORM.fields:
        value = got.get(spec.id, got.get(f"{spec.id}.start"))
        if value is not None:
            evidence = result.evidence[spec.id]
            assert evidence.page is not None
            assert result.source.pages is not None
            assert 1 <= evidence.page <= result.source.pages
            assert evidence.bbox is not None
            assert evidence.bbox[0] < evidence.bbox[2]
            assert evidence.bbox[1] < evidence.bbox[3]
            assert 0 < evidence.confidence <= 1
