"""One report, filled in once and flattened by each tool, is one and the same result."""

from __future__ import annotations

import json
from typing import Any

import pytest

from erityisavustus.contracts.page import MarkKind
from erityisavustus.output.writers.json_result import json_object
from erityisavustus.reading import read
from tests.extracted import FIXTURES, extracted

TOOLS = sorted(p.stem for p in FIXTURES.glob("form-flat-*.pdf") if p.stem.removeprefix("form-flat-") in
               ("pdftk", "qpdf", "gs", "pdflib", "cairo"))


def report(name: str) -> Any:
    return json.loads(json_object(extracted(name)))["report"]


@pytest.mark.parametrize("name", TOOLS)
def test_flattened_is_what_was_filled_in(name: str) -> None:
    """The `report` object of a flattened form equals that of the form itself, to the letter."""
    assert report(name) == report("form-flat-of")


@pytest.mark.parametrize("name", TOOLS)
def test_nothing_of_the_form_layer_is_left(name: str) -> None:
    """The flattened files have no widgets: the boxes are read from what the page draws."""
    pages = list(read((FIXTURES / f"{name}.pdf").read_bytes()).pages)
    assert not any(page.widgets for page in pages)
    assert {mark.kind for page in pages for mark in page.marks} <= {MarkKind.VECTOR, MarkKind.GLYPH}


def test_all_five_tools_are_there() -> None:
    """The comparison is of five tools, whatever else changes among the fixtures."""
    assert len(TOOLS) == 5
