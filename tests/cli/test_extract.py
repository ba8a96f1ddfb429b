"""`report extract`: forms of output, inputs, exit codes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from erityisavustus.cli.exits import Exit
from erityisavustus.form import FORM
from tests.cli import report
from tests.conftest import FIXTURES

GOOD = FIXTURES / "chromium-oneline-typed-1.pdf"
OTHER = FIXTURES / "canvas-serif-short.pdf"


def test_one_file_gives_one_object() -> None:
    """All of stdout is one JSON object that follows the contract."""
    done = report("extract", GOOD, "--json")
    data = json.loads(done.stdout)
    assert done.returncode == Exit.OK
    assert data["schema"] == "erityisavustus.report/1"
    assert data["report"]["decision"]["granted_eur"] == "65310.00"
    assert list(data) == ["schema", "source", "status", "report", "evidence", "attachments", "findings"]


def test_json_is_the_default() -> None:
    """Without an option the output is that of --json."""
    assert report("extract", GOOD).stdout == report("extract", GOOD, "--json").stdout


def test_several_files_give_an_array_in_their_order() -> None:
    """One bad file stops no other; stdout is pure JSON while stderr names the bad one; exit 3."""
    done = report("extract", OTHER, "missing.pdf", GOOD)
    paths = [o["source"]["path"] for o in json.loads(done.stdout)]
    assert paths == [str(OTHER), "missing.pdf", str(GOOD)]
    assert done.returncode == Exit.NO_REPORT
    assert b"missing.pdf" in done.stderr


def test_jsonl_is_an_object_a_line() -> None:
    """Each line of --jsonl is a whole object, in the order of the input."""
    lines = report("extract", OTHER, GOOD, "--jsonl").stdout.splitlines()
    assert [json.loads(line)["source"]["path"] for line in lines] == [str(OTHER), str(GOOD)]


def test_csv_has_a_row_a_report() -> None:
    """--csv gives the columns of the contract in form order, CRLF at line ends."""
    text = report("extract", GOOD, "missing.pdf", "--csv").stdout.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    ids = [spec.id for spec in FORM.fields]
    assert list(rows[0]) == ["source.path", "status", *ids, "errors", "warnings", "codes"]
    assert rows[0]["activity.period"] == "2023-02-01/2023-08-31"
    assert (rows[1]["status"], rows[1]["errors"], rows[1]["codes"]) == ("unreadable", "1", "file.not-found")
    assert text.count("\r\n") == 3


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    """A folder gives an array of every PDF in it and below, whatever the case of the suffix, sorted; no other file."""
    (tmp_path / "ä lla").mkdir()
    for name in ("b.PDF", "a 'x'.pdf", "ä lla/c.pdf"):
        shutil.copy(OTHER, tmp_path / name)
    (tmp_path / "notes.txt").write_text("no PDF", encoding="utf-8")
    done = report("extract", tmp_path)
    names = [Path(o["source"]["path"]).relative_to(tmp_path).as_posix() for o in json.loads(done.stdout)]
    assert names == ["a 'x'.pdf", "b.PDF", "ä lla/c.pdf"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without a PDF is a finding, not silence."""
    done = report("extract", tmp_path)
    assert done.returncode == Exit.NO_REPORT
    assert json.loads(done.stdout)[0]["findings"][0]["code"] == "file.not-found"


def test_stdin_is_read() -> None:
    """'-' reads the file from standard input; all but the path is the same."""
    piped = json.loads(report("extract", "-", stdin=GOOD.read_bytes()).stdout)
    named = json.loads(report("extract", GOOD).stdout)
    assert piped["source"].pop("path") == "-"
    named["source"].pop("path")
    assert piped == named


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    """-o writes the same bytes to the file, leaves nothing else beside it, and keeps stdout empty."""
    target = tmp_path / "tulos.json"
    done = report("extract", GOOD, "-o", target)
    assert done.stdout == b""
    assert target.read_bytes() == report("extract", GOOD).stdout
    assert [p.name for p in tmp_path.iterdir()] == ["tulos.json"]


