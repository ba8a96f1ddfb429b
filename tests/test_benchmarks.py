"""The measurements measure: a right fixture scores as perfect, a wrong value as silent, a named one as flagged."""

from __future__ import annotations

import copy
import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accuracy, batch, mutations
from benchmarks.mutants.claims import Claim, Holds, Sound
from benchmarks.mutants.kinds import KINDS
from benchmarks.mutants.sounding import sound
from benchmarks.mutants.verdicts import Outcome, verdict
from erityisavustus.reading.engines.rendering import upright
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


DOUBT = {"code": "text.covered", "severity": "warning", "field": "recipient.organisation", "message": ""}
PATCHED = {"code": "value.corrected", "severity": "info", "field": "recipient.organisation", "message": ""}
LEAF = "recipient.organisation"


@pytest.mark.parametrize(
    ("claim", "got", "findings", "outcome"),
    [
        (Claim(Holds.UNSEEN, (LEAF,)), "Kela", [], Outcome.SILENT),
        (Claim(Holds.UNSEEN, (LEAF,)), "Kela", [DOUBT], Outcome.RIGHT),
        (Claim(Holds.UNSEEN, (LEAF,)), None, [], Outcome.UNREPORTED),
        (Claim(Holds.REPLACED, (LEAF,), ("Lehtolan kunta",)), "Lehtolan kunta", [PATCHED], Outcome.RIGHT),
        (Claim(Holds.REPLACED, (LEAF,), ("Lehtolan kunta",)), "Lehtolan kunta", [], Outcome.UNREPORTED),
        (Claim(Holds.REPLACED, (LEAF,), ("Lehtolan kunta",)), "Lehtolan Kela", [PATCHED], Outcome.MIXED),
        (Claim(Holds.REPLACED, (LEAF,), ("Lehtolan kunta",)), "Kela", [DOUBT], Outcome.ALOUD),
        (Claim(Holds.CONFLICT, (LEAF,), ("Kela",)), "Kela", [], Outcome.RIGHT),
        (Claim(Holds.SAME), "Kela", [DOUBT], Outcome.FALSE_DOUBT),
        (Claim(Holds.SAFE), "Lehtola", [], Outcome.SILENT),
        (Claim(Holds.SEVERAL), "Kela", [], Outcome.UNREPORTED),
        (Claim(Holds.SEVERAL), "Lehtola", [{**DOUBT, "code": "form.several", "field": None}], Outcome.SILENT),
    ],
)
def test_a_result_is_held_against_its_claim(
    claim: Claim, got: str | None, findings: list[dict[str, Any]], outcome: Outcome
) -> None:
    """What is not on the page must not be given without a doubt, what is must, and nothing else is a mixture."""
    result = {"report": {"recipient": {"organisation": got}}, "findings": findings}
    other = {LEAF: "Lehtola"}
    assert verdict(claim, result, {LEAF: "Kela"}, frozenset(), other).outcome is outcome


@pytest.mark.parametrize("code", ["file.internal", "file.timeout"])
def test_a_result_that_no_file_may_have(code: str) -> None:
    """Whatever the mutant is, an internal error and a reading that goes beyond the limits are faults."""
    result = {"report": None, "findings": [{"code": code, "severity": "error", "field": None, "message": "x"}]}
    found = verdict(Claim(Holds.ANYTHING), result, {}, frozenset(), {})
    assert found.outcome in (Outcome.INTERNAL, Outcome.OVER)


MUTATED = ["form-turned-flat", "form-cropped", "canvas-serif-short", "groff-ps-typed-1"]


@pytest.fixture(scope="module")
def sounds() -> list[Sound]:
    found = [sound(FIXTURES / f"{name}.pdf") for name in MUTATED]
    return [one for one in found if one is not None]


def test_a_cover_lies_where_the_answer_is(sounds: list[Sound]) -> None:
    """On a page that is turned, cropped or plain: only the cover is to be seen at the place."""
    for one in sounds:
        over = any(spot.over for spot in one.spots)
        mutant = KINDS["cover.widget" if over else "cover.black"](random.Random(3), one, sounds)
        (spot,) = (s for s in one.spots if s.leaves == mutant.claim.leaves)
        turned = {number: (turn, 0.0) for number, turn in enumerate(one.rotations, 1)}
        (shown,) = itertools.islice(upright(mutant.data, turned, 1.0), spot.page - 1, spot.page)
        assert shown is not None
        x0, top, x1, bottom = (round(v) for v in spot.bbox)
        colours = shown.picture.crop((x0 + 1, top + 1, x1 - 1, bottom - 1)).getcolors()
        assert colours is not None
        assert len(colours) == 1


def test_the_same_seed_makes_the_same_mutants(sounds: list[Sound]) -> None:
    """A mutant follows from its seed, byte by byte."""
    for kind in ("patch.colour", "other.middle", "same.packed", "broken.types"):
        first, second = (KINDS[kind](random.Random(5), sounds[2], sounds) for _ in range(2))
        assert first == second


def test_mutations_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mutants that change nothing a person sees are read as their fixture, and a row tells how many of each kind."""
    folder = tmp_path / "raportit"
    folder.mkdir()
    for name in MUTATED[1:3]:
        for file in FIXTURES.glob(f"{name}.*"):
            (folder / file.name).write_bytes(file.read_bytes())
    told = tmp_path / "tulos.json"
    assert mutations.main([str(folder), "--kind", "same.[lp]*", "--count", "4", "--json", str(told)]) == 0
    assert [row["outcome"] for row in json.loads(told.read_text(encoding="utf-8"))] == ["right"] * 4
    assert "same.linearized" in capsys.readouterr().out
