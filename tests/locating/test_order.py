"""Cells and columns are read one after the other."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.locating.sheets import HEIGHT, answers, located, text

LEFT, RIGHT = 60.0, 300.0


def pair(canvas: Canvas) -> None:
    """E-mail and phone side by side, both wrapped in their own column, no rulings."""
    rows = [
        ("Yhteyshenkilön", "Yhteyshenkilön"),
        ("sähköpostiosoite", "puhelinnumero"),
        ("aino.esimerkki-", "050 555 0142 (arkisin"),
        ("koskela@suvantola.example", "kello 9-15)"),
    ]
    text(canvas, LEFT, 50, "Yhteyshenkilön nimi")
    text(canvas, LEFT, 63, "Aino Esimerkki")
    for index, (left, right) in enumerate(rows):
        text(canvas, LEFT, 90 + 12 * index, left)
        text(canvas, RIGHT, 90 + 12 * index, right)
    text(canvas, LEFT, 160, "3. Avustuspäätöksen mukaiset tiedot")


def test_two_wrapped_fields_side_by_side() -> None:
    """Neither value is read across the gutter."""
    found = answers(located(pair))
    assert found["recipient.contact_email"].lines == ("aino.esimerkki-", "koskela@suvantola.example")
    assert found["recipient.contact_phone"].text == "050 555 0142 (arkisin kello 9-15)"


def test_label_column_beside_value_column() -> None:
    """A label of three lines beside a value of five: the label is read first, then all of the value."""

    def draw(canvas: Canvas) -> None:
        text(canvas, LEFT, 60, "Hankkeen nimi")
        text(canvas, RIGHT, 60, "Silta")
        for index, line in enumerate(("Avustuksen käyttötarkoitus", "(jatka tarvittaessa", "erillisellä liitteellä)")):
            text(canvas, LEFT, 90 + 12 * index, line)
        for index in range(5):
            text(canvas, RIGHT, 90 + 12 * index, f"rivi numero {index} on täynnä sanoja tässä")
        text(canvas, LEFT, 170, "Myönnetty avustus euroina")
        text(canvas, RIGHT, 170, "100,00")

    found = answers(located(draw))
    expected = " ".join(f"rivi numero {i} on täynnä sanoja tässä" for i in range(5))
    assert found["decision.purpose"].text.replace("\n", " ") == expected
    assert found["decision.granted_eur"].text == "100,00"


def test_a_centred_label_belongs_to_the_value_around_it() -> None:
    """Rows without borders: values begin above their labels; the middles tell which belongs to which."""

    def draw(canvas: Canvas) -> None:
        for row, (label, lines) in enumerate(
            [("Avustuksen saaja", 3), ("Hankkeen nimi", 3), ("Yhteyshenkilön nimi", 3), ("Nimenselvennys", 3)]
        ):
            top = 60 + row * 60
            text(canvas, LEFT, top + 12, label)
            for index in range(lines):
                text(canvas, RIGHT, top + 12 * index, f"arvo {row} rivi {index} jatkuu riville saakka")

    found = answers(located(draw))
    for row, name in enumerate(("recipient.organisation", "recipient.project_name", "recipient.contact_name")):
        assert found[name].text == " ".join(f"arvo {row} rivi {i} jatkuu riville saakka" for i in range(3))


def test_a_row_cut_by_the_page_is_read_as_one() -> None:
    """Label and value both go on at the top of the next page, in bordered cells."""

    def cells(canvas: Canvas, top: float, bottom: float) -> None:
        canvas.setLineWidth(0.5)
        for x0, x1 in ((50, 280), (280, 550)):
            canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)

    def first(canvas: Canvas) -> None:
        text(canvas, LEFT, 60, "Avustuksen saaja")
        cells(canvas, 700, 760)
        text(canvas, LEFT, 715, "Kuvaa, miten hanke on")
        text(canvas, LEFT, 727, "saavuttanut hankesuunnitelmassa")
        for index in range(3):
            text(canvas, 290, 715 + 12 * index, f"vastauksen rivi {index} on tässä kohdassa")

    def second(canvas: Canvas) -> None:
        cells(canvas, 60, 100)
        text(canvas, LEFT, 75, "mainitut tavoitteet.")
        text(canvas, 290, 75, "ja loppuu tähän.")
        cells(canvas, 100, 140)
        text(canvas, LEFT, 115, "Nimenselvennys")
        text(canvas, 290, 115, "Veikko Malliranta")

    found = answers(located(first, second))
    assert found["outcomes.goals_achieved"].text.replace("\n", " ") == (
        "vastauksen rivi 0 on tässä kohdassa vastauksen rivi 1 on tässä kohdassa "
        "vastauksen rivi 2 on tässä kohdassa ja loppuu tähän."
    )
    assert found["signature.name"].text == "Veikko Malliranta"


def test_bullets_set_apart_from_their_items_stay_with_them() -> None:
    """A hanging list: the signs stand in a column of their own."""

    def page(canvas: Canvas) -> None:
        text(canvas, LEFT, 60, "Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet.")
        for index, item in enumerate(("avajaiset kunnassa", "kesäleiri rannalla", "seminaari syksyllä")):
            text(canvas, LEFT, 74 + 14 * index, "-")
            text(canvas, LEFT + 20, 74 + 14 * index, item)
        text(canvas, LEFT, 130, "Nimenselvennys")
        text(canvas, LEFT, 144, "Veikko Malliranta")

    found = answers(located(page))["outcomes.goals_achieved"].text
    assert found == "- avajaiset kunnassa\n- kesäleiri rannalla\n- seminaari syksyllä"


def test_words_of_a_typewriter_font_that_stand_under_each_other_are_no_columns() -> None:
    """Every word begins on the same grid; the wide spaces of the font are only spaces."""
    lines = ["sana toinen kolmas neljäs", "aika paikka henkilö asiakas", "yksi kahden kolmen neljän"] * 4

    def page(canvas: Canvas) -> None:
        label = "Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet."
        text(canvas, LEFT, 60, label, font="Courier")
        for index, line in enumerate(lines):
            text(canvas, LEFT, 74 + 12 * index, line, font="Courier")
        text(canvas, LEFT, 300, "Nimenselvennys", font="Courier")
        text(canvas, LEFT, 314, "Veikko Malliranta", font="Courier")

    found = answers(located(page))["outcomes.goals_achieved"].text
    assert found.split() == " ".join(lines).split()


def test_a_value_whose_label_stands_on_the_next_page_is_not_the_one_before() -> None:
    """The first line of an answer below a finished row, its label over the page."""

    def first(canvas: Canvas) -> None:
        text(canvas, LEFT, 60, "Avustuksen saaja")
        text(canvas, 290, 60, "Suvantolan kaupunki")
        text(canvas, LEFT, 760, "Hankkeen nimi")
        text(canvas, 290, 760, "Silta kaksi")
        text(canvas, 290, 790, "Ensimmäinen rivi vastausta")

    def second(canvas: Canvas) -> None:
        text(canvas, LEFT, 60, "Kuvaa, miten hanke on saavuttanut")
        text(canvas, LEFT, 72, "hankesuunnitelmassa mainitut tavoitteet.")
        text(canvas, 290, 60, "ja toinen rivi.")
        text(canvas, LEFT, 120, "Nimenselvennys")
        text(canvas, 290, 120, "Veikko Malliranta")

    found = answers(located(first, second))
    assert found["recipient.project_name"].text == "Silta kaksi"
    assert found["outcomes.goals_achieved"].text.replace("\n", " ") == "Ensimmäinen rivi vastausta ja toinen rivi."
