"""What runs in a worker: one file at a time, in a process that may be ended at any moment.

A worker ends itself when a file makes it grow beyond its limit, and when the program that started it is gone.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from erityisavustus.batch.limits import Limits

if TYPE_CHECKING:
    from erityisavustus.contracts.result import Extraction

__all__ = ["OUT_OF_MEMORY", "OUT_OF_TIME", "limited", "read_file", "start"]

OUT_OF_MEMORY, OUT_OF_TIME = 86, 87
"""Exit codes of a worker that a file made too large, or kept too long; no other exit of Python has them."""
MIB = 1024 * 1024
"""Bytes."""
WATCH_INTERVAL = 0.05
"""Seconds between two looks at the memory and the time in use; a guess."""
GARBAGE = 64
"""MiB that a file may leave in use before the garbage is collected; a guess."""
HEADROOM = 4
"""The address space may grow by this many times the limit: one allocation can outrun a look at the memory in use. It
is the second defence only, for a library may take a failed allocation for a broken file."""
ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
              "OPENCV_FOR_THREADS_NUM")
"""Workers are as many as the cores: threads inside them would only get in each other's way."""


class _Guard:
    """Ends this process when the file in hand takes more time, or makes it grow by more, than the limits.

    The growth counts, not the size: what earlier files left in memory must not decide over this one. `reading` is held
    while the guard may end the process, so that never a worker ends that holds a lock of the pool.
    """

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self._most: int | None = None
        """Bytes, while a file is read."""
        self._until = 0.0
        """Seconds of the processor."""
        self._calm = _resident()
        """Bytes in use between files."""

    def begin(self, limits: Limits) -> None:
        with self._reading:
            self._most = _resident() + limits.memory * MIB
            self._until = _spent() + limits.timeout

    def end(self) -> None:
        """The file is read; reference cycles are collected if it left many, so that the next file starts clean."""
        with self._reading:
            self._most = None
        if _resident() > self._calm + GARBAGE * MIB:
            gc.collect()
            self._calm = max(self._calm, _resident())

    def watch(self) -> None:
        while True:
            time.sleep(WATCH_INTERVAL)
            with self._reading:
                if self._most is not None and _resident() > self._most:
                    _end(OUT_OF_MEMORY)
                if self._most is not None and _spent() > self._until:
                    _end(OUT_OF_TIME)


_guard: _Guard | None = None


def start(memory: int) -> None:
    """Prepare this process for reading; `memory`: MiB that one file may take."""
    global _guard
    for name in ONE_THREAD:
        os.environ[name] = "1"
    warnings.simplefilter("ignore")  # of libraries; they speak to programmers, and may quote the file
    _silence_stdout()
    if hasattr(os, "setpgid"):  # not on Windows, whose processes end without asking
        signal.signal(signal.SIGTERM, _terminated)
        os.setpgid(0, 0)  # Ctrl+C in a terminal is for the program, not for Tesseract in the middle of a page
    import erityisavustus.extracting  # noqa: F401 the first file should not pay for it

    _limit_addresses(memory)
    _guard = _Guard()
    threading.Thread(target=_guard.watch, daemon=True).start()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def read_file(
    source: Path | bytes, path: str, lang: str, limits: Limits, page_workers: int | None = 1
) -> Extraction:
    """The extraction of one file; a worker ends when it goes beyond the limits.

    `page_workers`: scanned pages at a time; None where no other file is read meanwhile: as many as there are cores.
    """
    from erityisavustus.extracting import extract

    with limited(limits):
        return extract(source, path=path, lang=lang, page_workers=page_workers)


@contextlib.contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """The block is the work on one file: a worker ends when it goes beyond the limits; another process has none."""
    if _guard is None:
        yield
        return
    _guard.begin(limits)
    try:
        yield
    finally:
        _guard.end()


def _limit_addresses(memory: int) -> None:
    """Where the system can (not on Windows; macOS takes it and does nothing), let a huge allocation fail at once."""
    try:
        import resource
    except ImportError:
        return
    most = _memory()[0] + HEADROOM * memory * MIB
    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _spent() -> float:
    """Seconds of the processor that this process and the programs it ran (Tesseract) have taken."""
    return sum(os.times()[:4])


def _resident() -> int:
    """Bytes of this process that are in memory."""
    return _memory()[1]


def _memory() -> tuple[int, int]:
    """Bytes of this process: addresses, and what of them is in memory. Linux gives both without psutil's weight."""
    try:
        addresses, resident, *_ = Path("/proc/self/statm").read_bytes().split()
        page = os.sysconf("SC_PAGE_SIZE")
        return int(addresses) * page, int(resident) * page
    except OSError:
        import psutil

        info = psutil.Process().memory_info()
        return info.vms, info.rss


def _silence_stdout() -> None:
    """Stdout is for data, and a worker has none: what a library prints must not get between."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminated(number: int, _frame: FrameType | None) -> None:
    _end(number)


def _end_with_parent() -> None:
    """A program that was killed cannot end its workers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end(1)


def _end(code: int) -> None:
    """Leave at once, with the programs that this process runs (Tesseract)."""
    import psutil

    with contextlib.suppress(psutil.Error):
        for child in psutil.Process().children(recursive=True):
            child.kill()
    os._exit(code)
