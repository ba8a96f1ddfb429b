"""One table of signs: each checks the empty box it is laid over, whichever way it arrives."""

from __future__ import annotations

import pikepdf
import pytest

from erityisavustus.contracts.page import MarkState, Page
from erityisavustus.contracts.ticks import EMPTY_BOXES, EMPTY_CIRCLES, IN_BOX_ONLY, SIGNS
from tests.reading.sheets import changed, page_of, shown, typeset

BOX = "60 700 10 10 re S "
"""Empty, in points from below."""
BESIDE = shown((80, 702, "Kylla"))


def states(page: Page) -> list[MarkState]:
    return [m.state for m in page.marks]


def with_freetext(text: str, font: str = "Helv") -> Page:
    """A page with an empty box, and a FreeText annotation without an appearance over it."""

    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array([59, 699, 71, 711]), F=4,
            Contents=pikepdf.String(text), DA=pikepdf.String(f"0 g /{font} 10 Tf")))])

    return page_of(changed(typeset(BOX + BESIDE), change))


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_freetext(sign: str) -> None:
    """Typed over the box by a person who fills and signs: no word is left of it."""
    page = with_freetext(sign)
    assert states(page) == [MarkState.CHECKED]
    assert [w.text for w in page.words] == ["Kylla"]


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_overprinted(sign: str) -> None:
    """A character of the page's own text."""
    page = page_of(typeset(BOX + shown((62.5, 702, "q")) + BESIDE, {"q": sign}))
    assert states(page) == [MarkState.CHECKED]
    assert [w.text for w in page.words] == ["Kylla"]


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_between_square_brackets(sign: str) -> None:
    """Typed with its box."""
    page = page_of(typeset(shown((60, 702, "[q] Kylla")), {"q": sign}))
    assert states(page) == [MarkState.CHECKED]
    assert [w.text for w in page.words] == ["Kylla"]


@pytest.mark.parametrize("sign", sorted(SIGNS - IN_BOX_ONLY))
def test_between_round_brackets(sign: str) -> None:
    """Typed with its circle."""
    page = page_of(typeset(shown((60, 702, r"\(q\) Kylla")), {"q": sign}))
    assert states(page) == [MarkState.CHECKED]


@pytest.mark.parametrize("sign", sorted(IN_BOX_ONLY))
def test_letters_of_a_list(sign: str) -> None:
    """'(v)' numbers the fifth item."""
    page = page_of(typeset(shown((60, 702, rf"\({sign}\) Kylla"))))
    assert page.marks == ()


@pytest.mark.parametrize(("letter", "font", "ticked"), [
    ("4", "ZaDb", True), ("8", "ZapfDingbats", True), ("n", "ZaDb", True), ("o", "ZaDb", False), ("q", "ZaDb", False),
    ("4", "Helv", False), ("8", "F1", False), ("x", "Wingdings", True), ("o", "Wingdings", False)])
def test_letters_of_symbol_fonts(letter: str, font: str, ticked: bool) -> None:
    """A code of ZapfDingbats or Wingdings means what that font draws; elsewhere '4' and '8' are figures."""
    page = with_freetext(letter, font)
    assert states(page) == [MarkState.CHECKED if ticked else MarkState.UNCHECKED]
    assert (letter in [w.text for w in page.words]) is not ticked


@pytest.mark.parametrize("sign", sorted(EMPTY_BOXES | EMPTY_CIRCLES))
def test_an_empty_sign_ticks_nothing(sign: str) -> None:
    """A second border over an empty box leaves it empty."""
    assert MarkState.CHECKED not in states(page_of(typeset(BOX + shown((62.5, 702, "q")) + BESIDE, {"q": sign})))
