"""Output that nobody reads: a pipe whose reader left, a stream that the caller closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from erityisavustus.cli.exits import Exit
from tests.conftest import FIXTURES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a shell of Unix")

GOOD = FIXTURES / "canvas-serif-short.pdf"
REPORT = f"{sys.executable} -m erityisavustus"


def _shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", line], capture_output=True, timeout=120, check=False, text=True)


@pytest.mark.parametrize("command", [
    f"extract {GOOD} --jsonl", f"inspect {GOOD} --json", f"show {GOOD}", f"validate {GOOD}", f"summary {GOOD}",
    "schema"])
def test_a_reader_that_left(command: str) -> None:
    """The command ends without a word, and the shell is told as of any program that a closed pipe ended."""
    done = _shell(f"{{ sleep 0.1; {REPORT} {command}; echo code $? >&2; }} | true")
    assert done.stderr == f"code {Exit.PIPE_CLOSED.value}\n"


def test_streams_that_the_caller_closed(tmp_path: Path) -> None:
    """A closed stdout is told, a closed stderr keeps nobody from working, and neither ends up in a file."""
    closed = _shell(f"{REPORT} extract {GOOD} >&-")
    assert closed.returncode == Exit.NOT_WRITTEN
    assert closed.stderr.splitlines() == ["report: stdout: closed"]
    silent = _shell(f"{REPORT} extract {GOOD} {GOOD}x 2>&- | tail -c 3")
    assert silent.stdout == "\n]\n"
    none = _shell(f"{REPORT} extract {GOOD} -o {tmp_path}/a.json <&- >&- 2>&-")
    assert none.returncode == Exit.OK
    assert (tmp_path / "a.json").read_text(encoding="utf-8").startswith("{")
    empty = _shell(f"{REPORT} extract - <&-")
    assert empty.returncode == Exit.NO_REPORT
