"""Text lines of a page: which words stand on one baseline. In `typeset` a letter is half an em wide."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.page import Method, Page, PageSource, TextLine, Word
from erityisavustus.reading.text.lines import text_lines
from tests.conftest import FIXTURES
from tests.reading.sheets import HEIGHT, page_of, pdf, shown, typeset

FILLED = FIXTURES / "form-linearised.pdf"


def texts(lines: tuple[TextLine, ...]) -> list[str]:
    """Each line with a blank between its words."""
    return [" ".join(w.text for w in line.words) for line in lines]


def lines_of(content: str) -> list[str]:
    """The lines of a page with this content."""
    return texts(page_of(typeset(content)).lines)


def test_lines_from_the_top_words_from_the_left() -> None:
    """Whatever was drawn first."""
    assert lines_of(shown((200, 680, "d"), (60, 680, "c"), (200, 700, "b"), (60, 700, "a"))) == ["a b", "c d"]


def test_a_line_holds_the_page_s_own_words() -> None:
    """Their type, their size and the gaps between them are there; its box is around them all."""
    page = page_of(typeset(shown((60, 700, "Nimi:"), font="F2") + shown((100, 700, "Aino"), size=12)))
    (line,) = page.lines
    assert line.words == page.words
    assert [(w.size, w.bold) for w in line.words] == [(10, True), (12, False)]
    assert line.words[1].bbox.x0 - line.words[0].bbox.x1 == pytest.approx(15)
    assert line.bbox == pytest.approx((60, 142 - 0.8 * 12, 124, 142 + 0.2 * 12))


@pytest.mark.parametrize(("by", "size", "together"), [
    (0, 10, True), (2.9, 10, True), (-2.9, 10, True), (3.1, 10, False), (-3.1, 10, False), (0, 30, True),
    (2.9, 30, True), (3.1, 30, False), (1.4, 5, True), (1.6, 5, False)])
def test_one_baseline(by: float, size: float, together: bool) -> None:
    """Two words at the two ends of a line, the second of this size and so much higher: the smaller type decides."""
    found = lines_of(shown((60, 700, "vasen")) + shown((300, 700 + by, "oikea"), size=size))
    assert (found == ["vasen oikea"]) == together
    assert sorted(" ".join(found).split()) == ["oikea", "vasen"]


def test_lines_set_solid_are_two() -> None:
    """Where the letters of one touch those of the next their baselines are still an em apart."""
    assert lines_of(shown((60, 700, "ylempi"), (60, 690, "alempi"))) == ["ylempi", "alempi"]
    assert lines_of(shown((60, 700, "ylempi"), (60, 693, "alempi"))) == ["ylempi", "alempi"]


def test_columns_that_are_set_against_each_other_make_no_chain() -> None:
    """Each column a little lower than the one before: the last of them is not of the first one's line."""
    steps = [(60 + 100 * i, 700 - 2 * i, f"palsta{i}") for i in range(4)]
    assert lines_of(shown(*steps)) == ["palsta0 palsta1", "palsta2 palsta3"]


def test_a_title_takes_no_lines_beside_it() -> None:
    """Two lines of small print stand within the height of large letters; neither is on their baseline."""
    title = shown((60, 700, "OTSIKKO"), size=36)
    assert lines_of(title + shown((300, 718, "ylempi"), (300, 706, "alempi"))) == ["ylempi", "alempi", "OTSIKKO"]


@pytest.mark.parametrize("by", [4, -3.5])
def test_superscripts_and_subscripts(by: float) -> None:
    """Smaller letters right behind a word stand in its line, in their place; further off, or as large, they do not."""
    def beside(x: float, size: float) -> list[str]:
        return lines_of(shown((60, 700, "65310"), (120, 700, "euroa")) + shown((x, 700 + by, "2"), size=size))

    assert beside(85, 6) == ["65310 2 euroa"]
    assert "65310 euroa" in beside(95, 6)
    assert "65310 euroa" in beside(85, 10)


@pytest.mark.parametrize("angle", [90, 270, 180, 45])
def test_turned_words_are_lines_of_their_own(angle: float) -> None:
    """A note that runs up the margin shares no baseline with the text beside it, and comes after all of that."""
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for line in range(8):
            canvas.drawString(100, HEIGHT - 100 - 14 * line, "Hankkeen tavoitteet toteutuivat hyvin")
        canvas.translate(92, HEIGHT - 160)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "arkistoitu 2025")

    lines = page_of(pdf(draw)).lines
    assert texts(lines[:8]) == ["Hankkeen tavoitteet toteutuivat hyvin"] * 8
    assert sorted(texts(lines[8:])) == ["2025", "arkistoitu"]


def test_a_page_on_its_side_has_the_lines_that_one_reads() -> None:
    """What is turned with its page is not turned to a reader."""
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.rotate(90)
        for line in range(8):
            canvas.drawString(100, -100 - 14 * line, "Hankkeen tavoitteet toteutuivat")

    assert texts(page_of(pdf(draw)).lines) == ["Hankkeen tavoitteet toteutuivat"] * 8


def test_each_word_is_in_one_line_but_for_values_of_fields() -> None:
    """A value is spread over its field, it stands on no baseline; the label beside it does."""
    page = page_of(FILLED.read_bytes())
    assert any(w.widget is not None for w in page.words)
    held = [id(w) for line in page.lines for w in line.words]
    assert sorted(held) == sorted(id(w) for w in page.words if w.widget is None)


def test_what_was_typed_over_a_page_stands_in_its_lines() -> None:
    """A person's text box beside a label is on the label's line, though it is no part of the page's contents."""
    file = pikepdf.open(io.BytesIO(pdf(lambda canvas: canvas.drawString(60, 700, "Nimi:"))))
    file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array([100, 697.6, 200, 709.6]), F=4,
        Contents=pikepdf.String("Aino"), DA=pikepdf.String("/Helv 12 Tf")))])
    out = io.BytesIO()
    file.save(out)
    (line,) = page_of(out.getvalue()).lines
    assert [(w.text, w.method) for w in line.words] == [("Nimi:", Method.TEXT), ("Aino", Method.ANNOTATION)]


def picture_of(data: bytes) -> bytes:
    """The first page as a scanner gives it."""
    document = pypdfium2.PdfDocument(data)
    picture = document[0].render(scale=300 / 72).to_pil().convert("L")
    document.close()
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=300)
    return out.getvalue()


@pytest.mark.xdist_group("scan")
def test_a_scan_has_the_lines_of_the_page() -> None:
    """By the same rule, whatever lines the OCR program made of it: level words of two columns are one line."""
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for line, (left, right) in enumerate([("Hankkeen nimi", "Silta kouluun"), ("Hakijan nimi", "Kunnan koulu"),
                                              ("Postin osoite", "Koulun katu"), ("Hakijan kunta", "Suvantola")]):
            canvas.drawString(60, HEIGHT - 100 - 40 * line, left)
            canvas.drawString(330, HEIGHT - 100 - 40 * line, right)

    drawn = page_of(pdf(draw))
    scan: Page = page_of(picture_of(pdf(draw)))
    assert scan.source is PageSource.OCR
    assert texts(scan.lines) == texts(drawn.lines)
    assert all(len(line.words) >= 3 for line in scan.lines)


def test_no_words_no_lines() -> None:
    """An empty page has none; nor has one of field values alone."""
    assert page_of(pdf(lambda canvas: canvas.rect(60, 60, 20, 20))).lines == ()
    value = Word("Aino", page_of(typeset(shown((60, 700, "Aino")))).words[0].bbox, widget=0)
    assert text_lines([value]) == ()
