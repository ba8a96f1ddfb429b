"""A file of results that outlives the run that makes it.

Two tables: what was read, by content, and which file of the last run has that content, by path. Each result is one
transaction, synced to the disk before the next begins, so whatever kills the program or the machine loses only what was
unfinished. One run has the store at a time (`lease`), and whatever it writes it writes as that run.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from erityisavustus.batch.duplicates import under_path
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.stores.database import (
    SCHEMA_VERSION,
    DamagedError,
    StoreError,
    checksum,
    connected,
    foreign_error,
    transaction,
)
from erityisavustus.batch.stores.lease import Run, held_by, holder_of
from erityisavustus.batch.stores.migration import REVIEWED, migrate, view_as_current
from erityisavustus.batch.stores.planning import Key, begin, keys_of
from erityisavustus.batch.stores.rows import Row, parsed, results, rows
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.result import Extraction
from erityisavustus.output.writers.json_result import json_line

__all__ = ["SCHEMA_VERSION", "DamagedError", "Progress", "Store", "StoreError"]

_NONE = Run("", "", 0.0)
"""Of a store that is open to be read, or whose run has ended."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the last run came."""

    total: int
    done: int
    finished: bool
    """It came to its end; false also while it runs."""


class Store:
    """Results of the last run, in the order of its input, and by content those it can take over."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self.file = file
        self.copy: Path | None = None
        """What it was before it was brought up to this version."""
        self._db = connection
        self._run = _NONE
        self._keys: list[Key] = []
        """Of each position in this run's input."""

    @classmethod
    def open(cls, file: Path, *, write: bool = False) -> Self:
        """A store that is there; one of an earlier version is migrated only where it is to be written.

        Raises StoreError.
        """
        if not file.is_file():
            raise StoreError(f"{file}: no such file; `report extract PATH… -o {file.name}` makes it")
        return cls._opened(file, make=False, write=write)

    @classmethod
    def create(cls, file: Path) -> Self:
        """A store that is there, or a new one that only its owner may read. Raises StoreError."""
        try:
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(f"{file}: {error.strerror}") from error
        return cls._opened(file, make=True, write=True)

    @classmethod
    def _opened(cls, file: Path, *, make: bool, write: bool) -> Self:
        store = cls(file, connected(file, make=make))
        try:
            if write:
                store.copy = migrate(file, store._db)
            else:
                view_as_current(store._db)
        except sqlite3.DatabaseError as error:
            store._db.close()
            raise foreign_error(file, error) from error
        except BaseException:  # Ctrl+C too: the database is closed, and it goes on
            store._db.close()
            raise
        return store

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with transaction(self.file, self._db):
            yield

    @contextmanager
    def _own_transaction(self) -> Iterator[None]:
        """The same, for the run that has the store; it is heard of."""
        with self._transaction():
            self._look()
            self._run.renew(self._db)
            yield

    def _look(self) -> None:
        """Raises StoreError when another run has taken the store."""
        if not self._run.has(self._db):
            raise StoreError(
                f"{self.file}: another run took it over ({held_by(self._db)}), so this one ends; what it had read "
                "before is in the store as far as the other one names the same files"
            )

    def _rows(self, query: str, *values: object) -> list[Row]:
        return rows(self.file, self._db, query, *values)

    def plan(
        self, paths: Sequence[str], *, extractor: str, lang: str, drop: bool = False, limits: Limits | None = None
    ) -> None:
        """Begin a run over `paths`: from now on they are the store's input, in this order.

        Results of the same paths stay until the run has new ones. Raises StoreError, unless `drop`, when it would take
        the store from another run, or lose a file or a person's review (`planning`).
        """
        run = Run(extractor, lang, (limits or Limits()).clock)
        keys = keys_of(paths)
        with self._transaction():
            begin(self.file, self._db, run, self._run, keys, drop=drop)
        self._run, self._keys = run, keys

    def take_over(self, position: int, sha256: str, limits: Limits, first: str | None) -> Extraction | None:
        """The result of a content that was read before, entered for the file at `position`; None: read it.

        `first`: a path before it with the same content, for the remark. A file that was given up is read again when it
        may now take more, and so is one whose result is damaged.
        """
        self._look()
        known = self._rows(
            "SELECT id, data, checksum FROM result WHERE sha256 = ? AND extractor = ? AND lang = ? "
            "AND NOT (given_up AND (timeout < ? OR memory < ?))",
            sha256, self._run.extractor, self._run.lang, limits.timeout, limits.memory)
        if not known:
            return None
        ((row, data, kept),) = known
        path = self._keys[position][0]
        try:
            extraction = parsed(self.file, path, data, kept)
        except DamagedError:
            return None
        if self._rows("SELECT result FROM input WHERE path = ? AND repeat = ?", *self._keys[position]) != [(row,)]:
            with self._own_transaction():
                self._enter(position, row)
        return under_path(extraction, path, first, self._run.lang)

    def put(self, position: int, extraction: Extraction, limits: Limits) -> None:
        """Keep the result of the file at `position`; on return it is on the disk.

        `extraction` is that of the content alone. One of the same content that a person has reviewed meanwhile stays.
        """
        codes = {f.code for f in extraction.findings}
        unread = Code.PAGE_UNREAD in codes  # whatever kept a page from being read may not be there next time
        given_up = unread or not codes.isdisjoint({Code.FILE_TIMEOUT, Code.FILE_TOO_LARGE})
        sha256, data = extraction.source.sha256, json_line(extraction)
        with self._own_transaction():
            self._db.execute(
                "INSERT INTO result (sha256, extractor, lang, timeout, memory, given_up, reviewed, data, checksum) "
                "VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?) "
                "ON CONFLICT (sha256, extractor, lang) DO UPDATE SET timeout = excluded.timeout, "
                "memory = excluded.memory, given_up = excluded.given_up, reviewed = 0, data = excluded.data, "
                "checksum = excluded.checksum WHERE NOT reviewed OR checksum != checksum(data)",
                (sha256, self._run.extractor, self._run.lang, 0.0 if unread else limits.timeout, limits.memory,
                 given_up, data, checksum(data)))
            (row,) = self._db.execute(
                "SELECT max(id) FROM result WHERE sha256 IS ? AND extractor = ? AND lang = ?",
                (sha256, self._run.extractor, self._run.lang)).fetchone()
            self._enter(position, row)

    def _enter(self, position: int, result: int) -> None:
        self._db.execute("UPDATE input SET result = ? WHERE path = ? AND repeat = ?", (result, *self._keys[position]))

    def heard(self) -> None:
        """The run is still at work, though nothing is written. Raises StoreError when the store is another's."""
        if self._run.is_due():
            with self._own_transaction():
                pass

    def revise(self, change: Callable[[Iterator[Extraction]], Iterator[Extraction]]) -> None:
        """Put what `change` makes of the results in their place, one for one; what it raises undoes all of it.

        Each content comes once, under the name it was read by.
        """
        with self._transaction():
            ids = [row for (row,) in self._db.execute(
                "SELECT DISTINCT result FROM input WHERE result IS NOT NULL ORDER BY result")]
            for row, extraction in zip(ids, change(self._by_id(ids)), strict=True):
                data = json_line(extraction)
                self._db.execute(
                    "UPDATE result SET data = ?, checksum = ?, reviewed = ? WHERE id = ?",
                    (data, checksum(data), REVIEWED in data, row))

    def _by_id(self, ids: Sequence[int]) -> Iterator[Extraction]:
        for row in ids:
            path, data, kept = self._db.execute(
                "SELECT path, data, checksum FROM result JOIN input ON input.result = result.id WHERE result.id = ? "
                "ORDER BY position LIMIT 1", (row,)).fetchone()
            yield parsed(self.file, path, data, kept)

    def finish(self) -> None:
        """The run came to its end: results that none of its files has any more are removed."""
        with self._own_transaction():
            self._db.execute("DELETE FROM result WHERE id NOT IN (SELECT result FROM input WHERE result IS NOT NULL)")
            self._db.execute("UPDATE run SET finished = 1")
            self._run.release(self._db)

    def release(self) -> None:
        """The run ends here, and another may begin. What hinders that is no error: the lease runs out by itself."""
        run, self._run = self._run, _NONE
        if run is not _NONE:
            with contextlib.suppress(StoreError), self._transaction():
                run.release(self._db)

    def holder(self) -> int | None:
        """The process whose run has the store; None: the next run may begin."""
        try:
            return holder_of(self._db)
        except sqlite3.DatabaseError as error:
            raise foreign_error(self.file, error) from error

    def progress(self) -> Progress:
        """How far the last run came."""
        ((total, done),) = self._rows("SELECT count(*), count(result) FROM input")
        return Progress(total, done, self._rows("SELECT finished FROM run") == [(1,)])

    def extractions(self) -> Iterator[Extraction]:
        """Every result there is, in the order of the input, each under its own path. Raises StoreError."""
        return results(self.file, self._db)

    def close(self) -> None:
        """Let the file go, and the run with it that it was open for."""
        self.release()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
