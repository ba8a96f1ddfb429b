"""Results as a store keeps them: given back as they were written, or named as damaged."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from erityisavustus.batch.duplicates import under_path
from erityisavustus.batch.stores.database import DamagedError, checksum, foreign_error
from erityisavustus.contracts.result import Extraction

__all__ = ["Row", "parsed", "results", "rows"]

Row: TypeAlias = tuple[Any, ...]
"""What SQLite holds in a row: any of its types, whatever the table says, for a damaged file may hold anything."""

AT_ONCE = 100
"""Results fetched together: bounded memory, and a run that writes meanwhile is never kept waiting. A guess."""


def rows(file: Path, db: sqlite3.Connection, query: str, *values: object) -> list[Row]:
    """The rows of a query. Raises StoreError."""
    try:
        return db.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise foreign_error(file, error) from error


def parsed(file: Path, path: object, data: object, kept: object) -> Extraction:
    """The result of the file `path` from its JSON and checksum. Raises DamagedError that names the file."""
    with contextlib.suppress(ValueError):  # among them pydantic's ValidationError
        if isinstance(path, str) and isinstance(data, str) and checksum(data) == kept:
            return Extraction.model_validate_json(data)
    raise _damaged(file, path)


def results(file: Path, db: sqlite3.Connection) -> Iterator[Extraction]:
    """Every result there is, in the order of the input, each under its own path. Raises StoreError."""
    last = -1
    while True:
        found = _after(file, db, last, AT_ONCE)
        for last, path, first, lang, data, kept in found:  # noqa: B007 the last one is where it goes on
            extraction = parsed(file, path, data, kept)
            try:
                named = under_path(extraction, path, first, lang)
            except ValueError as error:  # no language of ours
                raise _damaged(file, path) from error
            yield named
        if len(found) < AT_ONCE:
            return


def _damaged(file: Path, path: object) -> DamagedError:
    return DamagedError(
        f"{file}: the result of {path} is damaged; restore the file from a copy, or read the reports again "
        "by the same `report extract` (with --force if they were reviewed: the reviews are lost)"
    )


def _after(file: Path, db: sqlite3.Connection, position: int, number: int) -> list[Row]:
    """Up to `number` results that come after `position`. Raises StoreError; of a damaged page, with a path."""
    try:
        return _fetched(file, db, position, number)
    except DamagedError:
        listed = "SELECT position, path FROM input WHERE position > ? ORDER BY position LIMIT ?"
        for place, path in rows(file, db, listed, position, number):
            try:
                _fetched(file, db, place - 1, 1)
            except DamagedError as error:
                raise _damaged(file, path) from error
        raise


def _fetched(file: Path, db: sqlite3.Connection, position: int, number: int) -> list[Row]:
    return rows(
        file, db,
        "SELECT position, path, (SELECT path FROM input AS earlier WHERE earlier.result = input.result "
        "AND earlier.position < input.position ORDER BY earlier.position LIMIT 1), lang, data, checksum "
        "FROM input JOIN result ON result.id = input.result WHERE position > ? ORDER BY position LIMIT ?",
        position, number)
