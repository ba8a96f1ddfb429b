"""Workers that are ended from outside: their files are read elsewhere, and no neighbour pays for it."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from erityisavustus import Extraction, extract, extract_many
from erityisavustus.batch import Item, Limits, run
from erityisavustus.batch.workers.own_process import ATTEMPTS, read_apart
from tests.batch.hostile import large
from tests.conftest import FIXTURES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
SHORT = [FIXTURES / f"{name}.pdf" for name in ("form-hand-hub", "canvas-serif-short", "form-pdflib-radio",
                                               "form-turned-180", "groff-plain-short", "form-hand-unanswered")]
FILES = [FIXTURES / "writer-plain-long.pdf", *SHORT]


def _workers() -> list[psutil.Process]:
    """Processes of this program that read, started by spawn or by fork."""
    with suppress(psutil.Error):
        return [c for c in psutil.Process().children()
                if c.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in " ".join(c.cmdline())]
    return []


@contextmanager
def _killing(
    choose: Callable[[list[psutil.Process]], list[psutil.Process]], pause: float = 0.02
) -> Iterator[list[int]]:
    """While the block runs, whatever `choose` names among the workers is killed; gives the ids of the killed."""
    over = threading.Event()
    killed: list[int] = []

    def kill() -> None:
        while not over.wait(pause):
            for worker in choose(_workers()):
                with suppress(psutil.Error):
                    worker.send_signal(signal.SIGKILL)
                    killed.append(worker.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def _are_all_read(results: list[Extraction]) -> bool:
    return [e.report for e in results] == [extract(f).report for f in FILES]


def _codes(extraction: Extraction) -> list[str]:
    return [f.code.value for f in extraction.findings]


@pytest.mark.parametrize("lost", [3, 8])
def test_workers_that_are_lost_at_the_start(lost: int) -> None:
    """The first workers are killed as they start, pool after pool: the run goes on and reads every file."""
    seen: set[int] = set()

    def first_ones(workers: list[psutil.Process]) -> list[psutil.Process]:
        new = [w for w in workers if w.pid not in seen][: max(lost - len(seen), 0)]
        seen.update(w.pid for w in new)
        return new

    with _killing(first_ones) as killed:
        results = list(extract_many(FILES, workers=1))
    assert len(killed) >= lost
    assert _are_all_read(results)


def test_workers_that_are_killed_again_and_again() -> None:
    """With each result a worker is killed, whatever it does: each file has its own result, none is given up."""
    dice = random.Random(12)
    got = []
    for result in extract_many(FILES * 2, workers=2):
        got.append(result)
        if workers := _workers():
            with suppress(psutil.Error):
                dice.choice(workers).kill()
    assert [e.report for e in got] == [extract(f).report for f in FILES] * 2


def test_a_signal_that_a_worker_handles() -> None:
    """Being asked to end (SIGTERM) is no fault of the file either."""
    results = extract_many(FILES * 2, workers=2)
    got = [next(results)]
    for worker in _workers():
        worker.terminate()
    got += results
    assert [e.report for e in got] == [extract(f).report for f in FILES] * 2


def test_a_file_whose_process_is_always_killed() -> None:
    """There is an end, for one file alone; and it is not called too large, for its process held little memory."""
    with _killing(lambda workers: workers):
        (result,) = run([Item(str(SHORT[0]), SHORT[0])])
    assert _codes(result) == ["file.internal"]
    assert "SIGKILL" in result.findings[0].message
    assert result.source.sha256 == extract(SHORT[0]).source.sha256


def test_a_file_whose_process_is_killed_once() -> None:
    """One file alone is read again, too."""
    once: list[psutil.Process] = []

    def first(workers: list[psutil.Process]) -> list[psutil.Process]:
        if once or not workers:
            return []
        once.extend(workers)
        return workers

    with _killing(first, pause=0.001) as killed:
        (result,) = run([Item(str(FILES[0]), FILES[0])])
    assert len(killed) == 1
    assert result == extract(FILES[0])


def test_a_file_that_is_killed_while_it_swells(tmp_path: Path) -> None:
    """A process that is killed when it has grown far is taken for one that the system killed for its memory: after
    a second try the file is too large."""
    file = tmp_path / "suuri.pdf"
    file.write_bytes(large())

    at_first = psutil.Process().memory_info().rss  # a forked process begins with what this one holds

    def swollen(workers: list[psutil.Process]) -> list[psutil.Process]:
        found = []
        for worker in workers:
            with suppress(psutil.Error):
                if worker.memory_info().rss > at_first + 400 * 2**20:
                    worker.suspend()
                    time.sleep(0.5)  # as one that waits for memory
                    found.append(worker)
        return found

    with _killing(swollen, pause=0.01) as killed:
        result = read_apart(Item(str(file), file), "fi", Limits(memory=1000), method="fork", page_workers=1)
    assert len(killed) == ATTEMPTS
    assert _codes(result) == ["file.too-large"]
