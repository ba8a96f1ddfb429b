"""A process that works on one file for this one, and what it sends meanwhile.

Made by `fork` where that is safe (Linux): it costs milliseconds. By `spawn` elsewhere, and where this process has
threads of its own.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from erityisavustus.batch.workers.worker import start

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

__all__ = ["ChildProcess", "Method"]

Method: TypeAlias = Literal["fork", "spawn"]
"""How a process is made."""
PATIENCE_AT_END = 1.0
"""Seconds for a process that is asked to end, before it is killed; a guess."""


class ChildProcess:
    """A process that works until the block ends, which it does not outlive."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self._process = process
        self.connection = connection
        """Where what it sends arrives."""

    @classmethod
    def started(cls, method: Method, memory: int, work: Callable[..., None], *arguments: object) -> Self:
        """The process that does `work`, which is given a connection to send through and the arguments.

        `memory`: MiB that the file may take. Raises RuntimeError or OSError where there can be no process.
        """
        context: ForkContext | SpawnContext
        if method == "fork":
            import erityisavustus.extracting  # noqa: F401 once for this file and those after it

            gc.freeze()  # else the child's first collection would copy every page of this process (Python, gc.freeze)
            context = multiprocessing.get_context("fork")
        else:
            context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_main, args=(ours if method == "fork" else None, theirs, memory, work, arguments), daemon=True)
        try:
            process.start()
        except (RuntimeError, OSError):
            ours.close()
            raise
        finally:
            theirs.close()
        return cls(process, ours)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def exit_code(self) -> int:
        """How it ended, once it has; negative: by a signal."""
        self._process.join()
        return self._process.exitcode or 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.join(PATIENCE_AT_END)
        self._process.kill()
        self._process.join()
        self.connection.close()


def _main(
    ours: Connection | None, theirs: Connection, memory: int, work: Callable[..., None], arguments: tuple[object, ...]
) -> None:
    if ours is not None:
        ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this process
    start(memory)
    work(theirs, *arguments)
