"""From characters to words, however writers place their letters. In `typeset` a letter is 5 points wide."""

from __future__ import annotations

import pytest

from erityisavustus.contracts.page import Word
from tests.reading.sheets import page_of, shown, typeset


def words(content: str, unicode: dict[str, str] | None = None, widths: dict[str, int] | None = None) -> list[Word]:
    """The words of a page with this content."""
    return list(page_of(typeset(content, unicode, widths)).words)


def texts(content: str, unicode: dict[str, str] | None = None, widths: dict[str, int] | None = None) -> list[str]:
    """Their text."""
    return [w.text for w in words(content, unicode, widths)]


# Letters of one word, and the gaps between words


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_parts_on_one_baseline_are_one_word(order: tuple[int, ...]) -> None:
    """A word drawn in parts that touch is one word, in whatever order the writer draws them."""
    parts = [(60, 700, "neu"), (75, 700, "von"), (90, 700, "taa")]
    assert texts(shown(*(parts[i] for i in order))) == ["neuvontaa"]


def test_its_box_is_around_all_its_parts() -> None:
    """From the first letter to the last, from the lowest to the highest."""
    (word,) = words(shown((75, 700, "von"), (60, 700, "neu")))
    assert word.bbox == pytest.approx((60, 842 - 708, 90, 842 - 698))
    assert word.baseline == pytest.approx(142)


@pytest.mark.parametrize(("gap", "found"), [(0, ["neuvo"]), (-1, ["neuvo"]), (0.5, ["neuvo"]), (3, ["neu", "vo"]),
                                            (30, ["neu", "vo"])])
def test_a_gap_parts_words_without_a_space(gap: float, found: list[str]) -> None:
    """Kerning does not; the width of a blank does, also where no blank is drawn."""
    assert texts(shown((60, 700, "neu"), (75 + gap, 700, "vo"))) == found
    assert texts(shown((75 + gap, 700, "vo"), (60, 700, "neu"))) == found


def test_a_space_parts_words_however_narrow() -> None:
    """Justified lines press their blanks together; a blank that takes its room is one."""
    assert texts(shown((60, 700, "neu vo")), widths={" ": 100}) == ["neu", "vo"]


