"""Scanned pages: fixtures turned into pictures and read back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from erityisavustus import extract
from erityisavustus.contracts.page import MarkState, Method, PageSource
from erityisavustus.contracts.result import Extraction
from erityisavustus.reading import read
from erityisavustus.reading.ocr.drawings import found_in
from erityisavustus.reading.ocr.picture import prepared
from tests.conftest import FIXTURES, truth

MARKS = ("grant.type", "transfer.transferred", "outcomes.followed_plan", "outcomes.accessibility_law")
TYPED = ("recipient.diary_number", "recipient.contact_email", "decision.granted_eur")
pytestmark = pytest.mark.xdist_group("scan")  # its scans are read once, in one process


def pictures(path: Path, *, dpi: int, skew: float = 0.0, quarter: int = 0, first: int = 99) -> list[Image.Image]:
    """The first pages as a scanner sees them."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    count = min(first, len(document))
    pages = [document[i].render(scale=dpi / 72, may_draw_forms=True).to_pil().convert("L") for i in range(count)]
    document.close()
    turned = [p.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255) for p in pages]
    return [p.rotate(90 * quarter, expand=True) for p in turned]


def scanned(path: Path, *, dpi: int = 200, skew: float = 0.0, quarter: int = 0, first: int = 99) -> bytes:
    """A PDF of pictures only."""
    out = io.BytesIO()
    front, *rest = pictures(path, dpi=dpi, skew=skew, quarter=quarter, first=first)
    front.save(out, "PDF", resolution=dpi, save_all=True, append_images=rest, quality=80)
    return out.getvalue()


def values(result: Extraction, names: tuple[str, ...]) -> dict[str, Any]:
    report = result.report
    assert report is not None
    data = report.model_dump(mode="json")
    return {name: data[name.split(".")[0]][name.split(".")[1]] for name in names}


@pytest.fixture(scope="module")
def straight() -> Extraction:
    """One fixture at 300 dpi with a small skew."""
    return extract(scanned(FIXTURES / "writer-html-unanswered.pdf", dpi=300, skew=0.7))


def test_marks_of_a_skewed_scan_are_right(straight: Extraction) -> None:
    """Each box that was ticked is, each that was left empty is unanswered."""
    wanted = truth("writer-html-unanswered")["report"]
    assert values(straight, MARKS) == {name: wanted[name] for name in MARKS}


def test_typed_values_of_a_scan_are_right_or_told(straight: Extraction) -> None:
    """No typed value is wrong in silence."""
    wanted = truth("writer-html-unanswered")["report"]
    told = {f.field for f in straight.findings}
    got = values(straight, TYPED)
    assert {name for name in TYPED if got[name] != wanted[name]} <= told
    assert got["recipient.diary_number"] == wanted["recipient.diary_number"]


def test_the_result_says_that_it_is_a_scan(straight: Extraction) -> None:
    """The kind of the source, and the method of each value."""
    assert straight.source.kind == "scan"
    assert straight.evidence["recipient.organisation"].method == Method.OCR


def test_a_page_scanned_on_its_side_is_turned() -> None:
    """A quarter turn: the words come out all the same."""
    data = scanned(FIXTURES / "writer-html-unanswered.pdf", quarter=1, first=1)
    page = next(iter(read(data).pages))
    assert page.source is PageSource.OCR
    assert page.width < page.height
    assert page.rotation == 90
    assert "ERITYISAVUSTUKSEN" in {w.text for w in page.words}


def test_one_scanned_page_among_digital_ones() -> None:
    """The first page is a picture, the others are not: the report is whole, and told to be mixed."""
    path = FIXTURES / "writer-html-unanswered.pdf"
    mixed = pikepdf.open(path)
    scan = pikepdf.open(io.BytesIO(scanned(path, dpi=300, first=1)))
    mixed.pages[0] = scan.pages[0]
    out = io.BytesIO()
    mixed.save(out)
    result = extract(out.getvalue())
    wanted = truth("writer-html-unanswered")["report"]
    assert result.source.kind == "mixed"
    assert values(result, MARKS) == {name: wanted[name] for name in MARKS}


def test_the_word_ei_is_no_box() -> None:
    """Options without printed boxes have none in a scan: an E and an i beside each other do not close to a square."""
    pages = pictures(FIXTURES / "chromium-oneline-typed-1.pdf", dpi=300, skew=0.6)
    found = [found_in(prepared(numpy.asarray(page), 300 / 72)).boxes for page in pages]
    assert found == [[]] * len(pages)


def test_a_thick_border_is_no_mark() -> None:
    """Blurred boxes with thick borders: the crossed one is checked, the others are empty."""
    page = Image.new("L", (2480, 3508), 245)
    pen = ImageDraw.Draw(page)
    for top in (400, 800, 1200):
        pen.rectangle((300, top, 354, top + 54), outline=10, width=9)
    pen.line((314, 814, 340, 840), fill=60, width=5)
    pen.line((340, 814, 314, 840), fill=60, width=5)
    picture = prepared(numpy.asarray(page.filter(ImageFilter.GaussianBlur(2))), 300 / 72)
    boxes = sorted(found_in(picture).boxes, key=lambda b: b.box[1])
    assert [b.state for b in boxes] == [MarkState.UNCHECKED, MarkState.CHECKED, MarkState.UNCHECKED]


def test_sides_of_low_cells_are_no_letters() -> None:
    """Borders between cells one line high are not read as '|'."""
    data = scanned(FIXTURES / "form-writer-lists.pdf", dpi=150, first=1)
    page = next(iter(read(data).pages))
    words = [w.text for w in page.words]
    assert "Avustuksen" in words
    assert "|" not in words


def test_an_address_is_read_with_its_sign() -> None:
    """The Finnish model leaves '@' out; a second reading that agrees on all else puts it back."""
    data = scanned(FIXTURES / "canvas-circle-unanswered.pdf", dpi=300, first=1)
    page = next(iter(read(data).pages))
    assert truth("canvas-circle-unanswered")["report"]["recipient.contact_email"] in {w.text for w in page.words}


def test_the_number_of_page_workers_changes_nothing_else() -> None:
    """One page at a time or two: the same pages."""
    data = scanned(FIXTURES / "writer-html-unanswered.pdf", dpi=150, skew=0.7, first=2)
    one, two = (list(read(data, page_workers=n).pages) for n in (1, 2))
    assert one == two
    assert one[0].skew == pytest.approx(-0.7, abs=0.15)
