"""Check boxes under something that is drawn later, and annotations that are no ticks."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array

from tests.conftest import FIXTURES
from tests.hostile.covering import (
    Change,
    Target,
    annotated,
    append,
    changed,
    new_findings,
    pixel,
    result,
    target,
    value,
)

QUESTION = "outcomes.followed_plan"
TEXT = "canvas-vector-quotes"


def boxes(fixture: str) -> Target:
    """The boxes of a question, with their words."""
    data = (FIXTURES / f"{fixture}.pdf").read_bytes()
    marks = result(data)["evidence"][QUESTION]["marks"]
    page = marks[0]["page"]
    with pikepdf.open(FIXTURES / f"{fixture}.pdf") as file:
        height = float(file.pages[page - 1].mediabox[3])
    x0, top, x1, bottom = (f(m["bbox"][i] for m in marks) for i, f in enumerate((min, min, max, max)))
    rect = (x0 - 3, height - bottom - 3, x1 + 80, height - top + 3)
    return Target(fixture, QUESTION, page, rect, (x0, top, x1, bottom))


def square(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Square", b"1 0.9 0.6 rg " + at.path + b" f")


def free_text(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "FreeText", b"1 g " + at.path + b" f")


def picture(file: pikepdf.Pdf, at: Target) -> None:
    x0, y0, x1, y1 = at.rect
    append(file, at, b"q %.2f 0 0 %.2f %.2f %.2f cm /Hostile Do Q" % (x1 - x0, y1 - y0, x0, y0),
           XObject=pixel(file, b"\xdd\xdd\xdd"))


def noise(file: pikepdf.Pdf, at: Target) -> None:
    """A picture of many colours."""
    x0, y0, x1, y1 = at.rect
    image = file.make_stream(bytes(190 + i * 37 % 64 for i in range(3 * 24 * 8)))
    image.Type, image.Subtype, image.Width, image.Height = pikepdf.Name.XObject, pikepdf.Name.Image, 24, 8
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    append(file, at, b"q %.2f 0 0 %.2f %.2f %.2f cm /Hostile Do Q" % (x1 - x0, y1 - y0, x0, y0), XObject=image)


def shading(file: pikepdf.Pdf, at: Target) -> None:
    """A ground from grey to pale."""
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.7], C1=[0.95], N=1)
    ground = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name.DeviceGray, Coords=[at.rect[0], 0, at.rect[2], 0], Function=function)
    append(file, at, b"q " + at.path + b" W n /Hostile sh Q", Shading=ground)


def halves(file: pikepdf.Pdf, at: Target) -> None:
    """Two fills side by side, one with a bent corner, neither of which hides all."""
    x0, y0, x1, y1 = at.rect
    middle = x0 + 5
    append(file, at, b"1 1 0.4 rg %.2f %.2f %.2f %.2f re f " % (x0, y0, middle - x0 + 1, y1 - y0) + (
        b"%.2f %.2f m %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c %.2f %.2f l f"
        % (middle, y0, x1, y0, x1, y1, x1, y1, x1 - 2, y1, middle, y1)))


@pytest.mark.parametrize("change", [square, free_text, picture, noise, shading, halves])
@pytest.mark.parametrize("fixture", [TEXT, "weasyprint-rules-short"])
def test_what_hides_boxes_hides_the_answer(fixture: str, change: Change) -> None:
    """Boxes that no person sees leave their question unanswered, and what hides them is no tick."""
    at = boxes(fixture)
    assert value(result(changed(at, lambda *_: None)), QUESTION) is not None
    data = changed(at, change)
    assert value(result(data), QUESTION) is None
    assert ("answer.missing", QUESTION) in new_findings(at, data)


def highlight(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Highlight", None, C=Array([1, 1, 0]))


def frame(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Square", b"1 0 0 RG " + at.path + b" S")


def empty_stamp(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Stamp", b"")


def clear_picture(file: pikepdf.Pdf, at: Target) -> None:
    image = pixel(file, b"\xff\xff\xff")
    mask = file.make_stream(b"\0")
    mask.Type, mask.Subtype, mask.Width, mask.Height = image.Type, image.Subtype, 1, 1
    mask.ColorSpace, mask.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    image.SMask = file.make_indirect(mask)
    x0, y0, x1, y1 = at.rect
    append(file, at, b"q %.2f 0 0 %.2f %.2f %.2f cm /Hostile Do Q" % (x1 - x0, y1 - y0, x0, y0), XObject=image)


@pytest.mark.parametrize("change", [highlight, frame, empty_stamp, clear_picture])
def test_what_hides_nothing_leaves_the_answer(change: Change) -> None:
    """Boxes that are seen through what lies over them, or around them, answer their question as before."""
    at = boxes(TEXT)
    before = value(result(changed(at, lambda *_: None)), QUESTION)
    assert value(result(changed(at, change)), QUESTION) is before


def test_an_annotation_that_draws_nothing_ticks_nothing() -> None:
    """A Stamp with an empty appearance over one empty box of a question leaves it empty."""
    at = boxes(TEXT)
    marks = result(changed(at, lambda *_: None))["evidence"][QUESTION]["marks"]
    empty = next(m for m in marks if m["state"] == "unchecked")
    x0, top, x1, bottom = empty["bbox"]
    with pikepdf.open(FIXTURES / f"{TEXT}.pdf") as file:
        height = float(file.pages[at.page - 1].mediabox[3])
    one = Target(TEXT, QUESTION, at.page, (x0, height - bottom, x1, height - top), (x0, top, x1, bottom))
    data = changed(one, empty_stamp)
    states = [m["state"] for m in result(data)["evidence"][QUESTION]["marks"]]
    assert states == [m["state"] for m in marks]


def test_a_plain_picture_is_no_signature() -> None:
    """A patch over the place and date hides them; a picture of one colour signs nothing, whatever it covers."""
    fixture = "form-flat-writer"
    data = (FIXTURES / f"{fixture}.pdf").read_bytes()
    assert value(result(data), "signature.signed") is False
    data = changed(target(fixture, "signature.place"), picture)
    assert value(result(data), "signature.place") is None
    assert value(result(data), "signature.signed") is False
