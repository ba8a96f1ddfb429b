"""The database of a store: its tables, its settings, and the refusal of what is no store.

StoreError
    the file is no store, is of another version, is in use, or can not be written; its message says what to do.

SQLite (https://www.sqlite.org/lockingv3.html) with its rollback journal, not the write-ahead log: officials' folders
lie on network drives, where the log does not work (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["SCHEMA_VERSION", "StoreError", "connected", "transaction"]

APPLICATION_ID = 0x65726176
"""'erav' in the database header: told apart from any other program's database."""
SCHEMA_VERSION = 1
WAIT = 30.0
"""Seconds to wait while another process holds the file."""
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


def connected(file: Path, *, make: bool) -> sqlite3.Connection:
    """The database in `file`; `make`: the tables are made when it is empty. Raises StoreError."""
    db = sqlite3.connect(file, timeout=WAIT, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        if make:
            with transaction(file, db):
                _make(db)
        _check(file, db)
    except sqlite3.DatabaseError as error:
        db.close()
        raise StoreError(f"{file}: not a store of `report` ({error}); choose another file") from error
    except BaseException:
        db.close()
        raise
    return db


def _make(db: sqlite3.Connection) -> None:
    """The tables, in a database that has none and is of no program yet."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not application and not tables:
        for statement in _TABLES.split(";\n"):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _check(file: Path, db: sqlite3.Connection) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(f"{file}: a database of another program, or an empty one; choose another file")
    if version != SCHEMA_VERSION:
        raise StoreError(
            f"{file}: a store of version {version}, this program knows version {SCHEMA_VERSION}; "
            "export it with the program that made it, or choose another file"
        )


@contextmanager
def transaction(file: Path, db: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it, on the disk at its end. Raises StoreError."""
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise StoreError(f"{file}: {error}") from error
