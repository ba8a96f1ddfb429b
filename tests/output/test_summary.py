"""Reports in numbers."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from erityisavustus import Extraction, extract
from erityisavustus.batch.duplicates import under_path
from erityisavustus.judging import Language
from erityisavustus.output.pages.summary_page import summary_page
from erityisavustus.output.summary import Summary
from tests.output.results import fixture


def _summary(*extractions: Extraction) -> Summary:
    summary = Summary()
    for extraction in extractions:
        summary.add(extraction)
    return summary


ALL = ("writer-cell-seed", "form-hand-hub", "form-hand-pdflib", "form-hand-unanswered")


def test_numbers() -> None:
    """Reports by status and kind of grant, euros, questions left open, findings; a file without a report counts too."""
    data = json.loads(_summary(*map(fixture, ALL), extract(b"")).as_json())
    assert data["reports"] == {"total": 5, "valid": 2, "invalid": 2, "unreadable": 1, "duplicates": 0}
    by_kind = {g["type"]: g for g in data["grants"]}
    assert list(by_kind) == ["guidance_counselling", "competence_centre", "talent_hub", None]
    assert by_kind["guidance_counselling"]["invalid"] == 2
    assert by_kind["guidance_counselling"]["granted_eur"] == "130620.00"
    assert data["total"]["granted_eur"] == "498620.00"
    assert data["total"]["transferred_eur"] == by_kind["talent_hub"]["transferred_eur"] == "48750.50"
    assert data["unanswered"][0] == {"field": "outcomes.accessibility_law", "reports": 2}
    assert data["findings"][0] == {"code": "answer.missing", "severity": "error", "reports": 2}


def test_what_comes_twice_counts_once() -> None:
    """A copy adds to the number of copies, and to no sum."""
    first = fixture("form-hand-hub")
    data = json.loads(_summary(first, under_path(first, "kopio.pdf", first.source.path, "fi")).as_json())
    assert data["reports"]["duplicates"] == 1
    assert data["reports"]["total"] == 1
    assert data["total"]["granted_eur"] == "240000.00"


def test_an_unknown_amount_is_told() -> None:
    """A sum over reports of which one has no amount says so."""
    report = fixture("form-hand-hub").report
    assert report is not None
    blank = report.model_copy(update={"decision": report.decision.model_copy(update={"granted_eur": None})})
    summary = _summary(fixture("form-hand-hub").model_copy(update={"report": blank}))
    assert summary.total().without_amount == 1
    assert "summa puuttuu 1" in _page(summary)


def _page(summary: Summary, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, no_color=True).print(summary_page(summary, Language.FI))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_page_fits(width: int) -> None:
    """Every number that the JSON has is on the page, in Finnish notation, and no line is too wide."""
    page = _page(_summary(*map(fixture, ALL)), width)
    assert "498\u00a0620,00" in page
    assert max(map(len, page.splitlines())) <= width


def test_nothing_at_all() -> None:
    """No reports are zeros."""
    assert json.loads(_summary().as_json())["reports"]["total"] == 0
    assert "0,00" in _page(_summary())
