"""The pages a person reads: `show` and `validate`."""

import io

import pytest
from rich.console import Console

from erityisavustus import Extraction, extract
from erityisavustus.form import FORM, Role
from erityisavustus.judging import Language
from erityisavustus.output.pages.report_page import person_page
from erityisavustus.output.validation import Verdict, verdict_text
from tests.output.results import fixture, with_name


def _page(extraction: Extraction, language: Language = Language.FI, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, no_color=True).print(person_page(extraction, language))
    return out.getvalue()


def test_sections_answers_and_boxes() -> None:
    """Every section, the answers in Finnish notation, and the boxes as they are on the page."""
    page = _page(fixture("writer-cell-seed"), width=200)
    for text in FORM.texts:
        if text.role is Role.SECTION:
            assert text.wordings[0].split(" (")[0] in page
    assert "65\u00a0310,00 €" in page
    assert "1.9.2022–31.8.2023" in page
    assert "☐ Kyllä   ☒ Ei" in page
    assert "☒ Maahanmuuttajien ohjaus- ja neuvontapalveluihin" in page


def test_doubts_stand_at_their_field_and_at_the_end() -> None:
    """A finding is told where the answer should be, with its page, and listed once more with its code."""
    page = _page(fixture("chromium-header-cells-both"), width=200)
    assert page.count("on valittu sekä Kyllä että Ei") == 2
    assert "☒ Kyllä   ☒ Ei" in page
    assert "mark.ambiguous" in page


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_the_page_fits(width: int) -> None:
    """No line is wider than the terminal."""
    assert max(len(line) for line in _page(fixture("chromium-header-cells-both"), width=width).splitlines()) <= width


def test_english() -> None:
    """Status and messages follow the language, labels stay the form's own."""
    page = _page(fixture("writer-cell-seed", "en"), Language.EN, 200)
    assert "INVALID" in page
    assert "Myönnetty avustus euroina" in page
    assert "is blank. Ask the recipient" in page


def test_an_unreadable_file() -> None:
    """What is wrong and what to do, and no empty form."""
    page = _page(extract(b"no pdf", path="muistio.pdf"))
    assert "EI LUETTAVISSA" in page
    assert "Pyydä raportti PDF-muodossa" in page
    assert "Avustuksen saaja" not in page


@pytest.mark.parametrize("evil", ["\x1b]0;hei\x07", "\x1b[2J", "\x9b31m", "a\rb"])
def test_a_report_does_not_steer_the_terminal(evil: str) -> None:
    """Control characters of an answer are shown, never sent."""
    page = _page(with_name(f"Kunta{evil}"))
    assert not any(c in page for c in "\x1b\x07\x9b\r")


def test_verdicts() -> None:
    """One line a file, one more for each finding, with code, field and page."""
    assert verdict_text(Verdict(fixture("writer-beside-wide")), Language.FI) == "OK  writer-beside-wide.pdf: kunnossa\n"
    lines = verdict_text(Verdict(fixture("writer-cell-seed")), Language.EN).splitlines()
    assert lines[0] == "!!  writer-cell-seed.pdf: invalid (error 1)"
    assert "answer.missing [outcomes.accessibility_law] p. 6:" in lines[1]
    assert verdict_text(Verdict(extract(b"")), Language.EN).startswith("??  -: unreadable (error 1)\n")
