"""Findings made anew from a result that was written to disk."""

from __future__ import annotations

import pytest

from erityisavustus.contracts.result import Extraction
from erityisavustus.judging import Language
from erityisavustus.output.writers.json_result import json_object
from erityisavustus.review.rejudging import rejudged
from erityisavustus.review.sentences import language_of, said_in
from tests.extracted import extracted

DOUBTED = [
    "form-reportlab-both", "chromium-header-cells-both", "wkhtmltopdf-plain-unanswered", "form-hand-unanswered",
    "canvas-circle-unanswered", "typst-open-reworded", "form-unshown", "form-over-line",
]


@pytest.mark.parametrize("name", DOUBTED)
def test_what_nobody_touched_is_judged_the_same(name: str) -> None:
    """A result read back from its JSON is the result, and its findings made anew are its findings."""
    extraction = extracted(name)
    again = Extraction.model_validate_json(json_object(extraction))
    assert again == extraction
    assert rejudged(again, again.findings, Language.FI) == extraction.findings


@pytest.mark.parametrize("name", DOUBTED)
def test_sentences_in_the_other_language(name: str) -> None:
    """Every finding of a Finnish result is said in English as extraction in English says it, and back."""
    finnish, english = extracted(name), extracted(name, "en")
    assert finnish.findings
    for fi, en in zip(finnish.findings, english.findings, strict=True):
        assert said_in(Language.EN, fi) == en.message
        assert said_in(Language.FI, en) == fi.message
    assert language_of(finnish.findings) is Language.FI
    assert language_of(english.findings) is Language.EN


def test_a_sentence_of_another_version_stays() -> None:
    """A message that the catalogue does not know is shown as it is."""
    finding = extracted("form-unshown").findings[0].model_copy(update={"message": "Jotain {label} aivan muuta."})
    assert said_in(Language.EN, finding) == "Jotain {label} aivan muuta."
