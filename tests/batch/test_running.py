"""Many files at once: order, limits, and workers that die."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import psutil
import pytest

from erityisavustus import Extraction, extract, extract_many
from erityisavustus.batch import Item, Limits, items_of, run, run_into
from erityisavustus.batch.stores.store import Store
from erityisavustus.batch.workers.outcome import Task, died
from erityisavustus.batch.workers.own_process import NoProcessError
from erityisavustus.batch.workers.pool import AHEAD, Pool, cores
from erityisavustus.batch.workers.single import read_one, read_timed
from tests.batch.hostile import large, locked, slow
from tests.conftest import FIXTURES

SHORT = [FIXTURES / f"{name}.pdf" for name in ("form-hand-hub", "canvas-serif-short", "form-pdflib-radio",
                                               "form-turned-180", "groff-plain-short", "form-hand-unanswered")]
"""Files that are read in a tenth of a second."""


def _codes(extraction: Extraction) -> list[str]:
    return [f.code.value for f in extraction.findings]


def test_the_same_results_with_any_number_of_workers(tmp_path: Path) -> None:
    """One worker, three, or none at all: equal results in the order of the input, a missing file among them."""
    paths = [*map(str, SHORT), str(tmp_path / "puuttuu.pdf")]
    alone = [extract(path) for path in paths]
    assert list(extract_many(paths, workers=1)) == alone
    assert list(extract_many(paths, workers=3)) == alone


def test_a_hostile_file_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    """What hangs is ended, what swells in memory; each keeps its digest, and the batch goes on."""
    for name, content in (("hidas.pdf", slow()), ("suuri.pdf", large()), ("lukittu.pdf", locked())):
        (tmp_path / name).write_bytes(content)
    shutil.copy(SHORT[0], tmp_path / "z.pdf")
    results = {Path(e.source.path).name: e for e in extract_many([tmp_path], workers=2, timeout=8, memory=200)}
    assert [(name, *_codes(e)) for name, e in results.items()][:3] == [
        ("hidas.pdf", "file.timeout"), ("lukittu.pdf", "file.encrypted"), ("suuri.pdf", "file.too-large")]
    assert all(e.source.sha256 for e in results.values())
    assert results["z.pdf"].report == extract(SHORT[0]).report


@pytest.mark.parametrize("read", [read_one, read_timed])
def test_one_file_alone_is_limited_too(tmp_path: Path, read: object) -> None:
    """Without a pool, too, a file that hangs is ended."""
    file = tmp_path / "hidas.pdf"
    file.write_bytes(slow())
    result = read(Item(str(file), file), "fi", Limits(timeout=2))  # type: ignore[operator]
    assert _codes(result) == ["file.timeout"]
    assert result.source.sha256


def test_one_file_alone_that_swells(tmp_path: Path) -> None:
    """Without a pool, too, a file that takes too much memory is given up, and this process stays small."""
    file = tmp_path / "suuri.pdf"
    file.write_bytes(large())
    assert _codes(next(run([Item(str(file), file)], limits=Limits(memory=200)))) == ["file.too-large"]


@pytest.mark.parametrize("number", [1, 3])
def test_files_alone_are_read_as_by_extract(number: int) -> None:
    """The result does not tell which way it went, one file alone or a few; no worker is left."""
    assert list(run([Item(str(p), p) for p in SHORT[:number]])) == [extract(p) for p in SHORT[:number]]
    assert not [c for c in psutil.Process().children() if "spawn_main" in " ".join(c.cmdline())]


def test_a_killed_worker_costs_nothing() -> None:
    """A worker that something else kills (the system, short of memory) is replaced, and its file is read again."""
    paths = [str(FIXTURES / "writer-plain-long.pdf"), *map(str, SHORT)] * 2
    results = extract_many(paths, workers=2)
    got = [next(results)]
    victims = [c for c in psutil.Process().children() if "spawn_main" in " ".join(c.cmdline())]
    assert victims
    victims[0].kill()
    got += results
    assert [e.source.path for e in got] == paths
    assert [e.report for e in got] == [extract(p).report for p in paths]


@pytest.mark.parametrize(("code", "swollen", "finding"), [
    (86, False, "file.too-large"), (87, False, "file.timeout"), (-9, True, "file.too-large"),
    (-9, False, "file.internal"), (-11, False, "file.internal"), (3, False, "file.internal")])
def test_what_ended_a_worker_is_told(code: int, swollen: bool, finding: str) -> None:
    """Its own limit is a matter of size or time, and so is a kill while it was large; all else is named by its signal,
    for a kill alone tells nothing of the file."""
    result = died(Item("a.pdf", Path("a.pdf")), code, "en", "00", swollen=swollen)
    assert _codes(result) == [finding]
    assert code != -11 or "SIGSEGV" in result.findings[0].message


def test_input_is_taken_as_it_is_needed() -> None:
    """An endless input gives results at once, and is not read ahead without end."""
    taken = itertools.count()
    last = 0

    def endless() -> Iterator[str]:
        nonlocal last
        for last in taken:
            yield str(SHORT[last % len(SHORT)])

    results = extract_many(endless(), workers=2)
    first = [next(results) for _ in range(3)]
    assert [Path(e.source.path) for e in first] == SHORT[:3]
    assert last < 10 * AHEAD
    results.close()  # type: ignore[attr-defined]


def test_what_comes_twice_is_told(tmp_path: Path) -> None:
    """The same content under two names: both have their result, the later one a remark that names the first."""
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        shutil.copy(SHORT[0], tmp_path / name)
    first, *later = extract_many([tmp_path], lang="en")
    assert "file.duplicate" not in _codes(first)
    for copy in later:
        assert copy.report == first.report
        assert copy.status == first.status
        assert str(tmp_path / "a.pdf") in copy.findings[-1].message


def test_limits_that_are_none() -> None:
    """Nonsense is refused before anything is read."""
    for wrong in ({"workers": 0}, {"timeout": 0}, {"memory": -1}, {"lang": "sv"}):
        with pytest.raises(ValueError, match=r".+"):
            extract_many(["a.pdf"], **wrong)  # type: ignore[arg-type]


def test_patterns_and_folders(tmp_path: Path) -> None:
    """A pattern is opened where the shell did not; a name that only looks like one is a name; folders are opened."""
    (tmp_path / "osa").mkdir()
    for name in ("b.pdf", "a[1].pdf", "osa/c.pdf"):
        (tmp_path / name).write_bytes(b"")

    def names(*paths: str) -> list[str]:
        return [Path(i.path).relative_to(tmp_path).as_posix() for i in items_of([str(tmp_path / p) for p in paths])]

    assert names("*.pdf") == ["a[1].pdf", "b.pdf"]
    assert names("**/*.pdf") == ["a[1].pdf", "b.pdf", "osa/c.pdf"]
    assert names("a[1].pdf", "osa", "x*.pdf") == ["a[1].pdf", "osa/c.pdf", "x*.pdf"]


def test_a_run_goes_on_where_it_was(tmp_path: Path) -> None:
    """What a store has is not read again: results come although no worker is started."""
    items = [Item(str(p), p) for p in SHORT]
    with Store.create(tmp_path / "a.sqlite") as store:
        results = run_into(store, items, workers=1)
        next(results)
        results.close()  # type: ignore[attr-defined]
        assert not store.progress().finished
        assert store.progress().done >= 1
        assert len(list(run_into(store, items, workers=2))) == len(items)
        assert store.progress().finished
        before = set(psutil.Process().children(recursive=True))
        again = [(e.source.path, set(psutil.Process().children(recursive=True)) - before)
                 for e in run_into(store, items)]
        assert again == [(i.path, set()) for i in items]
        assert list(store.extractions()) == [extract(p) for p in SHORT]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_end_with_the_program(tmp_path: Path) -> None:
    """A program that is killed leaves no worker behind, not even one that hangs."""
    (tmp_path / "hidas.pdf").write_bytes(slow())
    code = ("import sys; from erityisavustus import extract_many\n"
            "if __name__ == '__main__': list(extract_many(sys.argv[1:], workers=1))")
    script = tmp_path / "aja.py"
    script.write_text(code, encoding="utf-8")
    program = psutil.Popen([sys.executable, script, tmp_path / "hidas.pdf", SHORT[0]], stdout=subprocess.DEVNULL)
    while not (workers := [c for c in program.children() if "spawn_main" in " ".join(c.cmdline())]):
        assert program.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    program.send_signal(signal.SIGKILL)
    program.wait()
    _, alive = psutil.wait_procs(workers, timeout=15)
    assert not alive


def test_cores() -> None:
    """The default number of workers is that of the cores this process may use."""
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_a_pool_that_breaks_is_replaced() -> None:
    """All workers killed at once, idle ones too: the results are those of an undisturbed run."""
    paths = [str(p) for p in SHORT] * 4
    results = extract_many(paths, workers=2)
    got = [next(results)]
    for worker in psutil.Process().children():
        if "spawn_main" in " ".join(worker.cmdline()):
            worker.kill()
    got += results
    assert [e.report for e in got] == [extract(p).report for p in paths]


def test_a_script_without_a_main_guard_is_told(tmp_path: Path) -> None:
    """Its workers would run it again: an error says what to change, and no wrong result comes out."""
    script = tmp_path / "aja.py"
    script.write_text("import sys; from erityisavustus import extract_many; print(*extract_many(sys.argv[1:]))",
                      encoding="utf-8")
    done = subprocess.run([sys.executable, script, *SHORT[:2]], capture_output=True, timeout=120, check=False)
    assert done.returncode != 0
    assert b"WorkersError" in done.stderr
    assert b"__main__" in done.stderr
    assert done.stdout == b""


def test_where_workers_can_start_no_more_files_are_given_up() -> None:
    """After they once could, there is an end, and a finding for each file that is left."""
    class Broken(Pool):
        def _schedule(self, task: Task) -> NoReturn:
            raise OSError("no more processes")

        def _apart(self, task: Task) -> NoReturn:
            raise NoProcessError("OSError")

    pool = Broken(2, Limits())
    pool._worked = True
    tasks = [Task(Item("a.pdf", Path("a.pdf")), None, "fi") for _ in range(5)]
    for task in tasks:
        pool.submit(task)
    assert [_codes(t.result) for t in tasks if t.result] == [["file.internal"]] * 5
