"""Pages of no size, with more annotations or levels than can be read, and numbers that no page has."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from erityisavustus import extract
from erityisavustus.cli.exits import Exit
from tests.cli import report
from tests.conftest import FIXTURES

GOOD = FIXTURES / "form-hand-hub.pdf"
INFINITE = "9" * 400 + ".0"
"""More than a double holds; a PDF has no exponents (ISO 32000-2, 7.3.3)."""


def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The fixture after `change`."""
    out = io.BytesIO()
    with pikepdf.open(GOOD) as pdf:
        change(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _sized(key: str, *numbers: str) -> bytes:
    """The second page's box has these numbers."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj[key] = pikepdf.Array([0, 0, 594, 841])

    data = changed(change)
    box = b"[ 0 0 594 841 ]"
    at = data.index(key.encode() + b" " + box)
    return data[:at] + key.encode() + b" [ " + " ".join(numbers).encode() + b" ]" + data[at + len(key) + 1 + len(box):]


@pytest.mark.parametrize("key", ["/MediaBox", "/CropBox"])
@pytest.mark.parametrize("numbers", [
    ("0", "0", INFINITE, "842"), ("0", f"-{INFINITE}", "595", "842"), ("0", "0", "9" * 15, "9" * 15)])
def test_a_page_without_a_size(key: str, numbers: tuple[str, ...]) -> None:
    """The file is damaged, and the finding names the page."""
    result = extract(_sized(key, *numbers), lang="en")
    assert [(f.code.value, f.page) for f in result.findings] == [("file.damaged", 2)]
    assert "no valid size" in result.findings[0].message


def test_a_page_that_no_library_takes_is_not_left_out() -> None:
    """A whole number too large for them: the file is damaged, not a page shorter."""
    result = extract(_sized("/MediaBox", "0", "0", "9" * 400, "842"))
    assert [f.code.value for f in result.findings] == ["file.damaged"]


def test_a_page_without_a_size_on_the_command_line() -> None:
    """Exit 3, of `extract` and of `inspect`."""
    data = _sized("/MediaBox", "0", "0", INFINITE, INFINITE)
    assert report("extract", "-", stdin=data).returncode == Exit.NO_REPORT
    assert report("inspect", "-", stdin=data).returncode == Exit.NO_REPORT


def test_a_poster_is_a_page() -> None:
    """The largest page of viewers is read."""
    assert extract(_sized("/MediaBox", "0", "0", "14400", "14400")).report is not None


@pytest.mark.parametrize("content", [
    f"q {INFINITE} 0 0 1 0 0 cm BT /F1 12 Tf (x) Tj ET 0 0 10 10 re f Q",
    f"BT /Helv {INFINITE} Tf (x) Tj ET", f"{INFINITE} {INFINITE} m 10 10 l S", f"0 0 {INFINITE} 10 re W n",
    f"{INFINITE} w 10 10 m 20 20 l S", f"BT {INFINITE} Tc {INFINITE} Tz 1 0 0 1 {INFINITE} 5 Tm (x y) Tj ET",
    f"[{INFINITE}] {INFINITE} d 5 5 m 9 9 l S", "1e400 nan inf 0 re f"])
def test_contents_with_infinite_numbers(content: str) -> None:
    """They are the file's fault, never the program's."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(pikepdf.Stream(pdf, content.encode()), prepend=False)

    codes = [f.code.value for f in extract(changed(change)).findings]
    assert "file.internal" not in codes


@pytest.mark.parametrize("rect", [[0, 0, INFINITE, 10], [INFINITE, INFINITE, INFINITE, INFINITE]])
def test_annotations_with_infinite_rectangles(rect: list[Any]) -> None:
    """The same for what lies over a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Contents="x")
        annotation.Rect = pikepdf.Array([pikepdf.Object.parse(str(v).encode()) for v in rect])
        pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(annotation)]))

    codes = [f.code.value for f in extract(changed(change)).findings]
    assert "file.internal" not in codes


def test_too_many_annotations() -> None:
    """What is more than can be read is not passed over: the finding names the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 1, 1])))
        pdf.pages[2].obj.Annots = pikepdf.Array([note] * 20_001)

    (finding,) = extract(changed(change), lang="en").findings
    assert (finding.code.value, finding.page) == ("file.too-large", 3)
    assert "annotations" in finding.message


def test_forms_within_forms_beyond_all_levels() -> None:
    """A value that is drawn by the thirtieth form within a form is not passed over."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = _form(pdf, b"0 0 5 5 re f")
        for _ in range(30):
            form = _form(pdf, b"/F Do", F=form)
        _draw(pdf.pages[0], form)

    (finding,) = extract(changed(change), lang="en").findings
    assert (finding.code.value, finding.page) == ("file.too-large", 1)
    assert "levels" in finding.message


def test_a_form_that_draws_itself_hides_nothing() -> None:
    """Viewers draw it once: nothing is missing, and nothing is reported."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = _form(pdf, b"/F Do")
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        _draw(pdf.pages[0], form)

    assert extract(changed(change)).findings == extract(GOOD).findings


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
def test_fields_beyond_all_levels() -> None:
    """A field whose name begins beyond all levels is not read with half a name."""

    def change(pdf: pikepdf.Pdf) -> None:
        node = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="n", V="arvo"))
        for _ in range(80):
            node = pdf.make_indirect(pikepdf.Dictionary(T="n", Parent=node))
        node.Type, node.Subtype = pikepdf.Name.Annot, pikepdf.Name.Widget
        node.Rect = pikepdf.Array([10, 10, 90, 30])
        pdf.pages[0].obj.Annots = pikepdf.Array([node])

    (finding,) = extract(changed(change)).findings
    assert (finding.code.value, finding.page) == ("file.too-large", 1)


def test_a_file_of_many_levels_does_not_end_the_program() -> None:
    """Arrays within arrays without end are the file's fault."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Deep"] = pikepdf.Array([12321])

    data = changed(change)
    at = data.index(b"12321")
    data = data[:at] + b"[" * 50_000 + b"]" * 50_000 + data[at + 5 :]
    assert "file.internal" not in [f.code.value for f in extract(data).findings]


def _form(pdf: pikepdf.Pdf, content: bytes, **forms: Any) -> Any:
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, 600, 850])
    stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(**forms))
    return stream


def _draw(page: pikepdf.Page, form: Any) -> None:
    page.obj.Resources.XObject = pikepdf.Dictionary(Own=form)
    page.contents_add(b" /Own Do ", prepend=False)
