"""Stores of earlier versions: brought up to this one's tables, or read as if they were.

A migration is one transaction, after a copy of the file beside it. Who only reads changes nothing: for such a
connection, views over the old tables take the places of the new ones.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from erityisavustus.batch.stores.database import (
    SCHEMA_VERSION,
    TABLE_DEFINITIONS,
    DamagedError,
    StoreError,
    foreign_error,
    statements,
    transaction,
    version_of,
)

__all__ = ["REVIEWED", "migrate", "view_as_current"]

REVIEWED = '"method":"reviewed"'
"""In the JSON of a result that a person looked at; within its strings every quotation mark is escaped."""
COPIES = 100
"""Names that are tried for the copy; so many old copies of one store are a sign of something else. A guess."""
_FROM_1 = f"""
ALTER TABLE result RENAME TO result_1;
ALTER TABLE input RENAME TO input_1;
ALTER TABLE run RENAME TO run_1;
DROP INDEX input_result;
{TABLE_DEFINITIONS}
INSERT INTO result SELECT id, sha256, extractor, lang, timeout, memory, given_up,
    instr(data, '{REVIEWED}') > 0, data, checksum(data) FROM result_1;
INSERT INTO input SELECT path, row_number() OVER (PARTITION BY path ORDER BY position) - 1, position, result
    FROM input_1;
INSERT INTO run SELECT 'version 1', extractor, lang, '', 0, 0, NULL, finished FROM run_1;
DROP TABLE input_1;
DROP TABLE result_1;
DROP TABLE run_1;
"""
_VIEWS_OF_1 = """
CREATE TEMP VIEW result AS SELECT id, sha256, lang, data, checksum(data) AS checksum FROM main.result;
CREATE TEMP VIEW run AS SELECT finished, 0 AS began, NULL AS lease, 0 AS pid, '' AS host FROM main.run;
"""
"""What readers ask for and version 1 has not; its table of files has all that they need under the same names."""


def view_as_current(db: sqlite3.Connection) -> None:
    """Let this connection read a store of an earlier version as one of this; nothing is written to the file."""
    if version_of(db) < SCHEMA_VERSION:
        for statement in statements(_VIEWS_OF_1):
            db.execute(statement)


def migrate(file: Path, db: sqlite3.Connection) -> Path | None:
    """Bring the store in `file` up to this version; returns the copy of what it was, None when it is up to date.

    Raises StoreError; then the file is as it was, and no copy is left.
    """
    while (version := version_of(db)) < SCHEMA_VERSION:
        (seen,) = db.execute("PRAGMA data_version").fetchone()
        with _copied(file, db, version) as copy:
            if _migrated(file, db, seen):
                return copy
            copy.unlink()  # another process wrote between the copy and the transaction
    return None


def _migrated(file: Path, db: sqlite3.Connection, seen: int) -> bool:
    """Whether the tables are new; false when the file is no longer the one that was copied."""
    db.execute("PRAGMA foreign_keys = OFF")  # nothing can be kept by keys while tables change their names
    try:
        with transaction(file, db, "EXCLUSIVE"):
            if db.execute("PRAGMA data_version").fetchone() != (seen,):
                return False
            for statement in statements(_FROM_1):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise DamagedError(f"{file}: a file in it has a result that is not there; restore the file from a "
                                   "copy, or extract the reports into another one")
    finally:
        db.execute("PRAGMA foreign_keys = ON")
    return True


@contextmanager
def _copied(file: Path, db: sqlite3.Connection, version: int) -> Iterator[Path]:
    """A copy of the database beside it, which only its owner may read; an error in the block takes it away again."""
    copy = _free_name(file, version)
    try:
        # not by copying the file: to close it would end the locks that this process has on it (POSIX)
        target = sqlite3.connect(copy, isolation_level=None)
        try:
            db.backup(target)
        finally:
            target.close()
        yield copy
    except sqlite3.DatabaseError as error:
        copy.unlink(missing_ok=True)
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(_uncopied(file, version, str(error))) from error
        raise foreign_error(file, error) from error
    except BaseException:  # Ctrl+C too: the copy is taken away, and it goes on
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)
        raise


def _free_name(file: Path, version: int) -> Path:
    """'tulokset.version-1.sqlite', made empty; with a number when there is one already. Raises StoreError."""
    for number in range(1, COPIES):
        again = f"-{number}" if number > 1 else ""
        copy = file.with_name(f"{file.stem}.version-{version}{again}{file.suffix}")
        try:
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise StoreError(_uncopied(file, version, error.strerror or "")) from error
        return copy
    raise StoreError(_uncopied(file, version, "too many copies are there already"))


def _uncopied(file: Path, version: int, why: str) -> str:
    return (f"{file}: a store of version {version}, and no copy of it can be put beside it before it is brought to "
            f"version {SCHEMA_VERSION} ({why}); make room there, or copy it to a folder where you may write")
