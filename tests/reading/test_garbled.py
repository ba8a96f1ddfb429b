"""Fonts whose Unicode is wrong."""

from __future__ import annotations

import pytest

from erityisavustus.reading.records import Char
from erityisavustus.reading.text.unreadable_fonts import garbled_fonts

FINNISH = "Hankkeessa on kehitetty neuvontaa ja lisätty palvelujen saavutettavuutta monella kielellä. " * 3
SWEDISH = "Projektet har utvecklat rådgivning och ökat tillgängligheten till tjänster på många språk. " * 3
ENGLISH = "The project has developed guidance and improved access to services in many languages. " * 3
CONSONANTS = str.maketrans("aeiouyäöhnkstlvpjmrd", "bcdfghjklmnpqrstvwxz")
VOWELS = str.maketrans("nkstlv", "aeiouy")
CYRILLIC = str.maketrans({c: chr(0x431 + i) for i, c in enumerate("abdefghijklmnoprstuvyäö")})
DINGBATS = str.maketrans({c: chr(0x2761 + i) for i, c in enumerate("abdefghijklmnoprstuvyäö")})


def chars(text: str, font: str = "Kirjain") -> list[Char]:
    """The text's characters, all in one font."""
    return [Char(c, ord(c), 0, 0, 1, 1, 0, 1, font, True, 0, False, 1.0, 0, False) for c in text if c != " "]


@pytest.mark.parametrize("text", [FINNISH, SWEDISH, ENGLISH])
def test_a_language_is_believed(text: str) -> None:
    """Finnish, Swedish and English, in capitals and with their accents apart too, have the vowels of a language."""
    assert garbled_fonts(chars(text)) == set()
    assert garbled_fonts(chars(text.upper())) == set()


@pytest.mark.parametrize("wrong", [CONSONANTS, VOWELS], ids=["no vowels", "hardly anything else"])
def test_letters_of_no_language_are_not_believed(wrong: dict[int, int]) -> None:
    """A font that says other letters than it draws, in capitals or not."""
    assert garbled_fonts(chars(FINNISH.lower().translate(wrong))) == {"Kirjain"}
    assert garbled_fonts(chars(FINNISH.lower().translate(wrong).upper())) == {"Kirjain"}


def test_only_the_font_that_is_wrong() -> None:
    """Fonts are judged each by its own letters."""
    page = chars(FINNISH) + chars(FINNISH.lower().translate(CONSONANTS), "Väärä")
    assert garbled_fonts(page) == {"Väärä"}


def test_a_few_letters_tell_nothing() -> None:
    """One line of anything, a few letters again and again, and numbers are what they say."""
    assert garbled_fonts(chars("hnk stlv pjmrd bcdfg")) == set()
    assert garbled_fonts(chars("TEM VN MMM PKKS " * 40)) == set()
    assert garbled_fonts(chars("1.9.2022–31.8.2023 65 310,00 " * 40)) == set()


def test_another_script_is_another_script() -> None:
    """Letters that are not Latin have other vowels."""
    assert garbled_fonts(chars(FINNISH.lower().translate(CYRILLIC))) == set()


def test_a_text_font_full_of_dingbats() -> None:
    """Ghostscript takes glyphs called /a1, /a2, … for those of ZapfDingbats: so many kinds of them are no text."""
    assert garbled_fonts(chars(FINNISH.lower().translate(DINGBATS))) == {"Kirjain"}
    assert garbled_fonts(chars(FINNISH.lower().translate(DINGBATS), "ZapfDingbats")) == set()


def test_ticks_among_text_are_text() -> None:
    """One or two kinds of dingbats, or many in much text, are a form's boxes and bullets."""
    assert garbled_fonts(chars("✔ Kyllä ✗ Ei " * 30)) == set()
    assert garbled_fonts(chars(FINNISH + "".join(map(chr, range(0x2761, 0x2771))))) == set()


def test_what_has_no_unicode_is_not_counted() -> None:
    """It is lost anyway, and says nothing about the rest."""
    unknown = [c._replace(text=None) for c in chars("x" * 300)]
    assert garbled_fonts(unknown + chars(FINNISH)) == set()
