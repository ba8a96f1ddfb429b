"""Which box belongs to which option."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.answer import Answer
from erityisavustus.contracts.page import MarkState, Method
from erityisavustus.form import FORM
from erityisavustus.locating import locate, sheet_of
from erityisavustus.reading import read
from erityisavustus.reading.text.lines import text_lines
from tests.locating.sheets import HEIGHT, Draw, answers, located, pdf, text

QUESTION = "Onko hanke toteutunut hankesuunnitelman mukaisesti?"
NEXT = "Jos hanke ei ole toteutunut hankesuunnitelman mukaisesti, kuvaile tiiviisti, mistä tämä on johtunut."


def box(canvas: Canvas, x: float, top: float, *, checked: bool) -> None:
    """A square of 9 points, its lower edge on the baseline `top`."""
    y = HEIGHT - top
    canvas.rect(x, y - 1, 9, 9)
    if checked:
        canvas.line(x + 1, y, x + 8, y + 7)
        canvas.line(x + 1, y + 7, x + 8, y)


def asked(draw_options: Draw) -> Answer:
    def page(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Hankkeen nimi")
        text(canvas, 60, 74, "Silta")
        text(canvas, 60, 100, QUESTION)
        draw_options(canvas)
        text(canvas, 60, 160, NEXT)
        text(canvas, 60, 200, "Nimenselvennys")

    return answers(located(page))["outcomes.followed_plan"]


def states(answer: Answer) -> dict[str, MarkState]:
    return {m.option: m.state for m in answer.marks}


@pytest.mark.parametrize("checked", ["yes", "no", "none", "both"])
@pytest.mark.parametrize("side", ["before", "after", "below", "stacked"])
def test_boxes_are_paired_with_their_texts(side: str, checked: str) -> None:
    """Before or after the text, below it, or one option a line: each state reaches its option."""

    def options(canvas: Canvas) -> None:
        for index, (option, word) in enumerate((("yes", "Kyllä"), ("no", "Ei"))):
            x, top = (60.0, 115.0 + 15 * index) if side == "stacked" else (60.0 + 80 * index, 115.0)
            at = {"before": (x, top), "stacked": (x, top), "after": (x + 45, top), "below": (x + 18, top + 14)}[side]
            text(canvas, x + 15, top, word)
            box(canvas, *at, checked=checked in (option, "both"))

    expected = {o: MarkState.CHECKED if checked in (o, "both") else MarkState.UNCHECKED for o in ("yes", "no")}
    assert states(asked(options)) == expected


@pytest.mark.parametrize(("words", "ocr", "known"), [
    (("Kylla", "Fi"), True, True), (("Kyllä.", "Ej"), True, True), (("Kylla", "Fi"), False, False),
    (("Kyllä", "En", "Fi"), True, False), (("Kyllä", "Oi", "vai"), True, True), (("Kyllä", "Fa"), True, False),
])
def test_an_option_in_which_ocr_got_one_letter_wrong_is_known(words: tuple[str, ...], ocr: bool, known: bool) -> None:
    """Only where one word alone is so near, and only in what OCR read: a typed word is what it is."""

    def page(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Hankkeen nimi")
        text(canvas, 60, 74, "Silta")
        text(canvas, 60, 100, QUESTION)
        for index, word in enumerate(words):
            text(canvas, 75 + 80 * index, 115, word)
            box(canvas, 60 + 80 * index, 115, checked=index == 0)
        text(canvas, 60, 160, NEXT)
        text(canvas, 60, 200, "Nimenselvennys")

    pages = list(read(pdf(page)).pages)
    if ocr:
        (read_page,) = pages
        words_read = tuple(replace(w, method=Method.OCR) for w in read_page.words)
        pages = [replace(read_page, words=words_read, lines=text_lines(words_read))]
    marks = states(answers(locate(FORM, [sheet_of(p) for p in pages]))["outcomes.followed_plan"])
    assert (marks == {"yes": MarkState.CHECKED, "no": MarkState.UNCHECKED}) == known


def test_a_typed_cross_before_one_option() -> None:
    """'X Kyllä   Ei' without boxes: one checked mark, for the option it stands before."""

    def options(canvas: Canvas) -> None:
        text(canvas, 60, 115, "X Kyllä")
        text(canvas, 140, 115, "Ei")

    assert states(asked(options)) == {"yes": MarkState.CHECKED}


def test_a_cross_halfway_between_two_options_is_unclear() -> None:
    """A lone cross as near to 'Kyllä' before it as to 'Ei' behind it decides nothing."""

    def options(canvas: Canvas) -> None:
        text(canvas, 60, 115, "Kyllä")
        text(canvas, 95, 115, "X")
        text(canvas, 112, 115, "Ei")

    assert set(states(asked(options)).values()) <= {MarkState.UNCLEAR}


def test_options_on_the_page_after_their_question() -> None:
    """A page break between the question and its boxes."""

    def first(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Hankkeen nimi")
        text(canvas, 60, 74, "Silta")
        text(canvas, 60, 780, QUESTION)

    def second(canvas: Canvas) -> None:
        box(canvas, 60, 70, checked=False)
        text(canvas, 75, 70, "Kyllä")
        box(canvas, 140, 70, checked=True)
        text(canvas, 155, 70, "Ei")
        text(canvas, 60, 100, NEXT)

    answer = answers(located(first, second))["outcomes.followed_plan"]
    assert states(answer) == {"yes": MarkState.UNCHECKED, "no": MarkState.CHECKED}
    assert {m.page for m in answer.marks} == {2}


def test_no_boxes_and_no_cross_is_no_mark() -> None:
    """'Kyllä Ei' alone answers nothing."""
    assert states(asked(lambda canvas: text(canvas, 60, 115, "Kyllä Ei"))) == {}


def drawn(words: list[tuple[float, float, str]], *, ring: int | None = None, strike: int | None = None) -> Answer:
    """The question with these words; one of them ringed or struck out."""

    def options(canvas: Canvas) -> None:
        for index, (x, top, word) in enumerate(words):
            text(canvas, x, top, word)
            width = canvas.stringWidth(word, "Helvetica", 10)
            if index == ring:
                canvas.ellipse(x - 6, HEIGHT - top - 5, x + width + 6, HEIGHT - top + 11)
            if index == strike:
                canvas.line(x - 1, HEIGHT - top + 3, x + width + 1, HEIGHT - top + 3)

    return asked(options)


def test_an_option_that_wraps_after_its_box_keeps_it() -> None:
    """'( ) Kyllä (x)' at a line's end, 'Ei' on the next line."""
    answer = drawn([(300, 115, "( ) Kyllä   (x)"), (60, 128, "Ei")])
    assert states(answer) == {"yes": MarkState.UNCHECKED, "no": MarkState.CHECKED}


@pytest.mark.parametrize(("ring", "option"), [(0, "yes"), (1, "no")])
def test_a_ringed_option_is_chosen(ring: int, option: str) -> None:
    """No boxes: the ring says it."""
    assert states(drawn([(60, 115, "Kyllä"), (120, 115, "Ei")], ring=ring)) == {option: MarkState.CHECKED}


@pytest.mark.parametrize(("strike", "option"), [(0, "no"), (1, "yes")])
def test_the_option_that_is_not_struck_out_is_chosen(strike: int, option: str) -> None:
    """'Kyllä / Ei' with one of them struck out."""
    assert states(drawn([(60, 115, "Kyllä"), (90, 115, "/"), (100, 115, "Ei")], strike=2 * strike)) == {
        option: MarkState.CHECKED
    }


def test_options_without_any_mark_are_no_answer() -> None:
    """Both printed, none pointed at."""
    assert drawn([(60, 115, "Kyllä"), (120, 115, "Ei")]).marks == ()


def test_an_option_printed_alone_is_the_answer_where_there_are_no_boxes() -> None:
    """'Ei' typed behind the question."""
    assert states(drawn([(60, 115, "Ei")])) == {"no": MarkState.CHECKED}
