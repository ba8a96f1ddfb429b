"""What can be laid over an answer: shapes and pictures of the content, and annotations."""

from __future__ import annotations

import random
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from benchmarks.mutants.sheet import Sheet
from erityisavustus.contracts.geometry import BBox

__all__ = ["BY_ANNOTATION", "BY_CONTENT", "COLOURS", "Lay"]

Lay = Callable[[Sheet, BBox, random.Random, bytes, str], None]
"""Lays an opaque ground over a place of a sheet, with content and text on it (both empty: nothing)."""
COLOURS = {
    "black": (0, 0, 0), "white": (1, 1, 1), "grey": (0.75, 0.75, 0.75), "yellow": (1, 0.95, 0.3), "blue": (0.7, 0.8, 1),
}


def _rg(colour: str) -> bytes:
    return b"%.2f %.2f %.2f rg " % COLOURS[colour]


def _size(box: BBox) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def fill(colour: str) -> Lay:
    def lay(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
        sheet.draw(box, _rg(colour) + b"0 0 %.2f %.2f re f " % _size(box) + content)

    return lay


def image(sheet: Sheet, box: BBox, dice: random.Random, content: bytes, _text: str) -> None:
    """A picture of pale dots."""
    name = sheet.image(bytes(dice.randrange(190, 256) for _ in range(3 * 24 * 8)), 24, 8)
    sheet.draw(box, b"q %.2f 0 0 %.2f 0 0 cm %b Do Q " % (*_size(box), name) + content)


def pixel(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
    """A picture of one pixel, stretched."""
    name = sheet.image(b"\xf0\xf0\xe0", 1, 1)
    sheet.draw(box, b"q %.2f 0 0 %.2f 0 0 cm %b Do Q " % (*_size(box), name) + content)


def inline(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
    """An inline image (8.9.7)."""
    picture = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \xe0 EI "
    sheet.draw(box, b"q %.2f 0 0 %.2f 0 0 cm %b Q " % (*_size(box), picture) + content)


def shading(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
    """A smooth ground from grey to pale."""
    width, height = _size(box)
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.7]), C1=Array([0.95]), N=1)
    name = sheet.resource("/Shading", Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, round(width, 2), 0]), Function=function,
        Extend=Array([True, True])))
    sheet.draw(box, b"q 0 0 %.2f %.2f re W n %b sh Q " % (width, height, name) + content)


def stroke(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
    """A line as thick as the text is high."""
    width, height = _size(box)
    sheet.draw(box, b"0.8 G %.2f w 0 %.2f m %.2f %.2f l S " % (height, height / 2, width, height / 2) + content)


def form(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
    """A fill inside of a form XObject."""
    width, height = _size(box)
    name = sheet.resource("/XObject", sheet.form(_rg("grey") + b"0 0 %.2f %.2f re f" % (width, height)))
    sheet.draw(box, name + b" Do " + content)


def halves(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, _text: str) -> None:
    """Two fills, neither of which covers all; one bent corner, as of a rounded label."""
    width, height = _size(box)
    one = b"0 0 %.2f %.2f re f " % (width / 2 + 1, height)
    other = b"%.2f 0 m %.2f 0 l %.2f %.2f %.2f %.2f %.2f %.2f c %.2f %.2f l f " % (
        width / 2, width, width, height / 2, width, height / 2, width, height, width / 2, height)
    sheet.draw(box, _rg("yellow") + one + other + content)


def annotation(subtype: str, colour: str) -> Lay:
    """An annotation whose appearance is a ground and what stands on it."""

    def lay(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, text: str) -> None:
        ground = _rg(colour) + b"0 0 %.2f %.2f re f " % _size(box)
        more: dict[str, object] = {"C": Array(list(COLOURS[colour])), "IC": Array(list(COLOURS[colour]))}
        if text or subtype == "FreeText":
            more["Contents"] = pikepdf.String(text)
        if subtype == "FreeText":
            more["DA"] = pikepdf.String("/Helv 9 Tf 0 g")
        sheet.annotate(box, subtype, ground + content, **more)

    return lay


def bare_square(sheet: Sheet, box: BBox, _dice: random.Random, _content: bytes, _text: str) -> None:
    """A square without an appearance: the viewer draws it from /IC."""
    sheet.annotate(box, "Square", None, IC=Array([0.9, 0.9, 0.6]), C=Array([0.9, 0.9, 0.6]))


def widget(sheet: Sheet, box: BBox, _dice: random.Random, content: bytes, text: str) -> None:
    """A later form field with a ground of its own."""
    width, height = _size(box)
    ground = b"0.9 0.95 1 rg 0 0 %.2f %.2f re f " % (width, height)
    if text:
        content = b"/Tx BMC q " + content + b" Q EMC"
    made = sheet.annotate(
        box, "Widget", ground + content, FT=Name.Tx, T=pikepdf.String("uusi kentta"), V=pikepdf.String(text),
        DA=pikepdf.String("/Helv 9 Tf 0 g"), MK=Dictionary(BG=Array([0.9, 0.95, 1])))
    root = sheet.pdf.Root
    if "/AcroForm" not in root:
        root.AcroForm = Dictionary(Fields=Array())
    root.AcroForm.Fields = Array([*root.AcroForm.get("/Fields", []), made])


BY_CONTENT: dict[str, Lay] = {
    "black": fill("black"), "grey": fill("grey"), "yellow": fill("yellow"), "image": image, "pixel": pixel,
    "inline-image": inline, "shading": shading, "stroke": stroke, "form": form, "halves": halves,
}
BY_ANNOTATION: dict[str, Lay] = {
    "square": annotation("Square", "grey"), "square-bare": bare_square, "stamp": annotation("Stamp", "yellow"),
    "freetext": annotation("FreeText", "white"), "widget": widget,
}
