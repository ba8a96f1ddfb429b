"""A patch over an old value with a new one on it: the new one is the value, and that it is a correction is reported."""

from __future__ import annotations

import pikepdf
import pytest

from tests.hostile.covering import (
    NEW,
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
    typed,
    value,
)

FIELD = "recipient.organisation"


def patch(colour: bytes) -> Change:
    return lambda file, at: append(file, at, colour + b" " + at.path + b" f " + typed(at))


def image_patch(file: pikepdf.Pdf, at: Target) -> None:
    append(file, at, stretched(at) + b" " + typed(at), XObject=pixel(file, b"\xff\xff\xff"))


def annotation_patch(subtype: str) -> Change:
    return lambda file, at: annotated(
        file, at, subtype, b"1 1 0.8 rg " + at.path + b" f " + typed(at), Contents=pikepdf.String(NEW.decode()))


def square_and_text(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "Square", b"1 g " + at.path + b" f")
    annotated(file, at, "FreeText", typed(at), Contents=pikepdf.String(NEW.decode()))


PATCHES: dict[str, Change] = {
    "white": patch(b"1 g"),
    "grey": patch(b"0.8 g"),
    "yellow": patch(b"1 1 0 rg"),
    "image": image_patch,
    "free text": annotation_patch("FreeText"),
    "stamp": annotation_patch("Stamp"),
    "square, then free text": square_and_text,
}


@pytest.mark.parametrize("kind", PATCHES)
@pytest.mark.parametrize("fixture", ["writer-cell-seed", "form-flat-cairo"])
def test_the_new_value(fixture: str, kind: str) -> None:
    """Only the new value is given, with the one remark that it was corrected."""
    at = target(fixture, FIELD)
    data = changed(at, PATCHES[kind])
    assert value(result(data), FIELD) == NEW.decode()
    assert {code for code, field in new_findings(at, data) if field == FIELD} == {"value.corrected"}
    assert next(f["severity"] for f in result(data)["findings"] if f["code"] == "value.corrected") == "info"


@pytest.mark.parametrize("kind", ["free text", "square, then free text"])
def test_a_patch_over_an_annotation(kind: str) -> None:
    """A later annotation corrects an earlier one too."""
    at = target("form-over-text", FIELD)
    data = changed(at, PATCHES[kind])
    assert value(result(data), FIELD) == NEW.decode()
    assert {code for code, field in new_findings(at, data) if field == FIELD} == {"value.corrected"}


@pytest.mark.parametrize(("fixture", "field"), [
    ("form-hand-unanswered", "outcomes.results"), ("form-reportlab-both", "outcomes.goals_achieved"),
    ("form-weasyprint-pypdf", "outcomes.participants")])
def test_a_field_over_a_field(fixture: str, field: str) -> None:
    """A later form field with a ground hides an earlier one whole, whether viewers draw the fields anew or not, and
    though the earlier value runs on beyond its box."""
    at = target(fixture, field)

    def later(file: pikepdf.Pdf, at: Target) -> None:
        annotated(
            file, at, "Widget", b"1 1 0.8 rg " + at.path + b" f /Tx BMC " + typed(at) + b" EMC", FT=pikepdf.Name.Tx,
            T=pikepdf.String("uusi"), V=pikepdf.String(NEW.decode()), DA=pikepdf.String("/Helv 9 Tf 0 g"),
            MK=pikepdf.Dictionary(BG=pikepdf.Array([1, 1, 0.8])))
        file.Root.AcroForm.Fields.append(file.pages[at.page - 1].Annots[-1])

    data = changed(at, later)
    assert value(result(data), field) == NEW.decode()
    assert {code for code, about in new_findings(at, data) if about == field} == {"value.corrected"}


def test_the_same_text_again_is_no_correction() -> None:
    """A writer that paints a ground over a text and draws the same text on it has changed nothing."""
    at = target("form-flat-cairo", "recipient.diary_number")
    old = str(result(changed(at, lambda _, __: None))["evidence"]["recipient.diary_number"]["raw"])

    def again(file: pikepdf.Pdf, at: Target) -> None:
        append(file, at, b"1 g " + at.path + b" f " + typed(at, old.encode("ascii")))

    data = changed(at, again)
    assert value(result(data), "recipient.diary_number")
    assert not new_findings(at, data)


def over(file: pikepdf.Pdf, at: Target) -> None:
    append(file, at, typed(at))


def free_text_over(file: pikepdf.Pdf, at: Target) -> None:
    annotated(file, at, "FreeText", typed(at), Contents=pikepdf.String(NEW.decode()))


def half_a_line_lower(file: pikepdf.Pdf, at: Target) -> None:
    x0, y0, x1, y1 = at.rect
    append(file, at, typed(Target(at.fixture, at.field, at.page, (x0, y0 - 5, x1, y1 - 5), at.bbox)))


@pytest.mark.parametrize("change", [over, free_text_over, half_a_line_lower])
@pytest.mark.parametrize("fixture", ["writer-cell-seed", "form-flat-cairo", "form-over-text"])
def test_words_over_each_other(fixture: str, change: Change) -> None:
    """Two texts that are both seen in one place are no one value that can be trusted."""
    at = target(fixture, FIELD)
    data = changed(at, change)
    assert ("text.covered", FIELD) in new_findings(at, data)


def test_text_drawn_twice_for_bold_type() -> None:
    """The same text once more, slightly aside, is bold type and raises nothing."""
    at = target("form-flat-cairo", "recipient.diary_number")
    old = str(result(changed(at, lambda _, __: None))["evidence"]["recipient.diary_number"]["raw"]).encode("ascii")

    def bold(file: pikepdf.Pdf, at: Target) -> None:
        x, y = at.baseline
        again = b" ".join(
            b"BT /Hostile 9 Tf %.2f %.2f Td (%s) Tj ET" % (x + shift, y, old) for shift in (0.0, 0.3))
        append(file, at, b"1 g " + at.path + b" f 0 g " + again)

    data = changed(at, bold)
    assert value(result(data), "recipient.diary_number")
    assert not new_findings(at, data)


def test_free_text_in_an_empty_place() -> None:
    """What is typed where nothing stood is an answer like any other."""
    at = target("form-flat-cairo", FIELD)
    empty = changed(at, lambda file, at: append(file, at, b"1 g " + at.path + b" f"))
    assert value(result(empty), FIELD) is None
    report = result((target("form-over-text", FIELD), changed(target("form-over-text", FIELD), lambda _, __: None))[1])
    assert not {f["code"] for f in report["findings"]} & {"value.corrected", "text.covered"}
