"""A file of results that outlives the run that makes it.

StoreError
    the file is no store, is of another version, is in use, or can not be written; its message says what to do.

One SQLite database (https://www.sqlite.org/lockingv3.html) with two tables: what was read, by content, and which
file of the last run has that content. Each result is one transaction, synced to the disk before the next begins, so
whatever kills the program or the machine loses only what was not finished. The rollback journal is used, not the
write-ahead log: officials' folders lie on network drives, where the log does not work (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

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
from erityisavustus.extraction import Extraction
from erityisavustus.findings import Code
from erityisavustus.output.as_json import json_line

__all__ = ["Progress", "Store", "StoreError"]

APPLICATION_ID = 0x65726176
"""'erav' in the database header: told apart from any other program's database."""
SCHEMA_VERSION = 1
WAIT = 30.0
"""Seconds to wait while another process holds the file."""
AT_ONCE = 100
"""Results fetched together: bounded memory, and a run that writes meanwhile is never kept waiting."""
_REVIEWED = '"method":"reviewed"'
"""In the JSON of a result that a person looked at; within its strings every quotation mark has a stroke before it."""
_TABLES = """
CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    sha256 TEXT,               -- of the content; NULL where there was none to read
    extractor TEXT NOT NULL,
    lang TEXT NOT NULL,
    timeout REAL NOT NULL,     -- limits under which it was read
    memory INTEGER NOT NULL,
    given_up INTEGER NOT NULL, -- it met one of them
    data TEXT NOT NULL,        -- the Extraction as JSON
    UNIQUE (sha256, extractor, lang)
);
CREATE TABLE input (
    position INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    result INTEGER REFERENCES result (id),
    duplicate_of TEXT          -- a path before it with the same content
);
CREATE INDEX input_result ON input (result);
CREATE TABLE run (
    extractor TEXT NOT NULL,
    lang TEXT NOT NULL,
    finished INTEGER NOT NULL
);
"""


