"""What lies beside or across the text is no part of an answer, and is not lost."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.locating.sheets import HEIGHT, answers, located, text

SENTENCE = "tavoite saavutettiin hyvin ja asiakkaat olivat tyytyväisiä saamaansa neuvontaan kunnassa"


def form(canvas: Canvas) -> None:
    text(canvas, 90, 60, "Avustuksen saaja")
    text(canvas, 90, 74, "Kunta")
    text(canvas, 90, 100, "Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet.")
    for index in range(8):
        text(canvas, 90, 114 + 12 * index, SENTENCE)
    text(canvas, 90, 300, "Nimenselvennys")
    text(canvas, 90, 314, "Veikko Malliranta")


def goals(draw: object) -> tuple[str, list[str]]:
    """The answer of eight equal sentences, and what could not be placed."""
    found = located(draw)  # type: ignore[arg-type]
    answer = answers(found)["outcomes.goals_achieved"].text.replace("\n", " ")
    return answer, [n.detail for n in found.notices if n.code == "text.unplaced"]


def test_line_numbers_are_furniture() -> None:
    """A number left of every line, whatever it stands beside."""

    def numbered(canvas: Canvas) -> None:
        form(canvas)
        tops = [60, 74, 100, *(114 + 12 * i for i in range(8)), 300, 314]
        for index, top in enumerate(tops, start=1):
            canvas.setFont("Helvetica", 8)
            canvas.drawRightString(70, HEIGHT - top, str(index))

    assert goals(numbered) == (" ".join([SENTENCE] * 8), [])


def test_a_small_note_right_of_the_text_is_told_and_kept_out() -> None:
    """A reader's comment in the margin."""

    def noted(canvas: Canvas) -> None:
        form(canvas)
        text(canvas, 520, 126, "ks. liite", size=7)

    assert goals(noted) == (" ".join([SENTENCE] * 8), ["ks. liite"])


def test_a_watermark_is_no_word_of_the_lines_it_lies_over() -> None:
    """Large, level or turned; on one page it is told."""
    for turn in (0, 40):

        def marked(canvas: Canvas, turn: int = turn) -> None:
            canvas.saveState()
            canvas.setFillGray(0.9)
            canvas.translate(150, HEIGHT - 190)
            canvas.rotate(turn)
            canvas.setFont("Helvetica-Bold", 60)
            canvas.drawString(0, 0, "LUONNOS")
            canvas.restoreState()
            form(canvas)

        assert goals(marked) == (" ".join([SENTENCE] * 8), ["LUONNOS"])
