"""What is looked at twice: figures, lines that were passed over, words under a line of dirt, addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy
import pytest

from erityisavustus.reading.ocr.drawings import found_in
from erityisavustus.reading.ocr.page import CROSSED, scanned_page
from erityisavustus.reading.ocr.picture import Picture, prepared
from erityisavustus.reading.ocr.rereading.email_addresses import with_addresses
from erityisavustus.reading.ocr.rereading.figures import AGREED, DISAGREED, with_figures
from erityisavustus.reading.ocr.rereading.skipped_lines import missed_in
from erityisavustus.reading.ocr.tesseract import Reading, recognised
from tests.conftest import FIXTURES
from tests.reading.test_scan import pictures

SCALE = 300 / 72
pytestmark = pytest.mark.xdist_group("second_look")  # its scans are read once, in one process


@pytest.fixture(scope="module")
def sheet() -> tuple[Picture, Any, list[Reading]]:
    """The first page of a report at 300 dpi and its words."""
    picture = prepared(numpy.asarray(pictures(FIXTURES / "fpdf-bitmap-deviated.pdf", dpi=300, first=1)[0]), SCALE)
    clean = found_in(picture).clean
    return picture, clean, recognised(clean, 300)


def test_two_readings_decide_how_sure_figures_are(sheet: tuple[Picture, Any, list[Reading]]) -> None:
    """The same digits twice are sure, other ones are in doubt; surely read ones are not read again."""
    _, clean, read = sheet
    at = next(i for i, r in enumerate(read) if r.text.startswith("VN/"))
    doubtful = [replace(r, confidence=0.8) if i == at else r for i, r in enumerate(read)]
    assert with_figures(doubtful, clean, 300)[at].confidence == AGREED
    other = [replace(r, text=r.text.replace("5", "6", 1), confidence=0.8) if i == at else r for i, r in enumerate(read)]
    assert with_figures(other, clean, 300)[at].confidence == DISAGREED
    assert with_figures(other, clean, 300)[at].text == other[at].text
    sure = [replace(r, confidence=0.95) for r in other]
    assert with_figures(sure, clean, 300) == sure


def test_a_line_that_was_passed_over_is_read(sheet: tuple[Picture, Any, list[Reading]]) -> None:
    """Its words come back, each in its place."""
    picture, clean, read = sheet
    line = next(r.line for r in read if r.text == "Osaamiskeskus")
    gone = [r for r in read if r.line == line]
    rest = [r for r in read if r.line != line]
    back = {r.text: r.box for r in missed_in(rest, clean, picture.ink, SCALE)}
    assert {r.text for r in gone} <= set(back)
    for word in gone:
        assert numpy.abs(numpy.subtract(back[word.text], word.box)).max() <= 4


def test_nothing_is_read_where_nothing_was_passed_over(sheet: tuple[Picture, Any, list[Reading]]) -> None:
    """Borders and boxes are no lines of print."""
    picture, clean, read = sheet
    assert missed_in(read, clean, picture.ink, SCALE) == []


def test_a_word_that_dirt_ran_through_is_in_doubt() -> None:
    """Strokes went with the line: the word stays, its confidence does not."""
    front = numpy.asarray(pictures(FIXTURES / "fpdf-bitmap-deviated.pdf", dpi=300, first=1)[0]).copy()
    clear = next(w for w in scanned_page(front, SCALE, 1, 0).words if w.text.startswith("VN/"))
    row = round((clear.bbox[1] + clear.bbox[3]) / 2 * SCALE)
    front[row] = 0
    words = scanned_page(front, SCALE, 1, 0).words
    crossed = [w for w in words if abs(w.bbox[1] - clear.bbox[1]) < 3 and w.bbox[0] > clear.bbox[0] - 3]
    assert crossed
    assert max(w.confidence for w in crossed) <= CROSSED
    assert clear.confidence > CROSSED
    assert sum(w.confidence > CROSSED for w in words) > 100


def test_an_address_beside_its_label_is_put_together(sheet: tuple[Picture, Any, list[Reading]]) -> None:
    """Whatever stands for '@': both readings agree on all else, and the label before it is none of it."""
    _, clean, read = sheet
    at = next(i for i, r in enumerate(read) if r.text.endswith("suvantola.example"))
    label = next(r for r in read[at - 2 : at] if r.text == "Yhteyshenkilön")
    word = replace(read[at], text="aino.esimerkki(Osuvantola.example")
    result = with_addresses([*read[: at - 2], label, word, *read[at + 1 :]], clean, 300)
    assert [r.text for r in result[at - 2 : at]] == ["Yhteyshenkilön", "aino.esimerkki@suvantola.example"]
