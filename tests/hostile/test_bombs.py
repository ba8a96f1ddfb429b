"""Streams of a few kilobytes that unpack to more than any page has, wherever they hide."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from erityisavustus import extract
from tests.hostile.test_pages_out_of_measure import changed

SIZE = 400 * 1024 * 1024


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """Blanks, packed a thousandfold."""
    packer = zlib.compressobj(9)
    part = b" " * (1 << 20)
    return b"".join(packer.compress(part) for _ in range(SIZE >> 20)) + packer.flush()


def _stream(pdf: pikepdf.Pdf, data: bytes, filters: str = "/FlateDecode", **keys: Any) -> Any:
    stream = pdf.make_stream(b"")
    names = [pikepdf.Name(f"/{f}") for f in filters.split("/")[1:]]
    stream.write(data, filter=names[0] if len(names) == 1 else pikepdf.Array(names))
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return stream


def _form(pdf: pikepdf.Pdf, data: bytes, **keys: Any) -> Any:
    return _stream(pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                   BBox=pikepdf.Array([0, 0, 9, 9]), **keys)


def _in_contents(pdf: pikepdf.Pdf, data: bytes) -> None:
    pdf.pages[0].obj.Contents = pikepdf.Array([pdf.pages[0].obj.Contents, _stream(pdf, data)])


def _in_ascii(pdf: pikepdf.Pdf, data: bytes) -> None:
    pdf.pages[0].obj.Contents = _stream(pdf, base64.a85encode(data) + b"~>", "/ASCII85Decode/FlateDecode")


def _in_nested_forms(pdf: pikepdf.Pdf, data: bytes) -> None:
    form = _form(pdf, data)
    for _ in range(3):
        outer = _form(pdf, zlib.compress(b"/F Do"))
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = outer
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(F=form)


def _in_the_last_of_many_forms(pdf: pikepdf.Pdf, data: bytes) -> None:
    forms = pikepdf.Dictionary()
    for number in range(300):
        forms[f"/F{number}"] = _form(pdf, zlib.compress(b"n"))
    forms["/Z"] = _form(pdf, data)
    pdf.pages[0].obj.Resources.XObject = forms


def _in_a_pattern(pdf: pikepdf.Pdf, data: bytes) -> None:
    pdf.pages[0].obj.Resources.Pattern = pikepdf.Dictionary(P=_stream(pdf, data, PatternType=1))


def _in_a_mask(pdf: pikepdf.Pdf, data: bytes) -> None:
    mask = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=_form(pdf, data))
    pdf.pages[0].obj.Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(SMask=mask))


def _in_a_glyph(pdf: pikepdf.Pdf, data: bytes) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3,
                              CharProcs=pikepdf.Dictionary(a=_stream(pdf, data)))
    pdf.pages[0].obj.Resources.Font = pikepdf.Dictionary(T=pdf.make_indirect(font))


def _in_an_appearance(pdf: pikepdf.Pdf, data: bytes) -> None:
    stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=pikepdf.Array([0, 0, 9, 9]),
                               AP=pikepdf.Dictionary(N=_form(pdf, data)))
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(stamp)])


def _in_inherited_resources(pdf: pikepdf.Pdf, data: bytes) -> None:
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=_form(pdf, data)))
    del pdf.pages[0].obj["/Resources"]
    pdf.Root.Pages.Resources = resources


@pytest.mark.parametrize("hide", [
    _in_contents, _in_ascii, _in_nested_forms, _in_the_last_of_many_forms, _in_a_pattern, _in_a_mask, _in_a_glyph,
    _in_an_appearance, _in_inherited_resources])
def test_a_bomb_is_found(bomb: bytes, hide: Callable[[pikepdf.Pdf, bytes], None]) -> None:
    """Whatever leads to it, the file is refused before it is unpacked, and the page is named."""
    (finding,) = extract(changed(lambda pdf: hide(pdf, bomb))).findings
    assert (finding.code.value, finding.page) == ("file.too-large", 1)


@pytest.mark.parametrize("name", [b"/ObjStm", b"/Obj#53tm", b"/XRef"])
def test_a_bomb_among_the_objects(bomb: bytes, name: bytes) -> None:
    """A stream that holds the objects themselves is looked at before any library opens the file."""
    packed = (b"%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
              b"5 0 obj\n<</Type %b /N 1 /First 4 /Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream\nendobj\n"
              b"startxref\n0\n%%%%EOF\n") % (name, len(bomb), bomb)
    (finding,) = extract(packed).findings
    assert finding.code.value == "file.too-large"


def test_filters_in_rows_of_no_writer() -> None:
    """Two packings around each other need no measuring."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = _stream(pdf, b"\x81 " * 9, "/RunLengthDecode/RunLengthDecode")

    assert [f.code.value for f in extract(changed(change)).findings] == ["file.too-large"]


def test_forms_that_draw_forms() -> None:
    """Forms that draw each other ten thousand million times are counted, not waited for."""

    def nested(pdf: pikepdf.Pdf) -> None:
        inner = _form(pdf, zlib.compress(b"q Q"))
        for _ in range(10):
            inner = _form(pdf, zlib.compress(b"/F Do\n" * 10),
                          Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner)))
        page = pdf.pages[0]
        page.contents_add(page.add_resource(inner, pikepdf.Name.XObject).unparse() + b" Do")

    assert [f.code for f in extract(changed(nested)).findings] == ["file.too-large"]


def test_a_pattern_finer_than_anyone_sees() -> None:
    """A pattern whose tiles are a hundredth of a point apart is not drawn."""

    def fine(pdf: pikepdf.Pdf) -> None:
        pattern = _stream(
            pdf, zlib.compress(b"0 0 9 9 re f"), Type=pikepdf.Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=pikepdf.Array([0, 0, 9, 9]), XStep=0.1, YStep=0.1, Resources=pikepdf.Dictionary())
        page = pdf.pages[0]
        name = page.add_resource(pattern, pikepdf.Name.Pattern).unparse()
        page.contents_add(b"/Pattern cs " + name + b" scn 0 0 600 800 re f")

    assert [f.code for f in extract(changed(fine)).findings] == ["file.too-large"]


def test_references_to_each_other() -> None:
    """Objects that are nothing but references to each other lead nowhere, and the file is read."""

    def circle(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(pikepdf.Name("/" + "A" * 40))])

    data = changed(circle)
    number = re.search(rb"(\d+) 0 obj\s+/A{40}", data)
    assert number is not None
    data = data.replace(b"/" + b"A" * 40, (number[1] + b" 0 R").ljust(41))
    assert extract(data).source.pages
