"""A file of results that outlives the run that makes it.

Two tables: what was read, by content, and which file of the last run has that content. Each result is one transaction,
synced to the disk before the next begins, so whatever kills the program or the machine loses only what was unfinished.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from erityisavustus.batch.database import SCHEMA_VERSION, StoreError, connected, transaction
from erityisavustus.batch.duplicates import under_path
from erityisavustus.batch.limits import Limits
from erityisavustus.extraction import Extraction
from erityisavustus.findings import Code
from erityisavustus.output.as_json import json_line

__all__ = ["SCHEMA_VERSION", "Progress", "Store", "StoreError"]

AT_ONCE = 100
"""Results fetched together: bounded memory, and a run that writes meanwhile is never kept waiting."""
_REVIEWED = '"method":"reviewed"'
"""In the JSON of a result that a person looked at; within its strings every quotation mark has a stroke before it."""


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
        return cls(file, connected(file, make=False))

    @classmethod
    def create(cls, file: Path) -> Self:
        """A store that is there, or a new one that only its owner may read. Raises StoreError."""
        try:
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(f"{file}: {error.strerror}") from error
        return cls(file, connected(file, make=True))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with transaction(self.file, self._db):
            yield

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.file}: {error}; restore the file, or extract the reports anew") from error

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
        known = self._rows(
            "SELECT id, data FROM result WHERE sha256 = ? AND extractor = ? AND lang = ? "
            "AND NOT (given_up AND (timeout < ? OR memory < ?))",
            sha256, self._extractor, self._lang, limits.timeout, limits.memory)
        if not known:
            return None
        ((row, data),) = known
        ((path, result, duplicate_of),) = self._rows(
            "SELECT path, result, duplicate_of FROM input WHERE position = ?", position)
        if (result, duplicate_of) != (row, first):
            with self._transaction():
                self._enter(position, row, first)
        return under_path(Extraction.model_validate_json(data), path, first, self._lang)

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
        ((total, done),) = self._rows("SELECT count(*), count(result) FROM input")
        return Progress(total, done, self._rows("SELECT finished FROM run") == [(1,)])

    def extractions(self) -> Iterator[Extraction]:
        """Every result there is, in the order of the input, each under its own path."""
        last = -1
        while True:
            rows = self._rows(
                "SELECT position, path, duplicate_of, lang, data FROM input JOIN result ON result.id = input.result "
                "WHERE position > ? ORDER BY position LIMIT ?", last, AT_ONCE)
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
