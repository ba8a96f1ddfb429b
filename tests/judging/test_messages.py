"""The catalogue of messages."""

import pytest

from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.form import FORM
from erityisavustus.judging.messages import CATALOGUE, SEVERITIES, Language, label_of, message
from tests.judging.answers_at_hand import findings, judged


def test_every_code_has_its_sentences() -> None:
    """No code without a severity and a sentence in each language, and no sentence of no code."""
    assert set(CATALOGUE) == set(SEVERITIES) == set(Code)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(Code))
def test_sentences_are_filled_in(code: Code, language: Language) -> None:
    """A sentence names what it is about, leaves no gap, and ends as one."""
    text = message(FORM, Notice(code, "decision.granted_eur", 3, None, "65 tai 66"), language)
    assert "{" not in text
    assert text.endswith((".", "?"))


def test_languages_differ() -> None:
    """The same notice is told in the language asked for, with the printed label in both."""
    notices = judged(decision__granted_eur="").notices
    (finnish,), (english,) = findings(notices, Language.FI), findings(notices, Language.EN)
    assert finnish.message != english.message
    assert "Myönnetty avustus euroina" in finnish.message
    assert "Myönnetty avustus euroina" in english.message


def test_labels_are_short() -> None:
    """A label in a message leaves its instruction out and is cut at a word."""
    assert label_of(FORM.by_id["decision.period"]) == "Avustuksen käyttöaika, hankeaika"
    assert label_of(FORM.by_id["outcomes.results"]).endswith(" …")
    assert all(len(label_of(s)) <= 72 for s in FORM.fields)


def test_values_with_braces_are_quoted_as_they_are() -> None:
    """A typed value that looks like a template is only quoted."""
    (finding,) = findings(judged(decision__granted_eur="{label} {0}").notices)
    assert "{label} {0}" in finding.message
