"""The measurements measure: a right fixture scores as perfect, a wrong value as silent, a named one as flagged."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import accuracy, batch
from tests.conftest import FIXTURES, truth
from tests.extracted import extracted

NAME = "weasyprint-rules-short"


def test_a_right_file_is_perfect() -> None:
    """Nothing is wrong, nothing is told that is not due."""
    result = accuracy.score(NAME, extracted(NAME), truth(NAME))
    assert result.counts["perfect"] == 1
    assert not result.faults


def test_a_wrong_value_that_no_finding_names_is_silent() -> None:
    """The truth says another amount: the tool's is wrong, and nothing told so."""
    other = copy.deepcopy(truth(NAME))
    other["report"]["decision.granted_eur"] = "1.00"
    result = accuracy.score(NAME, extracted(NAME), other)
    assert result.counts["silent"] == 1
    assert result.counts["perfect"] == 0


@pytest.mark.parametrize(("change", "right"), [
    (lambda text: text.replace(" ", "", 1), False), (lambda text: text[:6] + " " + text[6:], False),
    (lambda text: text.replace(" ", "\u00a0\n"), True), (lambda text: text[:6] + "\u00ad" + text[6:], True),
])
def test_a_glued_or_torn_word_is_wrong(change: Callable[[str], str], right: bool) -> None:
    """Which blank stands between two words and where lines break does not count; whether there is one does."""
    other = copy.deepcopy(truth(NAME))
    other["report"]["activity.description"] = change(other["report"]["activity.description"])
    result = accuracy.score(NAME, extracted(NAME), other)
    assert (result.counts["silent"] == 0) is right


def test_a_due_finding_that_is_missing_counts() -> None:
    """must_flag names a field that nothing is told about."""
    other = copy.deepcopy(truth(NAME))
    other["must_flag"] = ["recipient.project_name"]
    result = accuracy.score(NAME, extracted(NAME), other)
    assert (result.counts["due"], result.counts["due seen"]) == (1, 0)


def test_strict_fails_on_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command's exit code, and the table it prints."""
    folder = tmp_path
    (folder / f"{NAME}.pdf").write_bytes((FIXTURES / f"{NAME}.pdf").read_bytes())
    other = copy.deepcopy(truth(NAME))
    (folder / f"{NAME}.expected.json").write_text(json.dumps(other), encoding="utf-8")
    assert accuracy.main([str(folder), "--strict"]) == 0
    other["report"]["signature.name"] = "Joku Muu"
    (folder / f"{NAME}.expected.json").write_text(json.dumps(other), encoding="utf-8")
    assert accuracy.main([str(folder), "--strict", "-v"]) == 1
    assert "signature.name" in capsys.readouterr().out


def test_a_batch_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No two copies are the same content (a copy would not be read again), and both figures are printed."""
    paths = batch.repeated([FIXTURES / "form-hand-hub.pdf", FIXTURES / "groff-plain-short.pdf"], 6, tmp_path)
    assert len({Path(path).read_bytes() for path in paths}) == 6
    batch.speed(paths, 1)
    batch.memory(paths)
    told = capsys.readouterr().out
    assert "gain of two workers" in told
    assert "memory of the worker: first 100 files" in told
