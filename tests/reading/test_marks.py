"""Selection marks, however they are drawn."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pil
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.page import MarkKind, MarkState
from tests.reading.sheets import HEIGHT, Draw, marks_of, page_of, pdf

X, Y = 60.0, HEIGHT - 100
CHECKED, UNCHECKED = MarkState.CHECKED, MarkState.UNCHECKED


def square(canvas: Canvas) -> None:
    canvas.rect(X, Y, 10, 10)


def cross(canvas: Canvas) -> None:
    square(canvas)
    canvas.line(X + 1, Y + 1, X + 9, Y + 9)
    canvas.line(X + 1, Y + 9, X + 9, Y + 1)


def tick(canvas: Canvas) -> None:
    square(canvas)
    path = canvas.beginPath()
    path.moveTo(X + 2, Y + 5)
    path.lineTo(X + 4, Y + 2)
    path.lineTo(X + 9, Y + 9)
    canvas.drawPath(path)


def filled(canvas: Canvas) -> None:
    square(canvas)
    canvas.rect(X + 2, Y + 2, 6, 6, fill=1)


def four_lines(canvas: Canvas) -> None:
    for x0, y0, x1, y1 in ((0, 0, 10, 0), (0, 10, 10, 10), (0, 0, 0, 10), (10, 0, 10, 10)):
        canvas.line(X + x0, Y + y0, X + x1, Y + y1)


def circle(canvas: Canvas) -> None:
    canvas.circle(X + 5, Y + 5, 5)


def dotted_circle(canvas: Canvas) -> None:
    circle(canvas)
    canvas.circle(X + 5, Y + 5, 2.4, fill=1)


def overprinted(canvas: Canvas) -> None:
    square(canvas)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(X + 1.7, Y + 1.4, "X")


def white_filled(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(X, Y, 10, 10, fill=1)
    canvas.setFillGray(0)


def cross_of_one_path(canvas: Canvas) -> None:
    square(canvas)
    path = canvas.beginPath()
    for a, b in ((1, 9), (9, 1)):
        path.moveTo(X + 1, Y + a)
        path.lineTo(X + 9, Y + b)
    canvas.drawPath(path, stroke=1, fill=1)


@pytest.mark.parametrize(
    ("draw", "state"),
    [(cross_of_one_path, CHECKED), (square, UNCHECKED), (cross, CHECKED), (tick, CHECKED), (filled, CHECKED),
     (four_lines, UNCHECKED),
     (circle, UNCHECKED), (dotted_circle, CHECKED), (overprinted, CHECKED), (white_filled, UNCHECKED)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_drawn_boxes(draw: Draw, state: MarkState) -> None:
    """Each drawing is one mark with its state and place."""
    (mark,) = marks_of(draw)
    assert mark.state is state
    assert mark.kind is MarkKind.VECTOR
    assert mark.bbox == pytest.approx((X, 90, X + 10, 100), abs=0.6)


@pytest.mark.parametrize(
    ("words", "states"),
    [("[x] Kyllä", [CHECKED]), ("[ ] Kyllä", [UNCHECKED]), ("(X) Kyllä ( ) Ei", [CHECKED, UNCHECKED]),
     ("[v] Kyllä [ ] Ei", [CHECKED, UNCHECKED]), ("(*) Kyllä ( ) Ei", [CHECKED, UNCHECKED]), ("(v) kohta", []),
     ("[] Ei", [UNCHECKED]), ("kaava f(x) ja [1] viite (s)", [])],
)
def test_bracket_boxes(words: str, states: list[MarkState]) -> None:
    """Brackets with a cross or nothing in them are boxes; other brackets are text."""
    marks = marks_of(lambda canvas: canvas.drawString(X, Y, words))
    assert [m.state for m in marks] == states


@pytest.mark.parametrize(("letter", "state"), [("✔", CHECKED), ("✘", CHECKED), ("❏", UNCHECKED), ("❑", UNCHECKED)])
def test_zapfdingbats(letter: str, state: MarkState) -> None:
    """The codes '4', '8', 'o' and 'q' of ZapfDingbats draw ticks, crosses and boxes; only the font's name tells."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(X, Y, letter)

    (mark,) = marks_of(draw)
    assert (mark.state, mark.kind) == (state, MarkKind.GLYPH)


@pytest.mark.parametrize("checked", [True, False])
def test_bitmap_boxes(checked: bool) -> None:
    """Small square pictures are judged by the pixels inside their border."""

    def draw(canvas: Canvas) -> None:
        image = Pil.new("L", (40, 40), 255)
        pen = ImageDraw.Draw(image)
        pen.rectangle((1, 1, 38, 38), outline=0, width=3)
        if checked:
            pen.line((8, 8, 32, 32), fill=0, width=4)
            pen.line((8, 32, 32, 8), fill=0, width=4)
        out = io.BytesIO()
        image.save(out, "PNG")
        out.seek(0)
        canvas.drawImage(ImageReader(out), X, Y, 10, 10)

    (mark,) = marks_of(draw)
    assert (mark.state, mark.kind) == (CHECKED if checked else UNCHECKED, MarkKind.IMAGE)


def test_a_cell_hardly_larger_than_its_box_is_no_box() -> None:
    """The box in it is, and it is empty."""

    def draw(canvas: Canvas) -> None:
        square(canvas)
        canvas.rect(X - 4, Y - 4, 18, 18)

    (mark,) = marks_of(draw)
    assert (mark.state, mark.bbox) == (UNCHECKED, pytest.approx((X, 90, X + 10, 100), abs=0.6))


def test_table_cells_and_bullets_are_no_marks() -> None:
    """A comb of square cells, a filled bullet without an empty counterpart, a large box."""

    def draw(canvas: Canvas) -> None:
        for index in range(6):
            canvas.rect(X + 12 * index, Y, 12, 12)
        canvas.circle(X, Y - 40, 2.6, fill=1)
        canvas.rect(X, Y - 200, 100, 100)

    assert marks_of(draw) == ()


def test_the_letters_of_a_mark_are_no_words() -> None:
    """The bracket box leaves 'Kyllä' as the only word of its line."""
    page = page_of(pdf(lambda canvas: canvas.drawString(X, Y, "[x] Kyllä")))
    assert [w.text for w in page.words] == ["Kyllä"]
    assert page.marks[0].text.replace(" ", "") == "[x]"
