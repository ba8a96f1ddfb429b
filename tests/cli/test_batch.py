"""Many reports on the command line: stores, tables, limits, Ctrl+C, and judging for CI."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from erityisavustus.batch.stores.store import Store
from erityisavustus.cli.exits import Exit
from tests.batch.hostile import slow
from tests.cli import report
from tests.conftest import FIXTURES

SHORT = [FIXTURES / f"{name}.pdf" for name in ("form-hand-hub", "canvas-serif-short", "groff-plain-short")]
WITH_ERRORS = FIXTURES / "form-hand-unanswered.pdf"


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_an_export_is_what_extract_gives(tmp_path: Path) -> None:
    """A store of a folder, exported, is byte for byte the output of extract; run again, it reads nothing anew."""
    folder, store = tmp_path / "raportit", tmp_path / "tulokset.sqlite"
    folder.mkdir()
    for file in [*SHORT, WITH_ERRORS]:
        shutil.copy(file, folder)
    shutil.copy(SHORT[0], folder / "kopio.pdf")
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.7 rikki")
    first = report("extract", folder, "-o", store)
    again = report("extract", folder, "-o", store)
    assert (first.returncode, again.returncode) == (Exit.NO_REPORT, Exit.NO_REPORT)
    assert first.stdout == b""
    for form in ("--json", "--jsonl", "--csv"):
        direct, stored = report("extract", folder, form), report("export", store, form)
        assert stored.stdout == direct.stdout
        assert stored.returncode == direct.returncode
    assert _names(tmp_path) == ["raportit", "tulokset.sqlite"]
    assert stat.S_IMODE(store.stat().st_mode) & 0o077 == 0 or os.name == "nt"


def test_the_suffix_names_the_format(tmp_path: Path) -> None:
    """.xlsx, .parquet, .csv, .jsonl and .json each are what they are called."""
    for suffix in ("xlsx", "parquet", "csv", "jsonl", "json"):
        assert report("extract", *SHORT, "-o", tmp_path / f"r.{suffix}").returncode == Exit.OK
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["reports", "findings", "attachments"]
    assert pq.read_table(tmp_path / "r.parquet").num_rows == 3
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8"), newline="")))) == 3
    lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert _names(tmp_path) == ["r.csv", "r.json", "r.jsonl", "r.parquet", "r.xlsx"]


def test_columns_and_dialect() -> None:
    """The chosen columns in the order asked for, under the form's labels."""
    done = report("extract", SHORT[0], "--csv", "--dialect", "fi", "--columns", "status,decision.granted_eur")
    assert done.stdout.decode() == "\ufeffTila;Myönnetty avustus euroina\r\nkunnossa;240000,00\r\n"


@pytest.mark.parametrize("suffix", ["json", "xlsx"])
def test_a_file_that_exists_stays(tmp_path: Path, suffix: str) -> None:
    """Without --force it is not overwritten, and nothing is read first; with it, it is."""
    target = tmp_path / f"r.{suffix}"
    target.write_text("vanha", encoding="utf-8")
    refused = report("extract", SHORT[0], "-o", target)
    assert refused.returncode == Exit.NOT_WRITTEN
    assert b"--force" in refused.stderr
    assert target.read_text(encoding="utf-8") == "vanha"
    assert report("extract", SHORT[0], "-o", target, "--force").returncode == Exit.OK
    assert target.stat().st_size > 1000
    assert _names(tmp_path) == [target.name]


def test_a_link_and_a_device_stay_what_they_are(tmp_path: Path) -> None:
    """The file behind a link is written; a device is written to, not replaced."""
    if not Path("/dev/null").exists():
        pytest.skip("no devices here")
    link = tmp_path / "linkki.json"
    link.symlink_to(tmp_path / "r.json")
    assert report("extract", SHORT[0], "-o", link).returncode == Exit.OK
    assert link.is_symlink()
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["status"] == "valid"
    assert report("extract", SHORT[0], "-o", "/dev/null").returncode == Exit.OK
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("arguments", [
    ["-o", "r.docx"], ["--json", "--columns", "status"], ["--csv", "--columns", "nimi"],
    ["-o", "r.parquet", "--dialect", "fi"], ["-o", "r.sqlite", "--csv"], ["--workers", "0"],
    ["--timeout", "0"], ["--dialect", "se"],
])
def test_usage(arguments: list[str]) -> None:
    """What cannot be done is said before anything is read."""
    done = report("extract", "puuttuu.pdf", *arguments)
    assert (done.returncode, done.stdout) == (Exit.USAGE, b"")
    assert b"puuttuu" not in done.stderr


