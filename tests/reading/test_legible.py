"""What is taken off a page picture before OCR: leaders, shades, words without ink."""

from __future__ import annotations

import numpy
import pytest

from erityisavustus.contracts.page import Page
from erityisavustus.reading import read
from erityisavustus.reading.ocr.cleaning.backgrounds import has_ink, on_white, without_dirt
from erityisavustus.reading.ocr.drawings import found_in
from erityisavustus.reading.ocr.picture import prepared
from tests.conftest import FIXTURES
from tests.reading.test_scan import pictures, scanned


def page_of(name: str, number: int, dpi: int = 200) -> Page:
    """One page of a fixture, scanned."""
    return list(read(scanned(FIXTURES / f"{name}.pdf", dpi=dpi, first=number)).pages)[number - 1]


def test_leaders_are_no_words() -> None:
    """Dots from a label to its answer are gone; label and answer are all that is read."""
    texts = [w.text for w in page_of("writer-leaders-typed-1", 1).words]
    at = texts.index("diaarinumero")
    assert texts[at - 1 : at + 3] == ["Valtionavustuksen", "diaarinumero", "vn", "/"]
    assert [t for t in texts if t.count(".") > 4] == []


def test_values_in_shaded_fields_are_read() -> None:
    """Tesseract alone takes a shaded field for a picture."""
    assert {"Suvantola", "05.10.2023", "Veikko", "Malliranta"} <= {w.text for w in page_of("form-rc4", 4).words}


@pytest.mark.parametrize("dots", [3, 12])
def test_an_ellipsis_is_no_leader(dots: int) -> None:
    """Three dots are a word's; a row of them leads the eye."""
    scale = 300 / 72
    page = numpy.full((600, 2000), 255, numpy.uint8)
    for index in range(dots):
        page[300:305, 200 + 12 * index : 205 + 12 * index] = 0
    page[280:305, 150:160] = 0
    picture = prepared(page, scale)
    clean = picture.grey.copy()
    without_dirt(clean, picture.ink, scale)
    assert bool((clean[300:305, 200:] < 128).any()) == (dots == 3)
    assert (clean[280:305, 150:160] < 128).all()


def test_shade_goes_and_letters_stay() -> None:
    """Paper of any light is white afterwards, ink as dark as it was or darker."""
    front = numpy.asarray(pictures(FIXTURES / "form-rc4.pdf", dpi=300, first=1)[0])
    picture = prepared(front, 300 / 72)
    white = on_white(found_in(picture).clean, picture.paper)
    assert numpy.median(white[~picture.faint]) == 255
    dark = picture.grey < 100
    assert (white[dark & (white < 255)] <= 150).all()


def test_a_word_without_ink_is_told() -> None:
    """Where nothing is printed nothing was read."""
    ink = numpy.zeros((10, 10), bool)
    ink[5, 5] = True
    assert has_ink(ink, (4, 4, 7, 7))
    assert not has_ink(ink, (0, 0, 4, 4))