@pytest.mark.parametrize("folder", [False, True])
def test_output_is_never_a_report_that_is_read(tmp_path: Path, folder: bool) -> None:
    """-o with the name of an input, given itself or by its folder, is refused, and the report stays as it is."""
    report_file = tmp_path / "raportti.pdf"
    report_file.write_bytes(GOOD.read_bytes())
    done = report("extract", tmp_path if folder else report_file, "-o", report_file)
    assert done.returncode == Exit.USAGE
    assert report_file.read_bytes() == GOOD.read_bytes()


def test_an_unreadable_file_keeps_its_digest(tmp_path: Path) -> None:
    """What gives no report is still told apart by its SHA-256."""
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7 broken")
    source = json.loads(report("extract", file).stdout)["source"]
    assert source["sha256"] == hashlib.sha256(b"%PDF-1.7 broken").hexdigest()


def test_libraries_do_not_warn_on_stderr() -> None:
    """Stderr holds what this program says, and nothing else, also where a file has to be mended."""
    done = report("extract", GOOD, PYTHONWARNINGS="default")
    assert done.stderr == b""


def test_output_that_can_not_be_written(tmp_path: Path) -> None:
    """A missing folder as target gives exit 5 and says so."""
    done = report("extract", GOOD, "-o", tmp_path / "missing" / "x.json")
    assert done.returncode == Exit.NOT_WRITTEN
    assert b"x.json" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the kernel has no /dev/full")
def test_a_full_disk_behind_stdout() -> None:
    """Where stdout cannot be written the exit code is 5, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "erityisavustus", "extract", str(GOOD)],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )
    assert done.returncode == Exit.NOT_WRITTEN
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["extract"], ["extract", "x", "--json", "--csv"], ["nonsense"], ["extract", "x", "--lang", "sv"]]
)
def test_usage(arguments: list[str]) -> None:
    """A wrong command line is exit 2, with a message and nothing on stdout."""
    done = report(*arguments)
    assert (done.returncode, done.stdout) == (Exit.USAGE, b"")
    assert done.stderr


def test_quiet_says_nothing() -> None:
    """--quiet leaves stderr empty; the exit code still tells."""
    done = report("extract", "missing.pdf", "--quiet")
    assert (done.returncode, done.stderr) == (Exit.NO_REPORT, b"")


def test_language() -> None:
    """Messages are Finnish, with --lang en English; nothing else changes."""
    finnish, english = (json.loads(report("extract", "missing.pdf", *o).stdout) for o in ([], ["--lang", "en"]))
    assert "Tiedostoa" in finnish["findings"][0].pop("message")
    assert "file" in english["findings"][0].pop("message")
    assert finnish == english


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_the_same_bytes_everywhere(form: str) -> None:
    """Locale, time zone and hash seed do not change a byte."""
    plain = report("extract", GOOD, form, LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="1")
    other = report("extract", GOOD, form, LC_ALL="C", LANG="C", TZ="Pacific/Apia", PYTHONHASHSEED="7", PYTHONUTF8="0",
                   PYTHONIOENCODING="latin-1")
    assert plain.stdout == other.stdout
    assert "ä".encode() in plain.stdout


def test_no_value_in_a_log() -> None:
    """What is told on stderr names files, never what is in them."""
    done = report("extract", GOOD, "missing.pdf", PYTHONWARNINGS="default")
    values = json.loads(done.stdout)[0]["report"]["recipient"]
    assert all(v.encode() not in done.stderr for v in values.values() if v)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c() -> None:
    """Ctrl+C ends with 130 and without a traceback."""
    import signal
    import time

    many = [str(p) for p in sorted(FIXTURES.glob("*.pdf"))] * 20
    process = subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", "--jsonl", *many],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert b"Traceback" not in errors


def test_a_closed_pipe() -> None:
    """A reader that goes away (head) leaves no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", "--jsonl", *[str(GOOD)] * 40],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == Exit.PIPE_CLOSED
    assert errors == b""
