"""The form is aligned with the document as a whole."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.locating.sheets import BOLD, Draw, answers, located, text

RECIPIENT = [
    ("2. Avustuksen saaja", None),
    ("Avustuksen saaja", "Kivirannan kunta"),
    ("Hankkeen nimi", "Silta"),
    ("Valtionavustuksen diaarinumero", "VN/1/2022-TEM-2"),
    ("Yhteyshenkilön nimi", "Aino Esimerkki"),
]


def listed(rows: list[tuple[str, str | None]], *, bold: bool = False) -> Draw:
    """One line for each label and each value."""

    def draw(canvas: Canvas) -> None:
        top = 60.0
        for label, value in rows:
            text(canvas, 60, top, label, font=BOLD if bold else "Helvetica")
            if value is not None:
                text(canvas, 60, top + 13, value)
            top += 32

    return draw


def test_answers_stand_between_the_labels() -> None:
    """Labels and values in one style, one a line: each value goes to the label above it."""
    found = answers(located(listed(RECIPIENT)))
    assert found["recipient.organisation"].text == "Kivirannan kunta"
    assert found["recipient.diary_number"].text == "VN/1/2022-TEM-2"
    assert found["recipient.contact_name"].text == "Aino Esimerkki"


def test_a_label_quoted_inside_a_line_is_not_the_label() -> None:
    """'Hankkeen nimi' in the middle of an answer does not end the answer."""
    rows = [*RECIPIENT]
    rows[1] = ("Avustuksen saaja", "Kunta, katso myös Hankkeen nimi alla")
    found = answers(located(listed(rows)))
    assert found["recipient.organisation"].text == "Kunta, katso myös Hankkeen nimi alla"
    assert found["recipient.project_name"].text == "Silta"


def test_a_label_quoted_as_a_line_of_its_own_is_told_by_its_looks() -> None:
    """The other labels are bold; a plain line with the same words is an answer."""

    def draw(canvas: Canvas) -> None:
        listed(RECIPIENT, bold=True)(canvas)
        text(canvas, 60, 240, "Yhteyshenkilön sähköpostiosoite", font=BOLD)
        text(canvas, 60, 253, "Yhteyshenkilön puhelinnumero")
        text(canvas, 60, 266, "a@b.example")
        text(canvas, 60, 290, "Yhteyshenkilön puhelinnumero", font=BOLD)
        text(canvas, 60, 303, "050 555 0142")

    found = answers(located(draw))
    assert found["recipient.contact_email"].text == "Yhteyshenkilön puhelinnumero a@b.example"
    assert found["recipient.contact_phone"].text == "050 555 0142"


def test_a_missing_label_is_reported_and_its_neighbour_doubted() -> None:
    """Without 'Hankkeen nimi' the name runs into the organisation: both are named by findings."""
    rows = [r for r in RECIPIENT if r[0] != "Hankkeen nimi"]
    rows[1] = ("Avustuksen saaja", "Kivirannan kunta Silta")
    found = located(listed(rows))
    codes = {(n.code.value, n.field) for n in found.notices}
    assert ("form.incomplete", "recipient.project_name") in codes
    assert ("text.low-confidence", "recipient.organisation") in codes
    assert not answers(found)["recipient.project_name"].found


def test_a_reworded_label_is_found_in_its_place() -> None:
    """'Hankkeen virallinen nimi:' stands for 'Hankkeen nimi'."""
    rows = [*RECIPIENT]
    rows[2] = ("Hankkeen koko nimi", "Silta")
    found = answers(located(listed(rows)))
    assert found["recipient.project_name"].text == "Silta"


def test_a_label_broken_by_a_page_is_found() -> None:
    """A question whose second line stands on the next page."""

    def first(canvas: Canvas) -> None:
        listed(RECIPIENT)(canvas)
        text(canvas, 60, 780, "Kuvaa, miten hanke on saavuttanut")

    def second(canvas: Canvas) -> None:
        text(canvas, 60, 60, "hankesuunnitelmassa mainitut tavoitteet.")
        text(canvas, 60, 76, "Hyvin.")

    found = answers(located(first, second))
    assert found["outcomes.goals_achieved"].text == "Hyvin."
    assert found["outcomes.goals_achieved"].page == 2


def test_another_document_matches_hardly_anything() -> None:
    """A letter is not this form."""

    def letter(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Kutsu: tervetuloa hankkeen päätöstilaisuuteen Suvantolaan")

    assert located(letter).match < 0.1
