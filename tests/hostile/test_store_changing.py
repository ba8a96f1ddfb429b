"""Files that change between their digest and their reading: no result is given with another content's digest."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from erityisavustus import Extraction, extract, extract_many
from erityisavustus.batch import Item, run_into
from erityisavustus.batch.stores.store import Store
from erityisavustus.batch.workers.outcome import CHANGES, Task, given_up
from tests.conftest import FIXTURES

LONG = FIXTURES / "writer-plain-long.pdf"
OLD, NEW = FIXTURES / "form-hand-hub.pdf", FIXTURES / "groff-plain-short.pdf"
LAST = FIXTURES / "canvas-serif-short.pdf"

CHANGING = """
import os, sys
file, *parts = sys.argv[1:]
while True:
    for part in parts:
        os.link(part, file + ".uusi")
        os.replace(file + ".uusi", file)
"""
"""A program that puts one file after the other in the place of the first, whole each time."""


def _is(extraction: Extraction, file: Path) -> bool:
    """Whether digest and values are those of this very content, and no remark says that it came twice."""
    alone = extract(file)
    return (extraction.source.sha256, extraction.report, extraction.findings) == (
        alone.source.sha256, alone.report, alone.findings)


def test_a_file_that_is_replaced_while_it_waits(tmp_path: Path) -> None:
    """It is given as it was read, and its untouched duplicate has its own digest and values, and no remark."""
    waits, copy = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for file in (waits, copy):
        shutil.copy(OLD, file)

    def files() -> Iterator[Path]:
        yield LONG
        yield waits
        yield copy
        shutil.copy(NEW, waits)  # the files before are queued, and the one worker still has the long one
        yield LAST

    _, first, second, last = extract_many(files(), workers=1)
    assert _is(first, NEW)
    assert _is(second, OLD)
    assert _is(last, LAST)


def test_a_file_that_is_removed_while_it_waits(tmp_path: Path) -> None:
    """It is not found; its duplicate is."""
    waits, copy = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for file in (waits, copy):
        shutil.copy(OLD, file)

    def files() -> Iterator[Path]:
        yield LONG
        yield waits
        yield copy
        waits.unlink()
        yield LAST

    _, first, second, _ = extract_many(files(), workers=1)
    assert (first.findings[0].code.value, first.source.sha256) == ("file.not-found", None)
    assert _is(second, OLD)


def test_a_file_that_changes_all_the_time(tmp_path: Path) -> None:
    """The run ends, and each row of its store, that file's and those of its untouched duplicates, holds the values
    of the content whose digest it has."""
    restless, store = tmp_path / "m.pdf", tmp_path / "t.sqlite"
    contents = [OLD, NEW]
    shutil.copy(OLD, restless)
    for name, content in (("a.pdf", OLD), ("x.pdf", OLD), ("y.pdf", NEW)):
        shutil.copy(content, tmp_path / name)
    over = threading.Event()

    def change() -> None:
        turn = 0
        while not over.wait(0.02):
            turn += 1
            shutil.copy(contents[turn % 2], tmp_path / "uusi")
            os.replace(tmp_path / "uusi", restless)  # noqa: PTH105

    names = ["m.pdf", "a.pdf", "x.pdf", "y.pdf", "l.pdf"]
    shutil.copy(LONG, tmp_path / "l.pdf")
    changing = threading.Thread(target=change)
    changing.start()
    try:
        with Store.create(store) as opened:
            for _ in run_into(opened, [Item(n, tmp_path / n) for n in names], workers=2):
                pass
            rows = {e.source.path: e for e in opened.extractions()}
    finally:
        over.set()
        changing.join()
    assert set(rows) == set(names)
    for name, extraction in rows.items():
        known = {hashlib.sha256(c.read_bytes()).hexdigest(): c for c in (*contents, LONG)}
        alone = extract(known[extraction.source.sha256 or ""])
        assert extraction.report == alone.report
        if name != "m.pdf":
            assert extraction.source.sha256 == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()


def test_what_was_given_up_is_of_the_content_that_was_queued(tmp_path: Path) -> None:
    """A process that ended tells nothing of the bytes it had: where the file changed meanwhile, it is read again."""
    file = tmp_path / "a.pdf"
    shutil.copy(OLD, file)
    sha256 = hashlib.sha256(OLD.read_bytes()).hexdigest()
    item = Item(str(file), file)

    def task(changes: int = 0) -> Task:
        return Task(item, sha256, "fi", given_up(item, "file.timeout", "fi", sha256), changes)

    assert task().is_sound
    shutil.copy(NEW, file)
    assert not task().is_sound
    assert not task().is_restless
    assert task(CHANGES).is_restless


def test_the_digest_of_an_unreadable_file_is_of_what_was_read(tmp_path: Path) -> None:
    """A file that is still being written when it is read, and whole right after, is not called damaged under the
    digest of the whole: the digest is of the half."""
    file, parts = tmp_path / "a.pdf", [tmp_path / "osa.pdf", tmp_path / "koko.pdf"]
    whole = OLD.read_bytes()
    for part, content in zip(parts, (whole[:3000], whole), strict=True):
        part.write_bytes(content)
    shutil.copy(parts[0], file)
    half, good = (hashlib.sha256(part.read_bytes()).hexdigest() for part in parts)
    seen: list[Extraction] = []
    changing = subprocess.Popen([sys.executable, "-c", CHANGING, file, *parts])
    try:
        deadline = time.monotonic() + 60
        while sum(e.report is None for e in seen) < 20 and time.monotonic() < deadline:
            seen.append(extract(file))
    finally:
        changing.kill()
        changing.wait()
    assert {e.source.sha256 for e in seen if e.report is None} == {half}
    assert {e.source.sha256 for e in seen if e.report is not None} <= {good}
