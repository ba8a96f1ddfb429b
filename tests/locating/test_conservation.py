"""Every word of every page ends in exactly one place."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.form import FORM
from erityisavustus.locating import locate, sheet_of
from erityisavustus.reading import read
from tests.locating.sheets import FIXTURES, located, text

DIGITAL = sorted(FIXTURES.glob("*.pdf"))


@pytest.mark.parametrize("path", DIGITAL, ids=lambda p: p.stem)
def test_each_word_of_each_page_is_placed_once(path: Path) -> None:
    """Form text, answers, furniture, attachments and unplaced words add up to the words of the page."""
    words = {page.number: len(page.words) for page in read(path).pages}
    placed = locate(FORM, [sheet_of(page) for page in read(path).pages]).placements
    assert {p.page: p.total for p in placed} == words
    for p in placed:
        assert p.form + p.answer + p.furniture + p.attachment + p.unplaced == p.total, p


def test_words_outside_the_form_are_reported_not_dropped() -> None:
    """A sentence written between a heading and the first label is no answer, and a finding quotes it."""

    def page(canvas: Canvas) -> None:
        lines = ["2. Avustuksen saaja", "Tämä lause ei kuulu mihinkään.", "Avustuksen saaja", "Kivirannan kunta",
                 "Hankkeen nimi", "Silta", "Valtionavustuksen diaarinumero", "VN/1/2022"]
        for index, words in enumerate(lines):
            text(canvas, 60, 60 + 20 * index, words)

    found = located(page)
    unplaced = [n for n in found.notices if n.code == "text.unplaced"]
    assert [n.detail for n in unplaced] == ["Tämä lause ei kuulu mihinkään."]
    assert unplaced[0].page == 1