class StoreError(Exception):
    """The store can not be used; the message says why and what to do."""


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
        self._db = connection
        self._extractor = self._lang = ""

    @classmethod
    def open(cls, file: Path) -> Self:
        """A store that is there. Raises StoreError."""
        if not file.is_file():
            raise StoreError(f"{file}: no such file; `report extract PATH… -o {file.name}` makes it")
        return cls._checked(file)

    @classmethod
    def create(cls, file: Path) -> Self:
        """A store that is there, or a new one that only its owner may read. Raises StoreError."""
        try:
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(f"{file}: {error.strerror}") from error
        return cls._checked(file)

    @classmethod
    def _checked(cls, file: Path) -> Self:
        try:
            db = sqlite3.connect(file, timeout=WAIT, isolation_level=None)
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")
            store = cls(file, db)
            with store._transaction():
                store._check()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{file}: not a store of `report` ({error}); choose another file") from error
        return store

    def _check(self) -> None:
        """Tables of this version, made when the file is empty."""
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not application and not tables:
            for statement in _TABLES.split(";\n"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        elif application != APPLICATION_ID:
            raise StoreError(f"{self.file}: a database of another program; choose another file")
        elif version != SCHEMA_VERSION:
            raise StoreError(
                f"{self.file}: a store of version {version}, this program knows version {SCHEMA_VERSION}; "
                "export it with the program that made it, or choose another file"
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self.file}: {error}") from error

    def plan(self, paths: Sequence[str], *, extractor: str, lang: str, drop: bool = False) -> None:
        """Begin a run over `paths`: from now on they are the store's input, in this order.

        Results of the same paths stay until the run has new ones. Raises StoreError, unless `drop`, when the store
        holds a path that is not among them, or what a person said of a report that would be read anew: it would be
        lost.
        """
        with self._transaction():
            held = {path: (result, first) for path, result, first in self._db.execute(
                "SELECT path, result, duplicate_of FROM input")}
            lost = held.keys() - set(paths)
            if lost and not drop:
                raise StoreError(
                    f"{self.file}: holds {len(lost)} of {len(held)} files that this run does not name "
                    f"(such as {min(lost)}); name them too, choose another file, or let them go with --force"
                )
            usable = {row for (row,) in self._db.execute(
                "SELECT id FROM result WHERE extractor = ? AND lang = ?", (extractor, lang))}
            reviewed = {row for (row,) in self._db.execute(
                "SELECT result FROM input JOIN result ON result.id = input.result WHERE instr(data, ?)", (_REVIEWED,))}
            if reviewed - usable and not drop:
                raise StoreError(
                    f"{self.file}: {len(reviewed - usable)} reports in it were reviewed by a person and would be read "
                    "anew (another version of the program, or another language); choose another file and "
                    "`report apply` the corrections to it, or let the reviews go with --force"
                )
            rows = [held.get(path, (None, None)) for path in paths]
            self._db.execute("DELETE FROM input")
            self._db.executemany("INSERT INTO input VALUES (?, ?, ?, ?)", [
                (position, path, *(row if row[0] in usable else (None, None)))
                for position, (path, row) in enumerate(zip(paths, rows, strict=True))
            ])
            self._db.execute("DELETE FROM run")
            self._db.execute("INSERT INTO run VALUES (?, ?, 0)", (extractor, lang))
        self._extractor, self._lang = extractor, lang

    def take_over(self, position: int, sha256: str, limits: Limits, first: str | None) -> Extraction | None:
        """The result of a content that was read before, entered for the file at `position`; None: read it.

        A file that was given up is read again when it may now take more.
        """
        row = self._db.execute(
            "SELECT id, data FROM result WHERE sha256 = ? AND extractor = ? AND lang = ? "
            "AND NOT (given_up AND (timeout < ? OR memory < ?))",
            (sha256, self._extractor, self._lang, limits.timeout, limits.memory)).fetchone()
        if row is None:
            return None
        path, result, duplicate_of = self._db.execute(
            "SELECT path, result, duplicate_of FROM input WHERE position = ?", (position,)).fetchone()
        if (result, duplicate_of) != (row[0], first):
            with self._transaction():
                self._enter(position, row[0], first)
        return under_path(Extraction.model_validate_json(row[1]), path, first, self._lang)

    def put(self, position: int, extraction: Extraction, limits: Limits, first: str | None = None) -> None:
        """Keep the result of the file at `position`; on return it is on the disk.

        `extraction` is that of the content alone; `first`: a path before it with the same content.
        """
        given_up = any(f.code in (Code.FILE_TIMEOUT, Code.FILE_TOO_LARGE) for f in extraction.findings)
        with self._transaction():
            (result,) = self._db.execute(
                "INSERT INTO result (sha256, extractor, lang, timeout, memory, given_up, data) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (sha256, extractor, lang) DO UPDATE SET timeout = excluded.timeout, "
                "memory = excluded.memory, given_up = excluded.given_up, data = excluded.data RETURNING id",
                (extraction.source.sha256, self._extractor, self._lang, limits.timeout, limits.memory, given_up,
                 json_line(extraction))).fetchone()
            self._enter(position, result, first)

    def _enter(self, position: int, result: int, first: str | None) -> None:
        self._db.execute(
            "UPDATE input SET result = ?, duplicate_of = ? WHERE position = ?", (result, first, position))

    def revise(self, change: Callable[[Iterator[Extraction]], Iterator[Extraction]]) -> None:
        """Put what `change` makes of the results in their place, one for one; what it raises undoes all of it.

        Each content comes once, under the name it was read by.
        """
        with self._transaction():
            ids = [row for (row,) in self._db.execute(
                "SELECT DISTINCT result FROM input WHERE result IS NOT NULL ORDER BY result")]
            for row, extraction in zip(ids, change(self._by_id(ids)), strict=True):
                self._db.execute("UPDATE result SET data = ? WHERE id = ?", (json_line(extraction), row))

    def _by_id(self, ids: Sequence[int]) -> Iterator[Extraction]:
        for row in ids:
            (data,) = self._db.execute("SELECT data FROM result WHERE id = ?", (row,)).fetchone()
            yield Extraction.model_validate_json(data)

    def finish(self) -> None:
        """The run came to its end: results that none of its files has any more are removed."""
        with self._transaction():
            self._db.execute("DELETE FROM result WHERE id NOT IN (SELECT result FROM input WHERE result IS NOT NULL)")
            self._db.execute("UPDATE run SET finished = 1")

    def progress(self) -> Progress:
        """How far the last run came."""
        total, done = self._db.execute("SELECT count(*), count(result) FROM input").fetchone()
        run = self._db.execute("SELECT finished FROM run").fetchone()
        return Progress(total, done, bool(run and run[0]))

    def extractions(self) -> Iterator[Extraction]:
        """Every result there is, in the order of the input, each under its own path."""
        last = -1
        while True:
            rows = self._db.execute(
                "SELECT position, path, duplicate_of, lang, data FROM input JOIN result ON result.id = input.result "
                "WHERE position > ? ORDER BY position LIMIT ?", (last, AT_ONCE)).fetchall()
            for _, path, first, lang, data in rows:
                yield under_path(Extraction.model_validate_json(data), path, first, lang)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1][0]

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
