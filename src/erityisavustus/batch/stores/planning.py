"""The beginning of a run over a store: what it keeps of the last one, and what it refuses to lose."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from erityisavustus.batch.stores.database import StoreError
from erityisavustus.batch.stores.lease import Run, held_by, holder_of
from erityisavustus.batch.stores.rows import parsed, rows

__all__ = ["Key", "begin", "keys_of"]

Key = tuple[str, int]
"""Of a file of the input: its path, and how often the run names that before."""


def keys_of(paths: Iterable[str]) -> list[Key]:
    """The key of each path, in their order."""
    named: Counter[str] = Counter()
    keys = []
    for path in paths:
        keys.append((path, named[path]))
        named[path] += 1
    return keys


def begin(file: Path, db: sqlite3.Connection, run: Run, last: Run, keys: Sequence[Key], *, drop: bool) -> None:
    """Enter `run` and its input in place of `last`, within a transaction; results of the same files stay.

    Raises StoreError, unless `drop`, when another run has the store, when it holds a path that is not among them, or
    what a person said of a report that would be read anew: it would be lost.
    """
    if not drop:
        _refuse_in_use(file, db, last)
        _refuse_lost(file, db, {path for path, _ in keys})
    usable = {row for (row,) in db.execute(
        "SELECT id FROM result WHERE extractor = ? AND lang = ?", (run.extractor, run.lang))}
    if not drop:
        _refuse_unreviewed(file, db, usable)
    held = {(path, repeat): result for path, repeat, result in db.execute(
        "SELECT path, repeat, result FROM input") if result in usable}
    db.execute("DELETE FROM input")
    db.executemany("INSERT INTO input VALUES (?, ?, ?, ?)", [
        (*key, position, held.get(key)) for position, key in enumerate(keys)])
    run.begin(db)


def _refuse_in_use(file: Path, db: sqlite3.Connection, last: Run) -> None:
    if holder_of(db) is not None and not last.has(db):
        raise StoreError(
            f"{file}: in use {held_by(db)}; wait until that run has ended, choose another file, or "
            "take the store from it with --force"
        )


def _refuse_lost(file: Path, db: sqlite3.Connection, named: set[str]) -> None:
    held = {path for (path,) in db.execute("SELECT path FROM input")}
    if lost := held - named:
        raise StoreError(
            f"{file}: holds {len(lost)} of {len(held)} files that this run does not name "
            f"(such as {min(map(str, lost))}); name them too, choose another file, or let them go with --force"
        )


def _refuse_unreviewed(file: Path, db: sqlite3.Connection, usable: set[int]) -> None:
    """What a person said is never lost with a result that is read anew, not even because that is damaged."""
    reviewed = rows(file, db, "SELECT result.id, path, data, checksum FROM input "
                              "JOIN result ON result.id = input.result WHERE reviewed GROUP BY result.id")
    if anew := [row for row, *_ in reviewed if row not in usable]:
        raise StoreError(
            f"{file}: {len(anew)} reports in it were reviewed by a person and would be read "
            "anew (another version of the program, or another language); choose another file and "
            "`report apply` the corrections to it, or let the reviews go with --force"
        )
    for _, path, data, kept in reviewed:
        parsed(file, path, data, kept)
