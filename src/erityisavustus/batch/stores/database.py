"""The database of a store: its tables, its settings, and the refusal of what is no store.

StoreError
    the file is no store, is of a later version, is in use, or cannot be written; its message says what to do.
└ DamagedError
    it is a store, and something in it is not as it was written; its message names what, and what to do.

SQLite (https://www.sqlite.org/lockingv3.html) with its rollback journal, not the write-ahead log: officials' folders
lie on network drives, where the log does not work (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["SCHEMA_VERSION", "TABLE_DEFINITIONS", "DamagedError", "StoreError", "checksum", "connected",
           "foreign_error", "statements", "transaction", "version_of"]

APPLICATION_ID = 0x65726176
"""'erav' in the database header, by which it is known from any other program's database."""
SCHEMA_VERSION = 2
"""Of the tables below; `migration` brings earlier ones up to it."""
BUSY_WAIT = 30.0
"""Seconds to wait while another process holds the file; a guess."""
TABLE_DEFINITIONS = """
CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    sha256 TEXT,               -- of the content; NULL where there was none to read
    extractor TEXT NOT NULL,
    lang TEXT NOT NULL,
    timeout REAL NOT NULL,     -- limits under which it was read
    memory INTEGER NOT NULL,
    given_up INTEGER NOT NULL, -- it met one of them
    reviewed INTEGER NOT NULL, -- a person looked at it
    data TEXT NOT NULL,        -- the Extraction as JSON
    checksum TEXT NOT NULL,    -- SHA-256 of data: a flipped bit may leave JSON that is whole, and wrong
    UNIQUE (sha256, extractor, lang)
);
CREATE TABLE input (
    path TEXT NOT NULL,
    repeat INTEGER NOT NULL,   -- how often the same run names the path before
    position INTEGER NOT NULL, -- the order of exports, and nothing else: another run may number the files otherwise
    result INTEGER REFERENCES result (id),
    PRIMARY KEY (path, repeat)
);
CREATE UNIQUE INDEX input_position ON input (position);
CREATE INDEX input_result ON input (result, position);
CREATE TABLE run (
    id TEXT NOT NULL,          -- drawn anew by each run: who writes looks whether the store is still its own
    extractor TEXT NOT NULL,
    lang TEXT NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    began REAL NOT NULL,       -- Unix time
    lease REAL,                -- Unix time up to which the run has the store, unless heard of again; NULL: it ended
    finished INTEGER NOT NULL  -- it came to its end
);
"""


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


class DamagedError(StoreError):
    """Something in the store is not as it was written; the message names it."""


def connected(file: Path, *, make: bool) -> sqlite3.Connection:
    """The database in `file`, of any version; `make`: the tables are made when it is empty. Raises StoreError."""
    db = sqlite3.connect(file, timeout=BUSY_WAIT, isolation_level=None)
    # what is no UTF-8 is found by the checksum of its row, and must not end the reading of others
    db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    db.create_function("checksum", 1, checksum, deterministic=True)
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
        raise foreign_error(file, error) from error
    except BaseException:  # Ctrl+C too: the database is closed, and it goes on
        db.close()
        raise
    return db


def checksum(data: str) -> str:
    """SHA-256 of the JSON of a result; also a function of SQL."""
    return hashlib.sha256(data.encode("utf-8", "surrogateescape")).hexdigest()


def version_of(db: sqlite3.Connection) -> int:
    """The version of the tables; 0 of an empty database."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def statements(script: str) -> Iterator[str]:
    """The statements one by one: `executescript` would end the transaction they belong to."""
    return (statement for statement in script.split(";\n") if statement.strip())


def foreign_error(file: Path, error: sqlite3.Error) -> StoreError:
    """What SQLite says, as an error of ours: no database, a lock, a full disk, missing rights, or a damaged file."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
        return StoreError(f"{file}: not a store of `report` ({error}); choose another file")
    if isinstance(error, sqlite3.OperationalError):
        return StoreError(f"{file}: {error}")
    return DamagedError(f"{file}: {error}; restore the file from a copy, or extract the reports anew into another")


def _make(db: sqlite3.Connection) -> None:
    """The tables, in a database that has none and is of no program yet."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not application and not tables:
        for statement in statements(TABLE_DEFINITIONS):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _check(file: Path, db: sqlite3.Connection) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(f"{file}: a database of another program, or an empty one; choose another file")
    version = version_of(db)
    if version not in range(1, SCHEMA_VERSION + 1):
        raise StoreError(
            f"{file}: a store of version {version}, this program knows version {SCHEMA_VERSION}; "
            "export it with the program that made it, or choose another file"
        )


@contextmanager
def transaction(file: Path, db: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of the block or nothing of it, on the disk at its end. Raises StoreError."""
    try:
        db.execute(f"BEGIN {kind}")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:  # Ctrl+C too: nothing of the block stays, and it goes on
            with contextlib.suppress(sqlite3.Error):  # a full disk may have undone it already
                db.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        raise foreign_error(file, error) from error