def test_a_space_without_room_is_none() -> None:
    """Chromium draws so where a word could have been broken and was not."""
    assert texts(shown((60, 700, "neu vo")), widths={" ": 0}) == ["neuvo"]
    assert texts(shown((60, 700, "neu"), (75, 700, " "), (75, 700, "vo"))) == ["neuvo"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f", "\u3000", "\t"])
def test_any_blank_parts_words(blank: str) -> None:
    """No-break, thin and ideographic blanks are blanks."""
    assert texts(shown((60, 700, "a_b")), {"_": blank}) == ["a", "b"]


@pytest.mark.parametrize("nothing", ["\u200b", "\u200d", "\u2060", "\ufeff"])
def test_what_takes_no_room_and_draws_nothing_is_no_letter(nothing: str) -> None:
    """Zero width spaces and joiners stand within words, and are not in their text."""
    assert texts(shown((60, 700, "a_b")), {"_": nothing}, {"_": 0}) == ["ab"]


def test_a_label_in_bold_ends_where_its_value_begins() -> None:
    """Where the type changes a narrow gap parts words already; within one type it does not."""
    label = shown((60, 700, "Nimi:"), font="F2")
    assert texts(label + shown((86.4, 700, "Aino"))) == ["Nimi:", "Aino"]
    assert texts(label + shown((86.4, 700, "Aino"), font="F2")) == ["Nimi:Aino"]
    assert texts(label + shown((85, 700, "Aino"))) == ["Nimi:Aino"]


def test_another_line_is_another_word() -> None:
    """What stands lower or higher is not joined, even where it would touch."""
    assert texts(shown((60, 700, "neu"), (75, 688, "vo"))) == ["neu", "vo"]
    assert texts(shown((75, 688, "vo"), (60, 700, "neu"))) == ["neu", "vo"]


def test_lines_from_the_top_words_from_the_left() -> None:
    """Words come in the order in which one reads them, whatever was drawn first."""
    found = texts(shown((200, 680, "d"), (60, 680, "c"), (200, 700, "b"), (60, 700, "a")))
    assert found == ["a", "b", "c", "d"]


# Text drawn twice


@pytest.mark.parametrize("by", [0.0, 0.3])
def test_bold_by_drawing_twice(by: float) -> None:
    """Each letter again, or the whole word again: it is there once."""
    assert texts(shown(*((60 + 5 * i + d, 700, c) for i, c in enumerate("Silta") for d in (0, by)))) == ["Silta"]
    assert texts(shown((60, 700, "Silta"), (200, 700, "muu"), (60 + by, 700, "Silta"))) == ["Silta", "muu"]


def test_letters_that_come_twice_are_two() -> None:
    """Double letters, thin ones too, and the same word again further on."""
    assert texts(shown((60, 700, "pallilla")), widths={"l": 220, "i": 220}) == ["pallilla"]
    assert texts(shown((60, 700, "ja ja"))) == ["ja", "ja"]
    assert texts(shown((60, 700, "ja"), (60, 690, "ja"))) == ["ja", "ja"]


# Signs that stand for others


@pytest.mark.parametrize(("sign", "text"), [
    ("\ufb01", "fi"), ("\ufb00", "ff"), ("\ufb04", "ffl"), ("a\u0308", "ä"), ("\uf0b7", "•"), ("\uf0e0", "→")])
def test_a_sign_is_what_it_stands_for(sign: str, text: str) -> None:
    """Ligatures are taken apart, accents composed, bullets of symbol fonts known."""
    assert texts(shown((60, 700, "x_x")), {"_": sign}) == [f"x{text}x"]


@pytest.mark.parametrize("letters", [("a", "_"), ("_", "a")])
def test_an_accent_over_its_letter(letters: tuple[str, str]) -> None:
    """Old TeX fonts draw the dots apart, before the letter or after it; a letter follows as it would have."""
    strings = [(70, 700, c) for c in letters]
    assert texts(shown((60, 700, "mi"), *strings, (75, 700, "r")), {"_": "\u00a8"}) == ["miär"]


def test_an_accent_beside_a_letter_stands_alone() -> None:
    """Dots that are over nothing change no letter."""
    assert texts(shown((60, 700, "mia_")), {"_": "\u00a8"}) == ["mia\u00a8"]


def test_an_accent_over_a_capital() -> None:
    """TeX lifts the dots of a capital off the baseline, and draws them before it; the word goes on behind it."""
    assert texts(shown((60, 702, "_"), (60, 700, "Aiti"), (90, 700, "ja")), {"_": "\u00a8"}) == ["Äiti", "ja"]
    assert texts(shown((60, 700, "H"), (65, 702, "_"), (65, 700, "AN")), {"_": "\u00a8"}) == ["HÄN"]


def test_an_accent_drawn_before_other_words() -> None:
    """It finds its letter at its place, however much was drawn between them."""
    assert texts(shown((60, 702, "_"), (200, 700, "muu"), (60, 700, "Aiti")), {"_": "\u00a8"}) == ["Äiti", "muu"]


def test_the_minus_sign_of_a_writer_without_hyphens() -> None:
    """groff prints U+2212 for each hyphen; a font that has both says what it means."""
    assert texts(shown((60, 700, "TE_tuki 1_2")), {"_": "\u2212"}) == ["TE-tuki", "1-2"]
    assert texts(shown((60, 700, "TE_tuki e-posti")), {"_": "\u2212"}) == ["TE\u2212tuki", "e-posti"]
    assert texts(shown((60, 700, "5 _ 3")), {"_": "\u2212"}) == ["5", "\u2212", "3"]


def test_soft_hyphens() -> None:
    """One at the end is kept for whoever joins the lines; one within is the writer's own hyphen; one without width is
    not seen."""
    assert texts(shown((60, 700, "neu_")), {"_": "\u00ad"}) == ["neu\u00ad"]
    assert texts(shown((60, 700, "neu_vo")), {"_": "\u00ad"}) == ["neu-vo"]
    assert texts(shown((60, 700, "neu_vo")), {"_": "\u00ad"}, {"_": 0}) == ["neuvo"]


@pytest.mark.parametrize(("sign", "share"), [("\ufffd", 0.25), ("\ue123", 0.25), ("\ue000", 0.25), ("é", 0.0)])
def test_what_no_font_tells_is_counted(sign: str, share: float) -> None:
    """A sign of private use, or the mark for what is not known, is a letter that got lost; it keeps its place."""
    page = page_of(typeset(shown((60, 700, "ab_c")), {"_": sign}))
    assert page.garbled == share
    assert [w.text for w in page.words] == [f"ab{sign}c"]


# Lines of a kind of their own


def test_leaders_are_a_word_of_their_own() -> None:
    """Dots from a label to its value belong to neither; three dots belong to their word."""
    assert texts(shown((60, 700, "Nimi........Aino"))) == ["Nimi", "........", "Aino"]
    assert texts(shown((60, 700, "Nimi...Aino"))) == ["Nimi...Aino"]


def test_leaders_keep_their_place() -> None:
    """Label, leader and value stand one behind the other."""
    label, leader, value = words(shown((60, 700, "Nimi........Aino")))
    assert (label.bbox[0], label.bbox[2]) == pytest.approx((60, 80))
    assert (leader.bbox[0], leader.bbox[2]) == pytest.approx((80, 120))
    assert (value.bbox[0], value.bbox[2]) == pytest.approx((120, 140))


@pytest.mark.parametrize("by", [3.5, -3])
def test_superscripts_stand_in_their_line(by: float) -> None:
    """Smaller letters above or below the line come behind the word they stand at, and are no part of it: the digit of
    a footnote must not lengthen an amount."""
    small = shown((85, 700 + by, "2"), size=6)
    line = shown((60, 700, "65310"), (95, 700, "euroa"))
    assert texts(line + small) == texts(small + line) == ["65310", "2", "euroa"]


def test_large_type_above_is_no_superscript() -> None:
    """Another line of the same size is another line, however close."""
    assert texts(shown((60, 700, "km"), (70, 704, "2"))) == ["2", "km"]


def test_spread_letters_with_spaces() -> None:
    """Where the letters of a line are set apart, only its spaces part words."""
    spread = shown(*((60 + 9 * i, 700, c) for i, c in enumerate("OMA SILTA")))
    assert texts(spread) == ["OMA", "SILTA"]


@pytest.mark.parametrize("title", [("OMA", "SILTA"), ("A", "SILTA", "B")])
def test_a_spread_title_without_spaces(title: tuple[str, ...]) -> None:
    """Its gaps are of two sizes: the wide ones part words."""
    at, strings = 60.0, []
    for word in title:
        for letter in word:
            strings.append((at, 700, letter))
            at += 9
        at += 9
    assert texts(shown(*strings)) == list(title)


def test_a_few_letters_far_apart_are_no_title() -> None:
    """Letters over columns stay what they are."""
    assert texts(shown(*((60 + 9 * i, 700, c) for i, c in enumerate("ABC")))) == ["A", "B", "C"]
    assert texts(shown(*((60 + 50 * i, 700, c) for i, c in enumerate("ABCDEFG")))) == list("ABCDEFG")


def test_lines_drawn_from_the_right() -> None:
    """Words, and their spaces, drawn from right to left stand as one reads them."""
    assert texts(shown((85, 700, "vo"), (80, 700, " "), (60, 700, "neut"))) == ["neut", "vo"]


def test_turned_text_is_apart() -> None:
    """Text that runs upwards is a word of its own, said to be so, and not in a line with the rest."""
    turned = "BT /F1 10 Tf 0 1 -1 0 75 700 Tm (luonnos) Tj ET\n"
    found = words(shown((60, 700, "neu")) + turned)
    assert [(w.text, w.upright) for w in found] == [("neu", True), ("luonnos", False)]


# The page's edge


def test_what_runs_over_the_right_edge_is_kept() -> None:
    """A value on one line that is longer than the page is one text, whose end one does not see."""
    long = " ".join(["sana"] * 30)
    found = words(shown((60, 700, long)))
    assert " ".join(w.text for w in found) == long
    inside = [w for w in found if not w.cut]
    assert len(inside) == 22
    assert found[:22] == inside
    assert all(w.bbox[0] > inside[-1].bbox[0] for w in found[22:])


def test_words_beyond_the_edge_without_spaces() -> None:
    """Gaps part words there, too."""
    strings = [(560 + 25 * i, 700, "sana") for i in range(4)]
    assert texts(shown(*strings)) == ["sana"] * 4


def test_what_stands_beside_the_page_is_not_on_it() -> None:
    """It does not go on from any line that one sees."""
    assert texts(shown((60, 700, "sana"), (700, 700, "piilo"), (60, 900, "yli"), (-200, 650, "vasen"))) == ["sana"]


def test_the_font_without_its_subset_prefix() -> None:
    """And whether it is bold."""
    found = words(shown((60, 700, "a")) + shown((60, 680, "b"), font="F2"))
    assert [(w.font, w.bold, w.size) for w in found] == [("Own-Regular", False, 10), ("Own-Bold", True, 10)]