def test_limits_hold_for_one_file_and_for_many(tmp_path: Path) -> None:
    """--timeout ends a file that hangs, alone and among others, and --workers changes no byte."""
    file = tmp_path / "hidas.pdf"
    file.write_bytes(slow())
    alone = report("extract", file, "--timeout", "2")
    assert json.loads(alone.stdout)["findings"][0]["code"] == "file.timeout"
    many = [report("extract", file, *SHORT, "--timeout", "5", "--workers", n) for n in ("1", "2")]
    assert many[0].stdout == many[1].stdout
    assert [o["status"] for o in json.loads(many[0].stdout)] == ["unreadable", "valid", "valid", "valid"]


def test_a_run_that_names_less_is_refused(tmp_path: Path) -> None:
    """A store keeps what it has unless --force lets it go."""
    store = tmp_path / "t.sqlite"
    report("extract", *SHORT, "-o", store)
    refused = report("extract", SHORT[0], "-o", store)
    assert refused.returncode == Exit.NOT_WRITTEN
    assert b"--force" in refused.stderr
    assert len(json.loads(report("export", store).stdout)) == 3
    assert report("extract", SHORT[0], "-o", store, "--force").returncode == Exit.OK
    assert len(json.loads(report("export", store).stdout)) == 1


def test_what_is_no_store(tmp_path: Path) -> None:
    """A clear error, and the file stays."""
    file = tmp_path / "t.sqlite"
    file.write_text("ei tietokanta, vaan tekstiä", encoding="utf-8")
    assert report("export", file).returncode == Exit.USAGE
    assert report("summary", file).returncode == Exit.USAGE
    assert report("extract", SHORT[0], "-o", file).returncode == Exit.NOT_WRITTEN
    assert file.read_text(encoding="utf-8") == "ei tietokanta, vaan tekstiä"


def _some_done(folder: Path, target: Path) -> bool:
    """Results lie in the store, or in the part of a file that is not whole yet."""
    if target.suffix == ".csv":
        return any(p.stat().st_size > 10_000 for p in folder.iterdir())
    if not target.exists():
        return False
    with Store.create(target) as store:
        return store.progress().done > 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("suffix", ["csv", "sqlite"])
def test_ctrl_c_keeps_what_is_done(tmp_path: Path, suffix: str) -> None:
    """A store holds it and tells that it is not all; another file gets a name that says so. Exit 130, no traceback."""
    target = tmp_path / f"r.{suffix}"
    many = [str(p) for p in SHORT] * 2000  # no machine comes to their end between two looks
    process = subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", *many, "-o", str(target)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not _some_done(tmp_path, target) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert b"Traceback" not in errors
    if suffix == "csv":
        assert _names(tmp_path) == ["r.partial.csv"]
        text = (tmp_path / "r.partial.csv").read_text(encoding="utf-8")
        assert 1 <= len(list(csv.DictReader(io.StringIO(text, newline="")))) < len(many)
    else:
        done = report("export", target)
        assert done.returncode == Exit.NO_REPORT
        assert f"of {len(many)}".encode() in done.stderr
        assert 1 <= len(json.loads(done.stdout)) < len(many)


def test_a_batch_ends_with_its_numbers() -> None:
    """Stderr has a line on how many are how, in both languages; --quiet and one file have none."""
    done = report("extract", *SHORT, WITH_ERRORS, "puuttuu.pdf")
    assert "5 tiedostoa: kunnossa 3, virheitä 1, ei luettavissa 1 (" in done.stderr.decode()
    assert b"5 files: valid 3," in report("extract", *SHORT, WITH_ERRORS, "puuttuu.pdf", "--lang", "en").stderr
    assert report("extract", *SHORT, "--quiet").stderr == b""
    assert report("extract", SHORT[0]).stderr == b""


