"""Boxes typed with brackets: their place, their state, and what stands around them."""

from __future__ import annotations

import pytest

from erityisavustus.contracts.page import MarkState, Page
from tests.reading.sheets import page_of, shown, typeset

CHECKED, UNCHECKED = MarkState.CHECKED, MarkState.UNCHECKED
TICKS = {"1": "✓", "2": "✔", "3": "✗", "4": "●", "5": "×"}


def page(*strings: tuple[float, float, str], widths: dict[str, int] | None = None) -> Page:
    """A page with these strings; letters are 5 points wide."""
    unicode = {chr(c): chr(c) for c in range(32, 127)} | TICKS
    escaped = ((x, y, t.replace("(", r"\(").replace(")", r"\)")) for x, y, t in strings)
    return page_of(typeset(shown(*escaped), unicode, widths))


@pytest.mark.parametrize(("typed", "state", "round_"), [
    ("[x]", CHECKED, False), ("[X]", CHECKED, False), ("[1]", CHECKED, False), ("[5]", CHECKED, False),
    ("[v]", CHECKED, False), ("[+]", CHECKED, False), ("[]", UNCHECKED, False), ("[_]", UNCHECKED, False),
    ("(x)", CHECKED, True), ("(4)", CHECKED, True), ("()", UNCHECKED, True), ("(_)", UNCHECKED, True)])
def test_one_word(typed: str, state: MarkState, round_: bool) -> None:
    """A cross or tick between brackets is checked; nothing, or a line to write on, is not; round brackets are radio
    buttons."""
    found = page((60, 700, typed), (90, 700, "Kylla"))
    (mark,) = found.marks
    assert (mark.state, mark.round) == (state, round_)
    assert [w.text for w in found.words] == ["Kylla"]


@pytest.mark.parametrize("typed", ["[1]", "[2]", "[3]", "(4)", "[4]"])
def test_a_tick_between_brackets_is_in_its_text(typed: str) -> None:
    """A tick that is a glyph of its own checks the box it stands in, and running text gets it back as it was."""
    (mark,) = page((60, 700, typed)).marks
    assert mark.text == typed[0] + TICKS[typed[1]] + typed[2]


@pytest.mark.parametrize("typed", ["(v)", "(+)", "[a]", "[xx]", "(x", "x)", "[x)", "(x]", "f(x)"])
def test_other_brackets_are_text(typed: str) -> None:
    """Numbered items, references, and brackets that do not match."""
    found = page((60, 700, typed), (90, 700, "Kylla"))
    assert found.marks == ()
    assert len(found.words) == 2


@pytest.mark.parametrize(("parts", "state"), [
    ([(60, "["), (70, "x"), (80, "]")], CHECKED), ([(60, "["), (70, "x]")], CHECKED),
    ([(60, "[x"), (75, "]")], CHECKED), ([(60, "["), (75, "]")], UNCHECKED), ([(60, "("), (75, ")")], UNCHECKED)])
def test_brackets_apart(parts: list[tuple[float, str]], state: MarkState) -> None:
    """With blanks between the brackets it is one box, around all of them."""
    found = page(*((x, 700, text) for x, text in parts), (95, 700, "Kylla"))
    (mark,) = found.marks
    assert mark.state is state
    assert mark.bbox == pytest.approx((60, 842 - 708, parts[-1][0] + 5 * len(parts[-1][1]), 842 - 698))
    assert [w.text for w in found.words] == ["Kylla"]


def test_brackets_far_apart_or_on_two_lines_are_none() -> None:
    """A gap to write in, and a bracket that closes on the next line."""
    assert page((60, 700, "["), (160, 700, "]")).marks == ()
    assert page((60, 700, "["), (60, 688, "]")).marks == ()
    assert page((60, 700, "["), (70, 700, "x"), (150, 700, "]")).marks == ()


def test_text_glued_behind() -> None:
    """It is a word of its own, from where the box ends; the box keeps what draws it."""
    found = page((60, 700, "[x]Kylla"), (120, 700, "[ ]Ei"))
    assert [(w.text, w.bbox[0], w.bbox[2]) for w in found.words] == [("Kylla", 75, 100), ("Ei", 135, 145)]
    assert [(m.state, m.bbox[0], m.bbox[2]) for m in found.marks] == [(CHECKED, 60, 75), (UNCHECKED, 120, 135)]
    assert [m.text.replace(" ", "") for m in found.marks] == ["[x]", "[]"]
    assert {(m.bbox[1], m.bbox[3]) for m in found.marks} == {(134, 144)}
    assert [m.size for m in found.marks] == [10, 10]


def test_the_words_around_keep_their_order() -> None:
    """Boxes between words take none of them along."""
    found = page((60, 700, "Onko"), (90, 700, "[x]"), (120, 700, "Kylla"), (160, 700, "["), (170, 700, "]"),
                 (190, 700, "Ei"))
    assert [w.text for w in found.words] == ["Onko", "Kylla", "Ei"]
    assert [m.state for m in found.marks] == [CHECKED, UNCHECKED]
