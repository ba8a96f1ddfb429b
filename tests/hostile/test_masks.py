"""Text behind a soft mask that shows nothing, or drawn with next to no alpha, is not on the page."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.reading.sheets import changed, page_of, pdf

FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
TEXT = b"BT /F1 12 Tf 60 700 Td (Lahti) Tj ET /GS gs BT /F1 12 Tf 60 650 Td (Helsinki) Tj ET"


def texts(state: pikepdf.Dictionary, *, group: bytes | None = None, in_form: bool = False) -> list[str]:
    """The words of a page that draws 'Helsinki' in this graphics state, itself or in a transparency group.

    `group`: what draws the luminosity of the state's soft mask.
    """

    def form(file: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
        stream = file.make_stream(content)
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 850])
        stream.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        stream.Resources = Dictionary(Font=Dictionary(F1=FONT))
        return file.make_indirect(stream)

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        if group is not None:
            state.SMask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=form(file, group))
        page.Resources = Dictionary(Font=Dictionary(F1=FONT), ExtGState=Dictionary(GS=state))
        before, _, after = TEXT.partition(b" /GS gs ")
        if in_form:
            page.Resources.XObject = Dictionary(X=form(file, after))
            after = b"/X Do"
        page.Contents = file.make_stream(before + b" /GS gs " + after)

    return [w.text for w in page_of(changed(pdf(lambda canvas: canvas.drawString(60, 700, "x")), change)).words]


@pytest.mark.parametrize("in_form", [False, True])
@pytest.mark.parametrize(("alpha", "seen"), [(0, False), (0.01, False), (0.6, True), (1, True)])
def test_alpha(alpha: float, seen: bool, in_form: bool) -> None:
    """Text with an alpha too low to see is not read, nor is that of a group painted so."""
    assert ("Helsinki" in texts(Dictionary(ca=alpha), in_form=in_form)) is seen


@pytest.mark.parametrize("in_form", [False, True])
@pytest.mark.parametrize(("mask", "seen"), [
    (b"0 g 0 0 600 850 re f", False), (b"1 g 0 0 600 850 re f", True), (b"1 g 0 690 600 100 re f", False),
], ids=["black", "white", "white elsewhere"])
def test_soft_masks(mask: bytes, seen: bool, in_form: bool) -> None:
    """A soft mask shows what is drawn through it where it is light (11.5.3), and hides it elsewhere."""
    found = texts(Dictionary(), group=mask, in_form=in_form)
    assert found == (["Lahti", "Helsinki"] if seen else ["Lahti"])


def test_hardly_seen() -> None:
    """Text so pale that it cannot be told whether a person sees it stays, and is marked."""

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        page.Resources = Dictionary(
            Font=Dictionary(F1=FONT), ExtGState=Dictionary(GS=Dictionary(ca=0.08)))
        page.Contents = file.make_stream(TEXT)

    words = page_of(changed(pdf(lambda canvas: canvas.drawString(60, 700, "x")), change)).words
    assert [(w.text, w.covered) for w in words] == [("Lahti", False), ("Helsinki", True)]
