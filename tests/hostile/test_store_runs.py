"""Two runs on one store: one has it, and no row ever holds another file's digest or values."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks import stores
from erityisavustus import Extraction, extract
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.stores.store import Store, StoreError
from erityisavustus.cli.exits import Exit
from tests.batch.hostile import slow
from tests.cli import report
from tests.conftest import FIXTURES

RUN = {"extractor": "1", "lang": "fi"}
LIMITS = Limits()
SHORT = [FIXTURES / f"{name}.pdf" for name in ("form-hand-hub", "canvas-serif-short", "form-pdflib-radio")]


def _result(path: str, content: bytes) -> Extraction:
    """A result with a digest of its own, without the work of reading a report."""
    return extract(content, path=path)


def _running(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    """A run of its own process that has the store and is busy for long."""
    (folder / "zz-hidas.pdf").write_bytes(slow())
    process = subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", str(folder), "-o", str(store), "--workers", "1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not _done(store):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return process


def _done(store: Path) -> int:
    try:
        with Store.open(store) as opened:
            return opened.progress().done
    except StoreError:  # not made yet
        return 0


def _rows(store: Path) -> dict[str, tuple[str | None, str | None]]:
    """By file name the digest in the row, and the organisation."""
    with Store.open(store) as opened:
        return {Path(e.source.path).name: (e.source.sha256, e.report.recipient.organisation if e.report else None)
                for e in opened.extractions()}


def test_a_second_run_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    """While a run has the store, the same command over a folder with a new first file is refused: it says by whom and
    since when. The first run goes on, and its rows hold each file's own digest and values."""
    folder, store = tmp_path / "raportit", tmp_path / "t.sqlite"
    folder.mkdir()
    for file in SHORT:
        shutil.copy(file, folder)
    first = _running(folder, store)
    try:
        shutil.copy(FIXTURES / "groff-plain-short.pdf", folder / "aa-uusi.pdf")
        second = report("extract", folder, "-o", store)
        assert second.returncode == Exit.NOT_WRITTEN
        assert f"process {first.pid} ".encode() in second.stderr
        assert b"since" in second.stderr
        deadline = time.monotonic() + 60
        while _done(store) < len(SHORT):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        rows = _rows(store)
    finally:
        first.kill()
        first.communicate()
    assert set(rows) == {file.name for file in SHORT}
    for file in SHORT:
        alone = extract(file)
        assert alone.report is not None
        assert rows[file.name] == (alone.source.sha256, alone.report.recipient.organisation)


def test_a_run_whose_store_was_taken_ends_with_an_error(tmp_path: Path) -> None:
    """With --force a second run takes the store; the first one notices, says so and ends with exit code 5."""
    folder, store = tmp_path / "raportit", tmp_path / "t.sqlite"
    folder.mkdir()
    for file in SHORT:
        shutil.copy(file, folder)
    (folder / "zzz-viimeinen.pdf").write_bytes(SHORT[0].read_bytes() + b"\n% 1\n")
    first = _running(folder, store)
    try:
        second = report("extract", *SHORT, "-o", store, "--force")
        assert second.returncode == Exit.OK
        _, errors = first.communicate(timeout=100)
    finally:
        first.kill()
        first.wait()
    assert first.returncode == Exit.NOT_WRITTEN
    assert b"another run took it over" in errors
    assert set(_rows(store)) == {file.name for file in SHORT}


def test_two_plans_of_one_store(tmp_path: Path) -> None:
    """Two runs that number their files differently never write into each other's rows: the second is refused, and
    where it takes the store by force, nothing of the first gets in any more."""
    file = tmp_path / "t.sqlite"
    b, a = _result("b.pdf", b"b"), _result("a.pdf", b"a")
    with Store.create(file) as first, Store.create(file) as second:
        first.plan(["b.pdf"], **RUN)
        with pytest.raises(StoreError, match=f"in use since .* by process {os.getpid()} "):
            second.plan(["a.pdf", "b.pdf"], **RUN)
        second.plan(["a.pdf", "b.pdf"], drop=True, **RUN)
        with pytest.raises(StoreError, match="another run took it over"):
            first.put(0, b, LIMITS)
        with pytest.raises(StoreError, match="another run took it over"):
            first.finish()
        second.put(0, a, LIMITS)
        second.put(1, b, LIMITS)
        second.finish()
    with Store.open(file) as store:
        assert [(e.source.path, e.source.sha256) for e in store.extractions()] == [
            (name, hashlib.sha256(name[:1].encode()).hexdigest()) for name in ("a.pdf", "b.pdf")]


def test_a_result_stays_with_its_path(tmp_path: Path) -> None:
    """A run over a list in which every file has another number keeps each file's own result."""
    file = tmp_path / "t.sqlite"
    names = ["d.pdf", "b.pdf", "c.pdf"]
    with Store.create(file) as store:
        store.plan(names, **RUN)
        for position, name in enumerate(names):
            store.put(position, _result(name, name.encode()), LIMITS)
    with Store.create(file) as store:
        store.plan(["a.pdf", "b.pdf", "c.pdf", "d.pdf"], **RUN)
        assert {e.source.path: e.source.sha256 for e in store.extractions()} == {
            name: hashlib.sha256(name.encode()).hexdigest() for name in names}


def test_a_path_that_is_named_twice(tmp_path: Path) -> None:
    """Each naming is a row, the second with the remark that it came before; a run that names it once loses nothing."""
    file = tmp_path / "t.sqlite"
    with Store.create(file) as store:
        store.plan(["a.pdf", "a.pdf"], **RUN)
        for position in (0, 1):
            store.put(position, _result("a.pdf", b"a"), LIMITS)
        assert [[f.code.value for f in e.findings][1:] for e in store.extractions()] == [[], ["file.duplicate"]]
        store.plan(["a.pdf"], **RUN)
        assert store.progress().done == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_run_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    """After kill -9 the same command goes on at once."""
    folder, store = tmp_path / "raportit", tmp_path / "t.sqlite"
    folder.mkdir()
    shutil.copy(SHORT[0], folder)
    first = _running(folder, store)
    first.kill()
    first.communicate()
    (folder / "zz-hidas.pdf").write_bytes(b"")
    done = report("extract", folder, "-o", store)
    assert done.returncode == Exit.NO_REPORT
    assert len(json.loads(report("export", store).stdout)) == 2


@pytest.mark.parametrize(("seconds", "held"), [(3600, True), (-1, False)])
def test_a_run_of_another_machine(tmp_path: Path, seconds: int, held: bool) -> None:
    """Its process cannot be looked for: the store is its own as long as it was heard of in time, and no longer."""
    file = tmp_path / "t.sqlite"
    with Store.create(file) as store:
        store.plan(["a.pdf"], **RUN)
        with sqlite3.connect(file) as db:
            db.execute("UPDATE run SET id = 'toinen', host = 'toinen-kone', lease = ?", (time.time() + seconds,))
        db.close()
        with Store.create(file) as other:
            if held:
                with pytest.raises(StoreError, match="on toinen-kone"):
                    other.plan(["a.pdf"], **RUN)
            else:
                other.plan(["a.pdf"], **RUN)


def test_two_runs_over_a_folder_that_changes(capsys: pytest.CaptureFixture[str]) -> None:
    """The benchmark in small: refused, taken and killed runs over files that come and go leave no wrong row."""
    assert stores.main(["--files", "20", "--rounds", "3", "--changes", "1", "--seed", "1"]) == 0
    assert ", 0 faults" in capsys.readouterr().out.splitlines()[-1]
