"""Pipes, devices, sockets and endless files: nothing waits for them, and nothing reads them to their end."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from erityisavustus import extract
from erityisavustus.batch.discovery import Item, digest, items_of
from erityisavustus.cli.exits import Exit
from erityisavustus.contracts.result import Extraction
from erityisavustus.files import MAX_BYTES
from tests.cli import report
from tests.conftest import FIXTURES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files among its folders")

GOOD = FIXTURES / "canvas-serif-short.pdf"


def _codes(extraction: Extraction) -> list[str]:
    return [f.code.value for f in extraction.findings]


def _pipe(folder: Path, name: str) -> Path:
    os.mkfifo(folder / name)
    return folder / name


def test_a_pipe_or_a_device_is_refused_by_its_kind(tmp_path: Path) -> None:
    """Nothing is opened: the result says what it is, and that '-' takes a pipe."""
    for file in (_pipe(tmp_path, "putki.pdf"), Path("/dev/zero"), Path("/dev/null")):
        result = extract(file, lang="en")
        assert _codes(result) == ["file.not-pdf"]
        assert "'-'" in result.findings[0].message
        assert digest(Item(str(file), file)) is None


def test_a_socket_is_refused_by_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a socket."""
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as own:
        own.bind("s.pdf")
        assert _codes(extract("s.pdf")) == ["file.not-pdf"]


def test_a_link_to_a_device_is_one(tmp_path: Path) -> None:
    """A link counts as what it leads to."""
    (tmp_path / "a.pdf").symlink_to("/dev/zero")
    assert _codes(extract(tmp_path / "a.pdf")) == ["file.not-pdf"]


def test_a_folder_reports_what_is_no_plain_file(tmp_path: Path) -> None:
    """A pipe in a folder is named in the results; a link that leads nowhere is not."""
    _pipe(tmp_path, "b.pdf")
    (tmp_path / ".#a.pdf").symlink_to("user@host.123")
    shutil.copy(GOOD, tmp_path / "c.pdf")
    assert [Path(i.path).name for i in items_of([str(tmp_path)])] == ["b.pdf", "c.pdf"]
    done = report("extract", tmp_path, "--jsonl")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["unreadable", "valid"]
    assert done.returncode == Exit.NO_REPORT


@pytest.mark.parametrize("command", ["inspect", "show", "extract", "validate"])
def test_no_command_waits_for_a_pipe(tmp_path: Path, command: str) -> None:
    """Each says what it is and ends."""
    done = report(command, _pipe(tmp_path, "a.pdf"), "--lang", "en")
    assert done.returncode == Exit.NO_REPORT
    assert b"a pipe" in done.stdout + done.stderr


def test_review_shows_what_is_no_file_as_unreadable(tmp_path: Path) -> None:
    """A page is made, without pictures."""
    done = report("review", _pipe(tmp_path, "a.pdf"), "-o", tmp_path / "a.html")
    assert done.returncode == Exit.NO_REPORT
    assert "data:image/" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_results_and_expectations_that_are_pipes(tmp_path: Path) -> None:
    """Files of our own kinds are plain files too."""
    shutil.copy(GOOD, tmp_path / "a.pdf")
    _pipe(tmp_path, "a.expected.json")
    results = _pipe(tmp_path, "tulokset.json")
    assert report("review", results, "-o", tmp_path / "a.html").returncode == Exit.USAGE
    assert report("apply", results).returncode == Exit.NOT_APPLIED
    assert report("validate", tmp_path / "a.pdf", "--expected").returncode == Exit.FOUND_ERRORS


def test_standard_input_without_an_end(tmp_path: Path) -> None:
    """So much is read as tells that it is too large."""
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "erityisavustus", "extract", "-", "--lang", "en"], stdin=endless,
            capture_output=True, timeout=300, check=False)
    (finding,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, finding["code"]) == (Exit.NO_REPORT, "file.too-large")


def test_a_file_that_is_huge_is_neither_read_nor_digested(tmp_path: Path) -> None:
    """Its size is enough, though it holds nothing."""
    huge = tmp_path / "a.pdf"
    with huge.open("wb") as file:
        file.truncate(1000 * MAX_BYTES)
    assert _codes(extract(huge)) == ["file.too-large"]
    assert digest(Item(str(huge), huge)) is None
