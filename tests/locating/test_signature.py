"""A signature is ink, an image or a digital signature in its area; a line to write on is none."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pil
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.answer import Answer
from tests.locating.sheets import HEIGHT, Draw, answers, located, text


def signed(draw_inside: Draw) -> Answer:
    def page(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Paikka ja aika")
        text(canvas, 60, 74, "Suvantola 5.10.2023")
        text(canvas, 60, 110, "Allekirjoitus")
        draw_inside(canvas)
        text(canvas, 60, 190, "Nimenselvennys")
        text(canvas, 60, 204, "Veikko Malliranta")

    return answers(located(page))["signature.signed"]


def test_strokes_are_ink() -> None:
    """Curves drawn below the label."""

    def pen(canvas: Canvas) -> None:
        y = HEIGHT - 150
        canvas.bezier(80, y, 100, y + 30, 120, y - 30, 160, y + 10)
        canvas.bezier(160, y + 10, 180, y - 20, 190, y + 30, 240, y)

    answer = signed(pen)
    assert (answer.signed, answer.signed_by) == (True, "ink")


def test_an_image_is_a_signature() -> None:
    """A picture of handwriting."""

    def picture(canvas: Canvas) -> None:
        image = Pil.new("RGB", (300, 80), "white")
        ImageDraw.Draw(image).line([(10, 60), (80, 10), (150, 70), (290, 20)], fill="navy", width=5)
        out = io.BytesIO()
        image.save(out, "PNG")
        out.seek(0)
        canvas.drawImage(ImageReader(out), 80, HEIGHT - 165, 150, 40)

    answer = signed(picture)
    assert (answer.signed, answer.signed_by) == (True, "image")


def test_a_ruled_line_and_a_box_are_no_signature() -> None:
    """What the blank form prints does not sign it."""

    def blank(canvas: Canvas) -> None:
        canvas.rect(55, HEIGHT - 170, 400, 75)
        canvas.line(60, HEIGHT - 160, 300, HEIGHT - 160)

    assert signed(blank).signed is False


def test_a_typed_name_is_neither_signed_nor_unsigned() -> None:
    """Words where ink should be: nobody can tell, so it is not told."""
    answer = signed(lambda canvas: text(canvas, 80, 150, "Veikko Malliranta"))
    assert answer.signed is None
    assert answer.signed_by == "text"


@pytest.mark.parametrize("right", [250, 400])
def test_a_signature_in_the_rest_of_its_cell_over_the_page(right: int) -> None:
    """The row is cut before the picture; a table of other columns on the next page is not its rest."""

    def first(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Avustuksen saaja")
        text(canvas, 60, 74, "Kunta")
        canvas.rect(50, HEIGHT - 790, 200, 30)
        text(canvas, 60, 775, "Allekirjoitus")
        canvas.rect(250, HEIGHT - 790, 200, 30)
        text(canvas, 260, 775, "Nimenselvennys")
        text(canvas, 260, 787, "Veikko Malliranta")

    def second(canvas: Canvas) -> None:
        canvas.rect(50, HEIGHT - 120, right - 50, 80)
        canvas.bezier(80, HEIGHT - 80, 100, HEIGHT - 50, 120, HEIGHT - 110, 160, HEIGHT - 70)

    assert answers(located(first, second))["signature.signed"].signed is (right == 250)
