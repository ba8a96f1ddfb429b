"""Headers, footers and page numbers are no part of an answer."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.locating.sheets import Draw, answers, located, text


def page(number: int, body: list[tuple[float, str]]) -> Draw:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 30, "Työministeriö    Loppuraportti")
        text(canvas, 500, 30, f"{number} (2)")
        for top, line in body:
            text(canvas, 60, top, line)
        text(canvas, 290, 820, f"{number}")

    return draw


def test_running_lines_are_left_out_of_an_answer_over_two_pages() -> None:
    """The header repeats, the page numbers count: neither stands in the answer."""
    found = located(
        page(1, [(100, "Avustuksen saaja"), (114, "Kunta"), (140, "Hankkeen nimi"), (770, "alku")]),
        page(2, [(70, "ja loppu"), (100, "Nimenselvennys"), (114, "Veikko Malliranta")]),
    )
    assert answers(found)["recipient.project_name"].text.replace("\n", " ") == "alku ja loppu"
    assert sum(p.furniture for p in found.placements) == 10
    assert not [n for n in found.notices if n.code == "text.unplaced"]


def test_a_year_alone_at_the_foot_of_a_page_is_not_a_page_number() -> None:
    """Only the number of the page itself is one."""
    found = located(
        page(1, [(100, "Avustuksen saaja"), (114, "Kunta"), (140, "Hankkeen nimi"), (780, "Silta"), (795, "2023")]),
        page(2, [(100, "Nimenselvennys"), (114, "Veikko Malliranta")]),
    )
    assert answers(found)["recipient.project_name"].text.split() == ["Silta", "2023"]


def test_pages_after_the_form_are_attachments() -> None:
    """Even where they quote its labels."""
    found = located(
        page(1, [(100, "Avustuksen saaja"), (114, "Kunta"), (140, "Nimenselvennys"), (154, "Veikko Malliranta")]),
        page(2, [(100, "Liite 1. Osallistujat"), (130, "Hankkeen nimi"), (150, "Silta"),
                 (170, "paljon muita sanoja tässä"), (190, "ja vielä lisää sanoja liitteen sivulla kaksi")]),
    )
    assert answers(found)["signature.name"].text == "Veikko Malliranta"
    assert [a.page for a in found.attachments] == [2]
    assert "Liite 1." in found.attachments[0].text


def test_a_line_of_two_answers_that_stands_at_one_height_is_no_header() -> None:
    """The same sentence in two answers, by chance at the top of two pages of four."""

    def body(number: int) -> Draw:
        top = {1: "Avustuksen saaja", 2: "Hankkeen nimi", 3: "Yhteyshenkilön nimi", 4: "Nimenselvennys"}[number]
        lines = [(100.0, top), (114.0, f"vastaus numero {number}")]
        return page(number, [*lines, (60, "sama lause jatkuu tässä.")] if number in (2, 3) else lines)

    found = answers(located(*(body(number) for number in range(1, 5))))
    assert "sama lause" in found["recipient.organisation"].text
    assert "sama lause" in found["recipient.project_name"].text


def test_a_footer_that_quotes_a_label_is_a_footer() -> None:
    """On every page at one height: 'Hankkeen nimi: Silta' is no answer there."""

    def body(number: int) -> Draw:
        label = {1: "Avustuksen saaja", 2: "Hankkeen nimi", 3: "Nimenselvennys"}[number]

        def draw(canvas: Canvas) -> None:
            text(canvas, 60, 100, label)
            text(canvas, 60, 114, f"vastaus {number}")
            text(canvas, 60, 810, "Hankkeen nimi: Silta")

        return draw

    found = answers(located(body(1), body(2), body(3)))
    assert [found[f].text for f in ("recipient.organisation", "recipient.project_name", "signature.name")] == [
        "vastaus 1", "vastaus 2", "vastaus 3"
    ]


def test_headings_of_a_tables_columns_are_no_answer() -> None:
    """'Kysymys    Vastaus', printed anew above each part of a table."""

    def draw(canvas: Canvas) -> None:
        for top, label, value in ((100, "Avustuksen saaja", "Kunta"), (200, "Nimenselvennys", "Veikko Malliranta")):
            text(canvas, 60, top, "Kysymys")
            text(canvas, 300, top, "Vastaus")
            text(canvas, 60, top + 14, label)
            text(canvas, 300, top + 14, value)

    located_ = located(draw)
    assert answers(located_)["recipient.organisation"].text == "Kunta"
    assert not located_.notices or all(n.code != "text.unplaced" for n in located_.notices)
