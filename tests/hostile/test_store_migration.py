"""Stores of earlier versions open in this one, and nothing of them is lost, whatever fails on the way."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from erityisavustus.batch.limits import Limits
from erityisavustus.batch.stores.store import SCHEMA_VERSION, DamagedError, Store, StoreError
from erityisavustus.cli.exits import Exit
from tests.cli import report
from tests.conftest import FIXTURES

OLD = FIXTURES / "stores" / "version-1.sqlite"
BY = "0.1.0+7575b18f7057.ocr"
"""The program that made it."""
REVIEWED = {"form-hand-unanswered.pdf": ["recipient.contact_name", "transfer.transferred"],
            "form-hand-hub.pdf": ["decision.granted_eur"], "kopio.pdf": ["decision.granted_eur"]}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "t.sqlite"))


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def _version(file: Path) -> int:
    with sqlite3.connect(file) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
    db.close()
    return int(version)


def _dump(file: Path) -> list[str]:
    """All tables and rows; pages that hold nothing may change when a transaction is taken back."""
    with sqlite3.connect(file) as db:
        dump = list(db.iterdump())
    db.close()
    return dump


def _as_it_was() -> list[tuple[str, str, str | None]]:
    """Path, result and first file of the same content, as version 1 keeps them."""
    with sqlite3.connect(f"{OLD.as_uri()}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT path, data, duplicate_of FROM input JOIN result ON result.id = input.result "
                          "ORDER BY position").fetchall()
    db.close()
    return rows


def _holds_all(file: Path) -> None:
    """Each result is the old one, with its reviews and the remark on the copy."""
    with Store.open(file) as store:
        results = list(store.extractions())
        assert store.progress().finished
    for extraction, (path, data, first) in zip(results, _as_it_was(), strict=True):
        before = json.loads(data)
        now = json.loads(extraction.model_dump_json(by_alias=True))
        assert extraction.source.path == path
        assert now["source"]["sha256"] == before["source"]["sha256"]
        assert now["report"] == before["report"]
        reviewed = [field for field, e in extraction.evidence.items() if e.review is not None]
        assert reviewed == REVIEWED.get(Path(path).name, [])
        assert ["file.duplicate"] * (first is not None) == [
            f.code.value for f in extraction.findings if f.code.value == "file.duplicate"]


def test_an_old_store_is_migrated_after_a_copy(old: Path) -> None:
    """The first program that writes to it brings it up to its version; beside it lies what it was, private."""
    with Store.create(old) as store:
        assert store.copy == old.with_name("t.version-1.sqlite")
        assert store.copy.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert (_version(old), _version(old.with_name("t.version-1.sqlite"))) == (SCHEMA_VERSION, 1)
    _holds_all(old)
    _holds_all(old.with_name("t.version-1.sqlite"))
    with Store.create(old) as store:
        assert store.copy is None
    assert _names(old.parent) == ["t.sqlite", "t.version-1.sqlite"]


def test_a_run_goes_on_in_it_with_its_reviews(old: Path) -> None:
    """The program that read the files takes its results over from the migrated store, what a person said included."""
    with Store.create(old) as store:
        before = {e.source.path: e for e in store.extractions()}
        store.plan(sorted(before), extractor=BY, lang="fi")
        for position, path in enumerate(sorted(before)):
            sha256 = before[path].source.sha256
            assert sha256
            taken = store.take_over(position, sha256, Limits(), None)
            assert taken is not None
            assert taken.evidence == before[path].evidence
        store.finish()
    _holds_all(old)


def test_the_commands_say_what_was_done(old: Path, tmp_path: Path) -> None:
    """`extract` names the copy, and refuses to read reviewed reports anew; the reviews are still there."""
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"")
    done = report("extract", pdf, *[path for path, *_ in _as_it_was()], "-o", old, "--quiet")
    assert done.returncode == Exit.NOT_WRITTEN
    assert b"t.version-1.sqlite" in done.stderr
    assert b"reviewed by a person" in done.stderr
    _holds_all(old)


@pytest.mark.parametrize("command", [["export"], ["summary"], ["review", "-o", "sivu.html"]])
def test_readers_change_nothing(tmp_path: Path, command: list[str]) -> None:
    """`export`, `summary` and `review` read an old store that cannot be written as it is, and leave no copy."""
    folder = tmp_path / "vain-luku"
    folder.mkdir()
    old = Path(shutil.copy(OLD, folder / "t.sqlite"))
    before = old.read_bytes()
    old.chmod(0o400)
    folder.chmod(0o500)
    done = report(command[0], old, *[str(tmp_path / a) if a.endswith("html") else a for a in command[1:]])
    folder.chmod(0o700)
    assert done.returncode == Exit.NO_REPORT  # one of its files is broken
    assert old.read_bytes() == before
    assert _names(folder) == ["t.sqlite"]
    if command == ["export"]:
        assert len(json.loads(done.stdout)) == len(_as_it_was())


@pytest.mark.parametrize("limit", [40_000, 100_000])
def test_a_disk_that_is_full(old: Path, limit: int) -> None:
    """Where there is no room for the copy, or for the new tables beside the old: an error that says so, everything
    in the store as it was, and no copy left."""
    resource = pytest.importorskip("resource", reason="no limits of file sizes here")
    before = _dump(old)
    code = ("import resource, sys; from pathlib import Path\n"
            "from erityisavustus.batch.stores.store import Store, StoreError\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))\n"
            "try: Store.create(Path(sys.argv[1]))\n"
            "except StoreError as error: print(error)\n")
    done = subprocess.run([sys.executable, "-c", code, old, str(limit)], capture_output=True, timeout=60, check=False)
    assert resource is not None
    assert done.returncode == 0
    assert str(old).encode() in done.stdout
    assert (_dump(old), _version(old)) == (before, 1)
    assert _names(old.parent) == ["t.sqlite"]
    _holds_all(old)


def test_a_store_that_is_damaged_is_not_migrated(old: Path) -> None:
    """Pages that are lost end the migration; what is there stays, for it may yet be mended."""
    data = bytearray(old.read_bytes())
    data[5 * 4096:] = b"\xff" * (len(data) - 5 * 4096)
    old.write_bytes(bytes(data))
    with pytest.raises(DamagedError, match="restore the file from a copy"):
        Store.create(old)
    assert old.read_bytes() == bytes(data)
    assert _names(old.parent) == ["t.sqlite"]


def test_a_copy_of_that_name_is_there(old: Path) -> None:
    """No copy overwrites another file: the next name is taken."""
    other = old.with_name("t.version-1.sqlite")
    other.write_text("jotain muuta", encoding="utf-8")
    with Store.create(old) as store:
        assert store.copy == old.with_name("t.version-1-2.sqlite")
    assert other.read_text(encoding="utf-8") == "jotain muuta"


def test_a_later_version_is_refused(old: Path) -> None:
    """By number, by readers and writers, and it is not touched."""
    with sqlite3.connect(old) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    before = old.read_bytes()
    for opened in (Store.open, Store.create):
        with pytest.raises(StoreError, match=f"version {SCHEMA_VERSION + 1}"):
            opened(old)
    assert old.read_bytes() == before
