"""A mistake of this program is told as such, with its place: never as a damaged file or a page that was not read."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from erityisavustus import extract
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.guarded import guarded
from erityisavustus.contracts.result import Extraction, Status
from erityisavustus.faults import place_of
from erityisavustus.reading.ocr import available
from tests.conftest import FIXTURES
from tests.reading.sheets import HEIGHT, changed, pdf, with_widget
from tests.reading.test_scan import scanned

SOUND = FIXTURES / "canvas-serif-short.pdf"
needs_tesseract = pytest.mark.skipif(not available(), reason="needs Tesseract")


def divided(*_: object, **__: object) -> None:
    """A mistake."""
    raise ZeroDivisionError("VN/1/2022")


def with_scan(page: int) -> bytes:
    """A report of which this page (from 0) is a picture."""
    file, pictures = pikepdf.open(SOUND), pikepdf.open(io.BytesIO(scanned(SOUND, dpi=150)))
    file.pages[page] = pictures.pages[page]
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def told(result: Extraction) -> list[tuple[str, int | None]]:
    return [(f.code.value, f.page) for f in result.findings]


@pytest.mark.parametrize("place", [
    "reading.engines.pdfminer.recorder._darkness", "reading.text.words.by_line", "reading.digital_page.drawn_marks",
    "locating.answers.choices._option_text", "judging.rules._periods", "judging.rules._signature",
])
def test_a_mistake_anywhere_is_internal(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """In the midst of pdfminer, in building words, in locating, in a rule: the finding names type and place, and quotes
    nothing."""
    monkeypatch.setattr(f"erityisavustus.{place}", divided)
    result = extract(SOUND)
    (finding,) = result.findings
    assert (result.status, finding.code) == (Status.UNREADABLE, "file.internal")
    assert "ZeroDivisionError, test_own_faults.py:" in finding.message
    assert "VN/1/2022" not in finding.message


@needs_tesseract
@pytest.mark.parametrize("place", ["page.found_in", "page.without_dirt", "drawings.large_strokes"])
def test_a_mistake_in_reading_a_scan_is_internal(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """It is no page that OCR gave up, though it happens in a thread of its own."""
    monkeypatch.setattr(f"erityisavustus.reading.ocr.{place}", divided)
    result = extract(with_scan(1))
    assert told(result) == [("file.internal", None)]
    assert "ZeroDivisionError" in result.findings[0].message


@pytest.mark.parametrize("content", [
    b"BT /F1 12 Tf (x) Tj ET Q Q Q", b"/Nimi 3 cm [ ( w", b"BT /F9 0 Tf 0 0 0 0 0 0 Tm (x) Tj ET"])
def test_malformed_content_is_no_mistake_of_the_program(content: bytes) -> None:
    """Operators without operands, fonts that are not there, strings without an end: nothing internal comes of it."""
    file = changed(pdf(lambda canvas: canvas.drawString(60, HEIGHT - 60, "Loppuraportti")),
                   lambda f: f.pages[0].obj.__setitem__("/Contents", f.make_stream(content)))
    assert told(extract(file)) == [("file.not-this-form", None)]


@pytest.mark.parametrize("resources", [
    b"<< /Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /A /DescendantFonts 5 >> >> >>",
    b"<< /Font << /F1 << /Type /Font /Subtype /Type3 /FontMatrix /A /FontBBox 5 >> >> >>",
], ids=["descendant", "matrix"])
def test_what_pdfminer_stumbles_over_is_the_file(resources: bytes) -> None:
    """pdfminer raises a built-in exception on a font of the wrong kinds: the page is damaged, not the program."""

    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Resources = pikepdf.Object.parse(resources)
        file.pages[0].obj.Contents = file.make_stream(b"BT /F1 12 Tf 60 700 Td (x) Tj ET")

    assert told(extract(changed(pdf(lambda canvas: canvas.drawString(60, 60, "x")), change))) == [("file.damaged", 1)]


@pytest.mark.parametrize("entries", [
    {"AS": 5}, {"AS": pikepdf.Array([1])}, {"MK": 3}, {"Rect": pikepdf.Array([1, 2])}, {"Parent": pikepdf.Name.A},
    {"F": pikepdf.String("4")}, {"AP": pikepdf.Dictionary(N=7)}, {"AP": 1}, {"OC": 2}, {"Ff": pikepdf.Array([])},
], ids=str)
def test_a_widget_of_the_wrong_kinds_is_no_mistake_of_the_program(entries: dict[str, object]) -> None:
    """An entry of another kind than the specification asks for tells nothing, and the rest of the page is read."""
    assert told(extract(with_widget(**entries))) == [("file.not-this-form", None)]


def test_a_broken_file_is_damaged() -> None:
    """Half a file is its sender's to send again."""
    assert told(extract(SOUND.read_bytes()[:700])) == [("file.damaged", None)]


def test_the_place_of_a_mistake_passes_between_processes() -> None:
    """What `review`, `apply` and `inspect` do under limits tells the place in the process where it happened."""

    def work() -> Iterator[int]:
        yield 1
        divided()

    values = guarded(work, Limits(60, 2048))
    assert next(values) == 1
    with pytest.raises(Exception, match="ZeroDivisionError") as raised:
        next(values)
    assert place_of(raised.value).startswith("ZeroDivisionError, test_own_faults.py:")


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Tesseract that lists its models and fails on every page."""
    available()  # asked once a process, and of the real one
    script = tmp_path / "tesseract"
    real = shutil.which("tesseract")
    script.write_text(f'#!/bin/sh\n[ "$1" = stdin ] && exit 1\nexec {real} "$@"\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)


@needs_tesseract
@pytest.mark.skipif(os.name == "nt", reason="a script of the shell")
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("page", [1, 2])
def test_a_page_on_which_tesseract_fails(page: int) -> None:
    """The page is named as unread, an error within the form, be it its last page; the others are read."""
    result = extract(with_scan(page))
    assert result.status is Status.INVALID
    (unread,) = [f for f in result.findings if f.code == "page.unread"]
    assert (unread.page, unread.severity) == (page + 1, "error")
    assert not {"file.internal", "file.needs-ocr"} & {f.code for f in result.findings}
    assert result.report is not None
    assert result.report.grant.type is not None


@needs_tesseract
@pytest.mark.skipif(os.name == "nt", reason="a script of the shell")
@pytest.mark.usefixtures("failing")
def test_a_scan_on_which_tesseract_fails() -> None:
    """Where no page was read it cannot be said which form it is: each page is named."""
    result = extract(scanned(SOUND, dpi=150))
    assert result.status is Status.UNREADABLE
    assert told(result) == [("page.unread", 1), ("page.unread", 2), ("page.unread", 3)]
