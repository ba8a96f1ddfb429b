"""Which words stand on one line."""

from __future__ import annotations

import io
from collections import Counter

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.page import Page, PageSource
from erityisavustus.reading import read
from tests.conftest import FIXTURES
from tests.reading.sheets import HEIGHT, page_of, pdf

Piece = tuple[float, float, float, str]
"""x, points from the top to the baseline, type size, text."""


def lines(page: Page) -> list[str]:
    """The text of each line."""
    return [" ".join(word.text for word in line.words) for line in page.lines]


def set_in(*pieces: Piece, angle: float = 0) -> bytes:
    """A page with these pieces; the last one turned about its start by `angle` degrees."""

    def page(canvas: Canvas) -> None:
        for number, (x, top, size, text) in enumerate(pieces, 1):
            canvas.saveState()
            canvas.translate(x, HEIGHT - top)
            canvas.rotate(angle if number == len(pieces) else 0)
            canvas.setFont("Helvetica", size)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    return pdf(page)


@pytest.mark.parametrize(("pieces", "expected"), [
    ([(60, 100, 10, "Avustuksen saaja"), (300, 100, 10, "Kivirannan kunta")], ["Avustuksen saaja Kivirannan kunta"]),
    ([(300, 100, 10, "oikealla"), (60, 112, 10, "alempana"), (60, 100, 10, "vasemmalla")],
     ["vasemmalla oikealla", "alempana"]),
    ([(60, 100, 18, "Loppuraportti"), (200, 100, 8, "sivu 1")], ["Loppuraportti sivu 1"]),
    ([(60, 100, 10, "vasen palsta"), (300, 102, 10, "oikea palsta")], ["vasen palsta oikea palsta"]),
    ([(60, 100, 10, "vasen palsta"), (300, 104, 10, "oikea palsta")], ["vasen palsta", "oikea palsta"]),
    ([(60, 100, 10, "eka"), (200, 102.5, 10, "toka"), (340, 105, 10, "kolmas")], ["eka toka", "kolmas"]),
    ([(60, 100, 6, "pieni"), (60, 106, 6, "tiivis")], ["pieni", "tiivis"]),
    ([(60, 100, 24, "Otsikko"), (300, 104, 8, "pieni")], ["Otsikko", "pieni"]),
], ids=["gap", "order", "sizes", "near", "apart", "drift", "tight", "heading"])
def test_words_on_one_baseline_are_a_line(pieces: list[Piece], expected: list[str]) -> None:
    """However far apart, whatever their order in the file and their size; not by steps from one to the next."""
    assert lines(page_of(set_in(*pieces))) == expected


@pytest.mark.parametrize(("pieces", "expected"), [
    ([(60, 100, 10, "pinta-ala 96 m"), (126, 96, 6, "2")], ["pinta-ala 96 m 2"]),
    ([(60, 100, 10, "viite"), (80.5, 96, 6, "1)"), (110, 100, 10, "ja toinen"), (150.5, 96, 6, "2)")],
     ["viite 1) ja toinen 2)"]),
    ([(60, 100, 10, "hiilidioksidi CO"), (128.5, 102.5, 6, "2")], ["hiilidioksidi CO 2"]),
    ([(60, 100, 10, "viite"), (80.5, 96, 6, "1)"), (300, 96, 6, "pientä tekstiä")],
     ["1) pientä tekstiä", "viite"]),
    ([(60, 100, 10, "viite"), (80.5, 107, 6, "1)")], ["viite", "1)"]),
    ([(60, 100, 20, "x"), (73, 92, 12, "a"), (83, 87, 7, "b")], ["x a b"]),
    ([(60, 100, 24, "Otsikko"), (150, 92, 8, "ylempi pieni rivi"), (150, 101, 8, "alempi pieni rivi")],
     ["Otsikko alempi pieni rivi", "ylempi pieni rivi"]),
], ids=["superscript", "several", "subscript", "other text", "below", "of a superscript", "beside a heading"])
def test_superscripts_belong_to_the_line_they_stand_in(pieces: list[Piece], expected: list[str]) -> None:
    """Smaller, within its height and right beside a word of it; a line of other words at that height does not."""
    assert lines(page_of(set_in(*pieces))) == expected


@pytest.mark.parametrize("angle", [90, 270, 180])
def test_turned_text_has_no_line_in_common_with_upright_text(angle: float) -> None:
    """It starts on the baseline of the others, and runs another way."""
    found = lines(page_of(set_in((60, 300, 10, "vaakasuora rivi"), (200, 300, 10, "luonnos"), angle=angle)))
    assert sorted(found) == ["luonnos", "vaakasuora rivi"]


@pytest.mark.parametrize("name", ["form-pdflib-quotes", "weasyprint-a3-hub", "weasyprint-watermark-deviated"])
def test_every_word_stands_in_one_line_but_those_of_fields(name: str) -> None:
    """The words of a field's value are spread over its box: they show no lines."""
    for page in read(FIXTURES / f"{name}.pdf").pages:
        in_lines = Counter(word for line in page.lines for word in line.words)
        assert in_lines == Counter(word for word in page.words if word.widget is None)
        assert page.lines


def test_a_scanned_page_has_the_same_lines() -> None:
    """What a picture of the page shows on one baseline, in columns too."""
    rows = [("Avustuksen saaja", "Kivirannan kunta"), ("Hankkeen nimi", "Osallisuuden sillat"),
            ("Yhteyshenkilö", "Aino Virtanen")]
    pieces = [(x, 100 + 30 * row, 14, text) for row, texts in enumerate(rows)
              for x, text in zip((60, 320), texts, strict=True)]
    drawn = set_in(*pieces)
    picture = pypdfium2.PdfDocument(drawn)[0].render(scale=300 / 72).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=300)
    scan = page_of(out.getvalue())
    assert scan.source is PageSource.OCR
    assert lines(scan) == lines(page_of(drawn)) == [" ".join(texts) for texts in rows]
