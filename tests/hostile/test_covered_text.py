"""Text that something drawn later hides is not on the page, whatever hides it; what is half hidden is doubted."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.hostile.covering import (
    Change,
    Target,
    annotated,
    append,
    changed,
    new_findings,
    pixel,
    result,
    stretched,
    target,
    uniform,
    value,
)


def filled(colour: bytes) -> Change:
    return lambda file, at: append(file, at, colour + b" " + at.path + b" f")


def image(file: pikepdf.Pdf, at: Target) -> None:
    append(file, at, stretched(at), XObject=pixel(file, b"\x80\x80\xff"))


def shading(file: pikepdf.Pdf, at: Target) -> None:
    append(file, at, at.path + b" W n /Hostile sh", Shading=Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 1, 0]), Extend=Array([True, True]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.5]), C1=Array([0.5]), N=1)))


def thick_line(file: pikepdf.Pdf, at: Target) -> None:
    x0, y0, x1, y1 = at.rect
    append(file, at, b"%.2f w %.2f %.2f m %.2f %.2f l S" % (y1 - y0, x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))


def annotation(subtype: str) -> Change:
    return lambda file, at: annotated(file, at, subtype, b"0.2 0.4 0.6 rg " + at.path + b" f")


def square_without_appearance(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Square", None, IC=Array([1, 0, 0]), C=Array([1, 0, 0]))


def widget(file: pikepdf.Pdf, at: Target, looks: Dictionary | None = None) -> None:
    ground = b"" if looks is not None and not len(looks.BG) else b"0.9 g " + at.path + b" f"
    annotated(file, at, "Widget", ground, FT=Name.Tx, T=pikepdf.String("uusi"), MK=looks or Dictionary())
    if "/AcroForm" not in file.Root:
        file.Root.AcroForm = Dictionary(Fields=Array())
    file.Root.AcroForm.Fields.append(file.pages[at.page - 1].Annots[-1])


COVERS: dict[str, Change] = {
    "white": filled(b"1 g"),
    "black": filled(b"0 g"),
    "grey": filled(b"0.6 g"),
    "yellow": filled(b"1 1 0 rg"),
    "image": image,
    "shading": shading,
    "thick line": thick_line,
    "square": annotation("Square"),
    "stamp": annotation("Stamp"),
    "free text": annotation("FreeText"),
    "square without appearance": square_without_appearance,
    "widget": widget,
}
REQUIRED = "recipient.organisation"
FILES = ["writer-cell-seed", "form-flat-cairo", "form-over-text", "form-reportlab-both"]
"""An export, a flattened form, FreeText over a printed form, and fields with values."""


@pytest.mark.parametrize("cover", COVERS)
def test_a_covered_value_is_a_blank(cover: str) -> None:
    """No letter of a value that an opaque cover of any kind hides is given, and the blank is reported."""
    at = target("writer-cell-seed", REQUIRED)
    data = changed(at, COVERS[cover])
    assert uniform(at, data)
    assert value(result(data), REQUIRED) is None
    assert new_findings(at, data) == {("answer.missing", REQUIRED)}


@pytest.mark.parametrize("fixture", FILES)
def test_whatever_the_value_is_made_of(fixture: str) -> None:
    """A later annotation hides page text, the text of an earlier annotation and the value of a field alike."""
    at = target(fixture, REQUIRED)
    data = changed(at, annotation("Square"))
    assert value(result(data), REQUIRED) is None
    assert ("answer.missing", REQUIRED) in new_findings(at, data)


def highlighter(file: pikepdf.Pdf, at: Target) -> None:
    append(file, at, b"/Hostile gs 1 1 0 rg " + at.path + b" f", ExtGState=Dictionary(BM=Name.Multiply))


def translucent(file: pikepdf.Pdf, at: Target) -> None:
    append(file, at, b"/Hostile gs 1 1 0 rg " + at.path + b" f", ExtGState=Dictionary(ca=0.5))


def frame(file: pikepdf.Pdf, at: Target) -> None:
    x0, y0, x1, y1 = at.rect
    inner = b"%.2f %.2f %.2f %.2f re" % (x0 + 1, y0 + 1, x1 - x0 - 2, y1 - y0 - 2)
    append(file, at, b"0 g " + at.path + b" " + inner + b" f*")


def ground_before(file: pikepdf.Pdf, at: Target) -> None:
    file.pages[at.page - 1].contents_add(b"q 0.9 g " + at.path + b" f Q", prepend=True)


def marked_with_highlight(file: pikepdf.Pdf, at: Target) -> None:
    x0, y0, x1, y1 = at.rect
    annotated(file, at, "Highlight", None, C=Array([1, 1, 0]), QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]))


def hidden_square(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Square", b"0 g " + at.path + b" f")
    file.pages[at.page - 1].Annots[-1].F = 2


@pytest.mark.parametrize(
    "change", [highlighter, translucent, frame, ground_before, marked_with_highlight, hidden_square])
def test_what_hides_nothing(change: Change) -> None:
    """Highlighters, frames, earlier grounds and annotations that are not shown leave the value as it is."""
    at = target("writer-cell-seed", REQUIRED)
    data = changed(at, change)
    assert value(result(data), REQUIRED).startswith("Lahden kaupunki/Elinvoima")
    assert not {code for code, field in new_findings(at, data) if field is not None}


def part(x0: float, y0: float, x1: float, y1: float) -> Change:
    """A black cover over a part of the place, in shares of its sides."""

    def change(file: pikepdf.Pdf, at: Target) -> None:
        a, b, c, d = at.rect
        append(file, at, b"0 g %.2f %.2f %.2f %.2f re f" % (
            a + x0 * (c - a), b + y0 * (d - b), (x1 - x0) * (c - a), (y1 - y0) * (d - b)))

    return change


@pytest.mark.parametrize("change", [part(0, 0, 0.5, 1), part(0.4, 0, 0.6, 1), part(0, 0, 1, 0.5)],
                         ids=["first half", "middle", "lower half or line"])
@pytest.mark.parametrize("fixture", ["writer-cell-seed", "form-flat-cairo"])
def test_a_value_that_is_half_hidden(fixture: str, change: Change) -> None:
    """What is left of a value of which a part lies under a cover is doubted."""
    at = target(fixture, REQUIRED)
    assert ("text.covered", REQUIRED) in new_findings(at, changed(at, change))


@pytest.mark.parametrize("fixture", ["writer-cell-seed", "form-over-text"])
def test_a_ground_that_only_some_viewers_draw(fixture: str) -> None:
    """A polygon without appearance hides the value in some viewers and not in others: it stays, doubted."""
    at = target(fixture, REQUIRED)

    def polygon(file: pikepdf.Pdf, at: Target) -> None:
        x0, y0, x1, y1 = at.rect
        annotated(file, at, "Polygon", None, IC=Array([0, 0, 0]), Vertices=Array([x0, y0, x1, y0, x1, y1, x0, y1]))

    data = changed(at, polygon)
    assert value(result(data), REQUIRED)
    assert ("text.covered", REQUIRED) in new_findings(at, data)


def test_a_field_over_a_field() -> None:
    """Where viewers draw the fields anew, a later one with a ground hides an earlier one that has no appearance."""
    at = target("form-writer-lists", "recipient.contact_name")

    def field(file: pikepdf.Pdf, at: Target) -> None:
        widget(file, at, Dictionary(BG=Array([0.9, 0.95, 1])))

    def without_ground(file: pikepdf.Pdf, at: Target) -> None:
        widget(file, at, Dictionary(BG=Array()))

    assert value(result(changed(at, field)), at.field) is None
    assert not new_findings(at, changed(at, without_ground))


@pytest.mark.parametrize(("share", "left", "finding"), [(1.0, False, "answer.missing"), (0.5, True, "text.covered")])
def test_an_annotation_over_one_without_appearance(share: float, left: bool, finding: str) -> None:
    """What a viewer draws for a FreeText lies under a later annotation's ground: hidden, or doubted where half is."""

    def bare(file: pikepdf.Pdf, at: Target) -> None:
        annotated(
            file, at, "FreeText", None, Contents=pikepdf.String("Toinen kunta"), DA=pikepdf.String("/Helv 9 Tf 0 g"))

    def covered(file: pikepdf.Pdf, at: Target) -> None:
        bare(file, at)
        x0, y0, x1, y1 = at.rect
        above = Target(at.fixture, at.field, at.page, (x0, y0, x0 + share * (x1 - x0), y1), at.bbox)
        annotated(file, above, "Square", b"1 g " + above.path + b" f")

    at = target("form-flat-cairo", REQUIRED)
    empty = changed(at, filled(b"1 g"))
    with pikepdf.open(io.BytesIO(empty)) as file:
        covered(file, at)
        out = io.BytesIO()
        file.save(out)
    found = result(out.getvalue())
    assert bool(value(found, REQUIRED)) is left
    assert finding in {f["code"] for f in found["findings"] if f["field"] == REQUIRED}


@pytest.mark.parametrize("colour", [b"1 g", b"0 g", b"0.7 g"])
def test_covered_boxes(colour: bytes) -> None:
    """Boxes and ticks under a large opaque cover are not on the page: the question is unanswered."""
    at = target("canvas-vector-quotes", "outcomes.followed_plan")
    data = changed(at, filled(colour))
    assert value(result(data), "outcomes.followed_plan") is None
