"""Text outside the clip in force is not on the page; text that the clip cuts is doubted."""

from __future__ import annotations

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.hostile.covering import NEW, Target, append, changed, new_findings, result, target, typed, value
from tests.reading.sheets import page_of, pdf

FIELD = "recipient.organisation"


def clipped(x: float, y: float, width: float, height: float) -> bytes:
    """A page whose text 'Helsinki' at (200, 700), 12 points, is drawn through a clip; 'Lahti' is not."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 600, "Lahti")
        path = canvas.beginPath()
        path.rect(x, y, width, height)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(200, 700, "Helsinki")

    return pdf(draw)


@pytest.mark.parametrize(
    "clip", [(100, 690, 90, 30), (260, 690, 90, 30), (190, 715, 90, 30), (190, 660, 90, 30), (0, 0, 0, 0)],
    ids=["ends left of it", "begins right of it", "begins above it", "ends below it", "empty"])
def test_outside_on_any_side(clip: tuple[float, float, float, float]) -> None:
    """Text on whichever side of its clip is not read."""
    assert [w.text for w in page_of(clipped(*clip)).words] == ["Lahti"]


def test_within() -> None:
    """Text within its clip is read without a doubt, also where the clip leaves hardly more than its ink."""
    (word, other) = page_of(clipped(199, 696, 60, 14)).words
    assert (word.text, word.cut, word.covered) == ("Helsinki", False, False)
    assert other.text == "Lahti"


@pytest.mark.parametrize(
    ("clip", "cut", "covered"),
    [((190, 690, 35, 30), True, False), ((222, 690, 90, 30), False, True), ((190, 703, 90, 30), False, True),
     ((190, 690, 90, 13), False, True)],
    ids=["right", "left", "below", "above"])
def test_cut_on_any_side(clip: tuple[float, float, float, float], cut: bool, covered: bool) -> None:
    """A word that its clip cuts is cut where its end is missing, and not certain where anything else is."""
    word = page_of(clipped(*clip)).words[0]
    assert (word.cut, word.covered) == (cut, covered)


def test_a_clip_that_is_no_rectangle() -> None:
    """Within the box of a triangular clip, only what the triangle shows is read."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(50, 500)
        path.lineTo(50, 760)
        path.lineTo(310, 500)
        path.close()
        canvas.clipPath(path, stroke=0)
        canvas.drawString(60, 520, "Lahti")
        canvas.drawString(240, 740, "Helsinki")

    assert [w.text for w in page_of(pdf(draw)).words] == ["Lahti"]


def test_a_form_with_a_box_elsewhere() -> None:
    """A form XObject shows only what lies in its /BBox (8.10.1): a value drawn beside it is a blank."""
    at = target("form-flat-cairo", FIELD)

    def change(file: pikepdf.Pdf, at: Target) -> None:
        form = file.make_stream(typed(at))
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 10, 10])
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Hostile=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)))
        append(file, at, b"1 g " + at.path + b" f /Hostile Do", XObject=form)

    data = changed(at, change)
    assert NEW.decode() not in str(result(data)["report"])
    assert value(result(data), FIELD) is None
    assert ("answer.missing", FIELD) in new_findings(at, data)
