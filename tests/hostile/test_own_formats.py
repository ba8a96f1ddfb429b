"""Results, corrections and expectations that somebody broke, or made to open other files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from erityisavustus import extract
from erityisavustus.cli.exits import Exit
from erityisavustus.review.pictures import page_pictures
from tests.cli import report
from tests.conftest import FIXTURES

GOOD, OTHER = FIXTURES / "canvas-serif-short.pdf", FIXTURES / "form-hand-hub.pdf"
DEEP = "[" * 100_000 + "]" * 100_000


def _said(stderr: bytes) -> str:
    assert b"Traceback" not in stderr
    assert b"internal" not in stderr
    return stderr.decode()


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@pytest.mark.parametrize("text", [DEEP, f'{{"schema": "erityisavustus.report/1", "source": {DEEP}}}', "9" * 10_000])
def test_results_nested_without_end(tmp_path: Path, suffix: str, text: str) -> None:
    """`review` says that they are no results."""
    file = tmp_path / f"tulokset.{suffix}"
    file.write_text(text, encoding="utf-8")
    done = report("review", file, "-o", tmp_path / "a.html")
    assert done.returncode == Exit.USAGE
    assert file.name in _said(done.stderr)
    assert not (tmp_path / "a.html").exists()


def test_corrections_nested_without_end(tmp_path: Path) -> None:
    """`apply` says that they are no corrections, and that nothing was written."""
    file = tmp_path / "korjaukset.json"
    file.write_text(f'{{"schema": "erityisavustus.corrections/1", "reports": {DEEP}}}', encoding="utf-8")
    done = report("apply", file, GOOD)
    assert done.returncode == Exit.NOT_APPLIED
    assert "nothing was written" in _said(done.stderr)


def test_an_expectation_nested_without_end(tmp_path: Path) -> None:
    """`validate` says that it is none."""
    shutil.copy(GOOD, tmp_path / "a.pdf")
    (tmp_path / "a.expected.json").write_text(DEEP, encoding="utf-8")
    done = report("validate", tmp_path / "a.pdf", "--expected")
    assert done.returncode == Exit.FOUND_ERRORS
    _said(done.stderr)


def test_results_show_no_page_of_another_file(tmp_path: Path) -> None:
    """The picture of a file is made only when it has the digest of the result, whichever path the result names."""
    result = extract(GOOD)
    moved = result.model_copy(update={"source": result.source.model_copy(update={"path": str(OTHER)})})
    assert list(page_pictures(OTHER, moved)) == []
    assert list(page_pictures(GOOD, moved)) != []
    unknown = result.model_copy(update={"source": result.source.model_copy(update={"sha256": None})})
    assert list(page_pictures(GOOD, unknown)) == []


@pytest.mark.parametrize("path", ["FOLDER", "FOLDER/*.pdf", "FOLDER/b.pdf", "FOLDER/b.jsonl", "/dev/zero"])
def test_corrections_open_no_other_file(tmp_path: Path, path: str) -> None:
    """A folder, a pattern, another file, results or a device that corrections name are left alone."""
    folder = tmp_path / "raportit"
    folder.mkdir()
    shutil.copy(GOOD, folder / "a.pdf")
    shutil.copy(OTHER, folder / "b.pdf")
    result = extract(GOOD)
    (folder / "b.jsonl").write_text(result.model_dump_json(by_alias=True), encoding="utf-8")
    assert result.report is not None
    name = result.report.recipient.contact_name
    corrections = tmp_path / "korjaukset.json"
    corrections.write_text(json.dumps({
        "schema": "erityisavustus.corrections/1", "report_schema": "erityisavustus.report/1",
        "reports": [{"sha256": result.source.sha256, "path": path.replace("FOLDER", str(folder)), "fields": {
            "recipient.contact_name": {
                "action": "accepted", "value": name, "machine": name, "by": "Maija Malli",
                "at": "2024-01-02T10:00:00Z"}}}],
    }), encoding="utf-8")
    done = report("apply", corrections)
    assert (done.returncode, done.stdout) == (Exit.NOT_APPLIED, b"")
    assert "it has changed, or was not given" in _said(done.stderr)
