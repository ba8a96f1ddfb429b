"""One file in a process of its own: whatever ends that process is this file's doing, or somebody's, and no neighbour's.

A process that is killed tells nothing of why. The kernel's last resort against a full memory and a person's `kill -9`
look alike, so the file is read again; what tells them apart is how much memory the process held.

NoProcessError
    no process can be started, or it ends before it reads; nothing is known of the file.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from erityisavustus.batch.discovery import Item, digest
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.outcome import died, given_up, is_from_outside
from erityisavustus.batch.workers.worker import MIB, OUT_OF_MEMORY, OUT_OF_TIME, read_file, start

if TYPE_CHECKING:
    from erityisavustus.contracts.result import Extraction

__all__ = ["ATTEMPTS", "NoProcessError", "read_apart"]

ATTEMPTS = 2
"""A process may crash for what is not its file's fault (memory was refused to it): the file is tried once more."""
KILLS = 6
"""Processes of one file that may be ended from outside; after that it is given up, for there must be an end."""
PAUSE = 0.25
"""Seconds before the second process, each pause being twice the one before (8 s in all): what kills may pass."""
FAILED = 1
"""Exit code of a Python that could not start what it was to run."""
KILL = getattr(signal, "SIGKILL", 0)
"""Windows has none, and does not kill for want of memory."""
LOOK = 0.1
"""Seconds between two looks at the memory of the process."""
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
    item: Item, lang: str, limits: Limits, *, method: str, page_workers: int | None, deaths: int = 0
) -> Extraction:
    """The extraction of `item`, which has a source, or why it was given up. Raises NoProcessError.

    `method`: 'fork' or 'spawn'; `deaths`: of processes that had the file before.
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
    item: Item, lang: str, limits: Limits, method: str, page_workers: int | None
) -> Extraction | _Ended:
    context: Any = multiprocessing.get_context(method)
    if method == "fork":
        import erityisavustus.extracting  # noqa: F401 once for this file and those after it

        gc.freeze()  # else the child's first collection would copy every page of this process (Python, gc.freeze)
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=_child, args=(ours if method == "fork" else None, theirs, item, lang, limits, page_workers), daemon=True)
    try:
        child.start()
    except (RuntimeError, OSError) as error:
        raise NoProcessError(type(error).__name__) from error
    finally:
        theirs.close()
    try:
        return _result(ours, child, item, lang, limits)
    finally:
        child.terminate()
        child.join(1)
        child.kill()
        child.join()
        ours.close()


def _result(ours: Connection, child: Any, item: Item, lang: str, limits: Limits) -> Extraction | _Ended:
    """What the process sends: its size when it is ready, then the result."""
    until = time.monotonic() + limits.clock
    before: int | None = None
    held = 0
    try:
        while time.monotonic() < until:
            if not ours.poll(LOOK):
                if before is not None:
                    held = max(held, _resident(child.pid) - before)
                continue
            sent = ours.recv()
            if not isinstance(sent, int):
                extraction: Extraction = sent
                return extraction
            before = sent
    except (EOFError, OSError):  # OSError: it was ended in the middle of sending
        child.join()
        return _Ended(child.exitcode or 0, held, before is not None)
    return given_up(item, "file.timeout", lang, digest(item))


def _resident(pid: int) -> int:
    import psutil

    with contextlib.suppress(psutil.Error):
        return int(psutil.Process(pid).memory_info().rss)
    return 0


def _child(
    ours: Connection | None, theirs: Connection, item: Item, lang: str, limits: Limits, page_workers: int | None
) -> None:
    if ours is not None:
        ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends this process
    start(limits.memory)
    theirs.send(_resident(os.getpid()))
    assert item.source is not None
    theirs.send(read_file(item.source, item.path, lang, limits, page_workers=page_workers))
