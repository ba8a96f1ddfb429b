"""Which run has a store: one at a time, known by an identity of its own, and not for ever.

A run says who it is and up to when it is to be waited for. One that was killed is known by its process, where that ran
on this machine; of another machine's, which has the store on a network drive, only the time decides. No clock has to be
right for the results to be: each write looks whether the store still is its own, so that a run that was
taken for dead ends with an error, and nothing of it gets in.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Run", "held_by", "holder_of"]

DEAD_AFTER = 120.0
"""Seconds over the limit of one file after which a run that was not heard of is taken for dead; a guess."""
RENEWAL = 15.0
"""Seconds between two renewals of a lease while nothing is written: each is a synced transaction. A
guess, far below the time after which it is taken for dead."""


@dataclass(slots=True)
class Run:
    """The run of this process that has the store."""

    extractor: str
    lang: str
    patience: float
    """Seconds that may pass between two results (`Limits.clock`)."""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    _renewed: float = float("-inf")

    def begin(self, db: sqlite3.Connection) -> None:
        """Enter it as the store's run, in place of any other; within a transaction."""
        now = time.time()
        db.execute("DELETE FROM run")
        db.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, 0)", (
            self.id, self.extractor, self.lang, platform.node(), os.getpid(), now, self._until(now)))

    def renew(self, db: sqlite3.Connection) -> None:
        """A sign of life; within a transaction."""
        db.execute("UPDATE run SET lease = ? WHERE id = ?", (self._until(time.time()), self.id))

    def is_due(self) -> bool:
        """Whether it is time for a sign of life."""
        return time.monotonic() > self._renewed + RENEWAL

    def release(self, db: sqlite3.Connection) -> None:
        """Let the store go; within a transaction."""
        db.execute("UPDATE run SET lease = NULL WHERE id = ?", (self.id,))

    def has(self, db: sqlite3.Connection) -> bool:
        """Whether the store is still this run's."""
        return db.execute("SELECT id FROM run").fetchall() == [(self.id,)]

    def _until(self, now: float) -> float:
        self._renewed = time.monotonic()
        return now + self.patience + DEAD_AFTER


def held_by(db: sqlite3.Connection) -> str:
    """Since when, and by which process, for a message."""
    began, pid, host = _recorded(db, "began")
    try:
        since = datetime.fromtimestamp(began).isoformat(" ", "minutes")
    except (OverflowError, ValueError, OSError):  # no time at all
        since = "some time"
    return f"since {since} by process {pid} on {host}"


def holder_of(db: sqlite3.Connection) -> int | None:
    """The process whose run has the store; None where it came to its end, or is known to be dead."""
    lease, pid, host = _recorded(db, "lease")
    return pid if lease > time.time() and (host != platform.node() or _lives(pid)) else None


def _recorded(db: sqlite3.Connection, when: str) -> tuple[float, int, str]:
    """A time, the process and the machine of the store's run; casts, for the row may be damaged."""
    row = db.execute(f"SELECT CAST(coalesce({when}, 0) AS REAL), CAST(pid AS INTEGER), CAST(host AS TEXT) FROM run")
    recorded: tuple[float, int, str] = row.fetchone() or (0.0, 0, "")
    return recorded


def _lives(pid: int) -> bool:
    """Whether there is such a process here; one that is dead and not yet buried by its parent is none."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except (psutil.NoSuchProcess, ValueError, OverflowError):  # or no number of a process
        return False
    except psutil.Error:  # it is there, and another user's
        return True
