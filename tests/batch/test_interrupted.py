"""A run that is killed, whenever that is, loses nothing and reads nothing twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.interrupted import compare, make_folder
from tests.batch.hostile import HOSTILE
from tests.conftest import FIXTURES

NAMES = ("form-hand-hub", "canvas-serif-short", "groff-plain-short", "form-pdflib-radio", "form-hand-unanswered")


def test_killed_three_times(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With every kind of hostile file in the folder, a run killed three times at random and started again gives the
    same export, byte for byte, as one that was left alone, and what was done before a kill stays done."""
    folder = tmp_path / "raportit"
    make_folder(folder, [FIXTURES / f"{name}.pdf" for name in NAMES], 15, len(HOSTILE))
    seed = random.randrange(1_000_000)
    same = compare(folder, tmp_path, 3, ["--timeout", "5", "--memory", "200"], random.Random(seed))
    told = capsys.readouterr().out
    assert same, f"seed {seed}\n{told}"
    kept = [int(line.split(": ")[1].split()[0]) for line in told.splitlines() if line.startswith("kill ")]
    assert len(kept) == 3
    assert kept == sorted(kept)
    assert "file.timeout 1, file.too-large 1" in told
