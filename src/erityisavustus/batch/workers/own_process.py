"""One file in a process of its own: whatever ends that process is this file's doing, or somebody's, and no neighbour's.

A process that is killed leaves no reason. The kernel's last resort against a full memory and a person's `kill -9`
look alike, so the file is read again; the difference is how much memory the process held.

NoProcessError
    no process can be started, or it ends before it reads; nothing is known of the file.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from erityisavustus.batch.discovery import Item, digest
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.child_process import ChildProcess, Method
from erityisavustus.batch.workers.outcome import died, given_up, is_from_outside
from erityisavustus.batch.workers.worker import MIB, OUT_OF_MEMORY, OUT_OF_TIME, read_file

if TYPE_CHECKING:
    from erityisavustus.contracts.result import Extraction

__all__ = ["ATTEMPTS", "NoProcessError", "read_apart"]

ATTEMPTS = 2
"""A process may crash for what is not its file's fault (memory was refused to it): the file is tried once more."""
KILLS = 6
"""Processes of one file that may be ended from outside, after which it is given up: there must be an end. A guess."""
PAUSE = 0.25
"""Seconds before the second process, each pause being twice the one before (8 s in all): what kills may pass. A
guess."""
FAILED = 1
"""Exit code of a Python that could not start what it was to run."""
KILL = getattr(signal, "SIGKILL", 0)
"""Windows has none, and kills no process because memory runs out."""
LOOK_AT_MEMORY = 0.1
"""Seconds between two looks at the memory of the process: often enough to see a file swell; a guess."""
SWOLLEN = 4
"""A process was large when it had grown by over a fourth of its limit (512 MiB): a scan takes a few hundred."""


class NoProcessError(Exception):
    """There is no process that reads; the message says how the last one ended."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A process that gave no result."""

    code: int
    held: int
    """Bytes by which it had grown, as last seen."""
    started: bool
    """It was ready to read."""


def read_apart(
    item: Item, lang: str, limits: Limits, *, method: Method, page_workers: int | None, deaths: int = 0
) -> Extraction:
    """The extraction of `item`, which has a source, or why it was given up. Raises NoProcessError.

    `deaths`: of processes that had the file before.
    """
    kills = unstarted = 0
    while True:
        ended = _one_process(item, lang, limits, method, page_workers)
        if not isinstance(ended, _Ended):
            return ended
        deaths += 1
        outside = is_from_outside(ended.code)
        kills += outside
        unstarted += not ended.started and (ended.code == FAILED or not outside)
        if unstarted >= ATTEMPTS:
            raise NoProcessError(f"exit {ended.code}")
        swollen = ended.code == -KILL and ended.held > limits.memory * MIB / SWOLLEN and deaths >= ATTEMPTS
        over = kills >= KILLS if outside else ended.started and deaths >= ATTEMPTS
        if over or swollen or ended.code in (OUT_OF_MEMORY, OUT_OF_TIME):
            return died(item, ended.code, lang, digest(item), swollen=swollen)
        time.sleep(PAUSE * 2 ** max(kills - 1, 0))


def _one_process(
    item: Item, lang: str, limits: Limits, method: Method, page_workers: int | None
) -> Extraction | _Ended:
    try:
        child = ChildProcess.started(method, limits.memory, _read, item, lang, limits, page_workers)
    except (RuntimeError, OSError) as error:
        raise NoProcessError(type(error).__name__) from error
    with child:
        return _result(child, limits) or given_up(item, "file.timeout", lang, digest(item))


def _result(child: ChildProcess, limits: Limits) -> Extraction | _Ended | None:
    """What the process sends: its size when it is ready, then the result. None: it took too long."""
    until = time.monotonic() + limits.clock
    before: int | None = None
    held = 0
    try:
        while time.monotonic() < until:
            if not child.connection.poll(LOOK_AT_MEMORY):
                if before is not None:
                    held = max(held, _resident_of(child.pid) - before)
                continue
            sent = child.connection.recv()
            if not isinstance(sent, int):
                extraction: Extraction = sent
                return extraction
            before = sent
    except (EOFError, OSError):  # OSError: it was ended in the middle of sending
        return _Ended(child.exit_code(), held, before is not None)
    return None


def _resident_of(pid: int) -> int:
    """Bytes of a process that are in memory, 0 where it is gone."""
    import psutil

    with contextlib.suppress(psutil.Error):
        return int(psutil.Process(pid).memory_info().rss)
    return 0


def _read(out: Connection, item: Item, lang: str, limits: Limits, page_workers: int | None) -> None:
    """In the new process: its size, then the result."""
    out.send(_resident_of(os.getpid()))
    assert item.source is not None
    out.send(read_file(item.source, item.path, lang, limits, page_workers=page_workers))