def test_names_do_not_steer_the_terminal(tmp_path: Path) -> None:
    """A file's name is shown, not sent."""
    if os.name == "nt":
        pytest.skip("no such names here")
    (tmp_path / "a\x1b[2J\n.pdf").write_bytes(b"")
    done = report("extract", tmp_path)
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_summary_of_files_and_of_their_store(tmp_path: Path) -> None:
    """The same numbers from both, as a page and as JSON."""
    store = tmp_path / "t.sqlite"
    report("extract", *SHORT, WITH_ERRORS, "-o", store)
    direct = report("summary", *SHORT, WITH_ERRORS, "--json")
    assert direct.stdout == report("summary", store, "--json").stdout
    assert json.loads(direct.stdout)["reports"]["total"] == 4
    page = report("summary", store)
    assert page.returncode == Exit.OK
    assert "Talent Hub" in page.stdout.decode()


def test_expected_results(tmp_path: Path) -> None:
    """--write-expected makes the file, which then agrees; a changed one differs, is shown, and is not overwritten."""
    file = tmp_path / "a.pdf"
    shutil.copy(SHORT[0], file)
    missing = report("validate", file, "--expected")
    assert missing.returncode == Exit.FOUND_ERRORS
    assert b"--write-expected" in missing.stdout
    assert report("validate", file, "--write-expected").returncode == Exit.OK
    assert report("validate", file, "--expected").returncode == Exit.OK
    expected = tmp_path / "a.expected.json"
    changed = expected.read_text(encoding="utf-8").replace("240000.00", "240001.00")
    expected.write_text(changed, encoding="utf-8")
    for option in ("--expected", "--write-expected"):
        done = report("validate", file, option)
        assert done.returncode == Exit.FOUND_ERRORS
        assert '- "240001.00"\n      + "240000.00"' in done.stdout.decode()
    assert expected.read_text(encoding="utf-8") == changed


def test_allowed_errors() -> None:
    """--allow takes a code; all of a report's errors must be named; a code that there is not is a wrong call."""
    assert report("validate", WITH_ERRORS, "--allow", "answer.missing").returncode == Exit.FOUND_ERRORS
    every = ("answer.missing", "choice.none", "signature.missing", "transfer.incomplete", "mark.unclear")
    options = [o for code in every for o in ("--allow", code)]
    assert report("validate", WITH_ERRORS, *options).returncode == Exit.OK
    assert report("validate", "puuttuu.pdf", "--allow", "file.not-found").returncode == Exit.OK
    assert report("validate", SHORT[0], "--allow", "vastaus.puuttuu").returncode == Exit.USAGE


@pytest.mark.parametrize("style", ["text", "json", "github", "junit"])
def test_formats_of_validate(style: str) -> None:
    """Each format names the report that fails, and makes the same exit code."""
    done = report("validate", SHORT[0], WITH_ERRORS, "--format", style)
    assert done.returncode == Exit.FOUND_ERRORS
    assert b"form-hand-unanswered.pdf" in done.stdout
    assert b"signature.missing" in done.stdout


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """A bar with the number of files and how they are; nothing of it in the data."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", *map(str, SHORT), str(WITH_ERRORS), "--jsonl"],
        stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(theirs)
    data, _ = process.communicate(timeout=60)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert "4/4" in shown.decode()
    assert "kunnossa 3, virheitä 1, ei luettavissa 0" in shown.decode()
    assert len([json.loads(line) for line in data.splitlines()]) == 4


def test_an_extra_that_is_missing(tmp_path: Path) -> None:
    """Without pyarrow, Parquet is refused with what to install, and nothing is left behind."""
    fake = tmp_path / "ilman"
    fake.mkdir()
    (fake / "pyarrow.py").write_text("raise ImportError('not here')", encoding="utf-8")
    path = os.pathsep.join([str(fake), os.environ.get("PYTHONPATH", "")])
    done = report("extract", SHORT[0], "-o", tmp_path / "r.parquet", PYTHONPATH=path)
    assert done.returncode == Exit.NOT_WRITTEN
    assert b"erityisavustus[parquet]" in done.stderr
    assert _names(tmp_path) == ["ilman"]
