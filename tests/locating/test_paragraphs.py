"""From printed lines to paragraphs and unbroken words."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.locating.answers.hyphens import Hyphenation, join_lines
from tests.locating.sheets import answers, located, text

PLAIN = Hyphenation(["kokous", "yhteistyö"], [])
BROKEN = Hyphenation(["kehittäminen"], [("kehittä-", "minen"), ("työn-", "tekijä"), ("pal-", "velu")])


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Päijät-", "Hämeen kunnat", "Päijät-Hämeen kunnat"),
        ("moni-", "ja selkokielen", "moni- ja selkokielen"),
        ("TE-", "toimisto", "TE-toimisto"),
        ("linja-", "auto", "linja-auto"),
        ("app-", "palvelu", "app-palvelu"),
        ("VN/4615/2022-", "TEM-68", "VN/4615/2022-TEM-68"),
        ("1.9.2022–", "31.8.2023", "1.9.2022–31.8.2023"),
        ("kaupunki/", "Elinvoima", "kaupunki/Elinvoima"),
        ("Hub", "-toimintaan", "Hub -toimintaan"),
        ("neuvon\u00ad", "nan aika", "neuvonnan aika"),
        ("neuvon\u2010", "nan aika", "neuvonnan aika"),
        ("sana", "toinen", "sana toinen"),
    ],
)
def test_line_ends_that_any_document_decides(before: str, after: str, joined: str) -> None:
    """Hyphens of compounds, names, abbreviations and numbers stay; soft hyphens go."""
    assert join_lines(before, after, PLAIN) == joined


def test_a_hyphenated_document_loses_its_hyphens() -> None:
    """The document itself holds 'kehittäminen' unbroken, so 'kehittä-' + 'minen' is a break."""
    assert join_lines("hankkeen kehittä-", "minen jatkuu", BROKEN) == "hankkeen kehittäminen jatkuu"
    assert join_lines("palve-", "lujen", BROKEN) == "palvelujen"


def test_a_document_without_hyphenation_keeps_the_writers_hyphen() -> None:
    """One lower-case hyphen at a line end among many lines is the writer's own."""
    assert join_lines("pop-", "tapahtuma", PLAIN) == "pop-tapahtuma"


@pytest.mark.parametrize(("words", "joined"), [
    (["-tapahtuma"], "DUUNI WORK -tapahtumat"), (["-tapahtumatiloja"], "DUUNI WORK -tapahtumat"),
    (["tapahtuma"], "DUUNI WORK - tapahtumat"), (["-toiminta"], "DUUNI WORK - tapahtumat"),
    (["-ta"], "DUUNI WORK - tapahtumat"), (["-"], "DUUNI WORK - tapahtumat"), ([], "DUUNI WORK - tapahtumat"),
])
def test_a_hyphen_alone_at_a_line_end(words: list[str], joined: str) -> None:
    """It begins the next word only where the document writes that word so elsewhere; else it is a dash, as printed."""
    assert join_lines("DUUNI WORK -", "tapahtumat", Hyphenation(words, [])) == joined


def test_a_hyphen_alone_on_a_line() -> None:
    """With nothing before it, it is a list's bullet or an answer that says nothing."""
    assert join_lines("-", "tapahtumat", Hyphenation(["-tapahtuma"], [])) == "- tapahtumat"


def answer_of(lines: list[tuple[float, str]]) -> str:
    """The text of decision.purpose whose lines stand at the given baselines."""

    def page(canvas: Canvas) -> None:
        text(canvas, 60, 60, "Avustuksen käyttötarkoitus", font="Helvetica-Bold")
        for top, line in lines:
            text(canvas, 60, top, line)
        text(canvas, 60, 400, "Myönnetty avustus euroina", font="Helvetica-Bold")
        text(canvas, 60, 414, "1,00")

    return answers(located(page))["decision.purpose"].text


FULL = "Tämä rivi on täynnä sanoja aivan oikeaan reunaan asti, jotta seuraava sana siirtyy pitkälle"


def test_full_lines_are_joined_and_space_parts_paragraphs() -> None:
    """Lines at the usual distance are one paragraph; a wider gap begins another."""
    found = answer_of([(80, FULL), (92, FULL), (104, "loppuu."), (124, FULL), (136, "toinen loppuu.")])
    assert found == f"{FULL} {FULL} loppuu.\n{FULL} toinen loppuu."


def test_a_line_with_room_left_was_ended_by_hand() -> None:
    """No gap, but the next word would have fitted: a new paragraph."""
    found = answer_of([(80, FULL), (92, "Lyhyt rivi."), (104, "Toinen rivi alkaa."), (116, FULL)])
    assert found.split("\n") == [f"{FULL} Lyhyt rivi.", "Toinen rivi alkaa.", FULL]


def test_list_items_are_lines_of_their_own() -> None:
    """Bullets and numbers start items; their wrapped lines belong to them."""
    item = f"- {FULL}"
    found = answer_of([(80, item), (92, "jatkuu tähän"), (104, "- toinen kohta"), (116, "1. numeroitu"), (128, FULL)])
    assert found.split("\n")[:3] == [f"{item} jatkuu tähän", "- toinen kohta", "1. numeroitu"]
