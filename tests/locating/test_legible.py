"""Letters that got lost: told where they surely did, and where they may have if they did elsewhere."""

from __future__ import annotations

import pytest

from erityisavustus.locating.answers.legibility import lost_letters, maybe_lost


@pytest.mark.parametrize("word", ["jaty?llisyys", "Kyll?.", "?idit", "t\ufffdihin", "\ue012", "kunta/ty?ss?"])
def test_letters_that_got_lost(word: str) -> None:
    """A question mark within a word, or before another sign; a character no font tells."""
    assert lost_letters(word)


@pytest.mark.parametrize("word", ["Miksi?", "(miksi?)", "yhteisty?"])
def test_question_or_lost_letter(word: str) -> None:
    """At a word's end only the rest of the document can tell."""
    assert not lost_letters(word)
    assert maybe_lost(word)


@pytest.mark.parametrize("word", ["https://suvantola.example/?q=a", "www.suvantola.example/a?b", "Hyvä!", "", "?"])
def test_words_in_order(word: str) -> None:
    """Web addresses have question marks of their own."""
    assert not lost_letters(word)
    assert not maybe_lost(word)
