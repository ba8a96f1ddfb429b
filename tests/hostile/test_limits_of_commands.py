"""A file that takes too much time or memory is given up by every command that looks at it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from erityisavustus import extract
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.guarded import guarded, timed
from erityisavustus.cli.exits import Exit
from erityisavustus.reading import FileError, read
from erityisavustus.review.pictures import page_pictures
from tests.batch.hostile import large, slow
from tests.cli import report
from tests.conftest import FIXTURES

GOOD = FIXTURES / "canvas-serif-short.pdf"


@pytest.fixture
def hangs(tmp_path: Path) -> Path:
    """Takes minutes."""
    file = tmp_path / "hidas.pdf"
    file.write_bytes(slow())
    return file


@pytest.mark.parametrize("options", [["inspect", "--json"], ["show"]])
def test_what_hangs_is_given_up(hangs: Path, options: list[str]) -> None:
    """After the time that was asked for; exit 3, and the reason is said."""
    done = report(*options, hangs, "--timeout", "2", "--lang", "en")
    assert done.returncode == Exit.NO_REPORT
    assert b"took too long" in done.stdout + done.stderr


def test_review_of_what_hangs(hangs: Path, tmp_path: Path) -> None:
    """Its page says that it was not read, and is made."""
    done = report("review", hangs, "-o", tmp_path / "a.html", "--timeout", "2")
    assert done.returncode == Exit.NO_REPORT
    assert "file.timeout" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_apply_of_what_hangs(hangs: Path, tmp_path: Path) -> None:
    """Corrections do not fit a report that was not read."""
    corrections = tmp_path / "korjaukset.json"
    corrections.write_text(json.dumps({
        "schema": "erityisavustus.corrections/1", "report_schema": "erityisavustus.report/1",
        "reports": [{"sha256": extract(hangs.read_bytes()[:9]).source.sha256, "path": str(hangs), "fields": {
            "recipient.contact_name": {
                "action": "accepted", "value": "x", "machine": "x", "by": "Maija Malli",
                "at": "2024-01-02T10:00:00Z"}}}],
    }), encoding="utf-8")
    done = report("apply", corrections, hangs, "--timeout", "2")
    assert (done.returncode, done.stdout) == (Exit.NOT_APPLIED, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only time is limited (docs/architecture.md)")
def test_what_swells_is_given_up(tmp_path: Path) -> None:
    """The same for memory."""
    file = tmp_path / "suuri.pdf"
    file.write_bytes(large())
    done = report("inspect", file, "--memory", "200", "--lang", "en")
    assert done.returncode == Exit.NO_REPORT
    assert b"too large" in done.stderr


def test_guarded_work_gives_what_it_gives_alone() -> None:
    """Pages and pictures come through unchanged, and an error of the file as itself."""
    assert list(guarded(lambda: read(GOOD).pages, Limits())) == list(read(GOOD).pages)
    assert list(timed(lambda: read(GOOD).pages, Limits())) == list(read(GOOD).pages)
    result = extract(GOOD)
    assert list(guarded(lambda: page_pictures(GOOD, result), Limits())) == list(page_pictures(GOOD, result))
    with pytest.raises(FileError, match=r"file\.not-pdf"):
        list(guarded(lambda: read(b"hello").pages, Limits()))
