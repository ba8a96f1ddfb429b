"""Worker processes that outlive what they read: a file that hangs, explodes or kills its worker is given up by name.

The processes are pebble's (https://github.com/noxdafox/pebble), started by 'spawn' on every system, so that nothing
of the caller leaks into them. A pool that breaks, or from which nothing comes any more, is replaced, and what it had
in hand is given to the new one. A broken pool does not say which file broke it: where workers died over a file, or
pool after pool broke, the file is read in a process of its own (`apart`): none is given up for a neighbour's sake.

WorkersError
    no worker can be started at all; its message says what is the usual reason.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.outcome import Task, died, given_up
from erityisavustus.batch.workers.own_process import ATTEMPTS, NoProcessError, read_apart
from erityisavustus.batch.workers.worker import OUT_OF_MEMORY, OUT_OF_TIME, read_file, start

if TYPE_CHECKING:
    from pebble import ProcessPool

    from erityisavustus.contracts.result import Extraction

__all__ = ["Pool", "WorkersError", "cores"]

BREAKS = 2
"""Pools in a row that may break without one result between them; a guess."""
GRACE = 30.0
"""Seconds over the time limit after which a pool that gives nothing is taken for broken; a guess."""
HEALTH = 5.0
"""Seconds between two looks at whether a pool that gives nothing still works; a guess."""
AHEAD = 4
"""Files a worker has before it: enough never to be idle, and no more, for the input may be endless. A guess."""
STOPPING = 10.0
"""Seconds a pool may take to stop, before it is left to itself; a guess."""


def cores() -> int:
    """Cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class WorkersError(RuntimeError):
    """There are no workers, and there will be none."""


class Pool:
    """Gives files to workers; `collect` settles them."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self.ahead = AHEAD * workers
        """Files it is to be given before it has settled one."""
        self._workers = workers
        self._limits = limits
        self._pool: ProcessPool | None = None
        self._open: dict[Future[Extraction], Task] = {}
        """What is not settled, in the order of submission."""
        self._breaks = 0
        """Pools that broke since the last result."""
        self._worked = False
        """There was a result."""
        self._silent = 0.0
        """Seconds for which the pool has given nothing."""

    def submit(self, task: Task) -> None:
        """Queue the file, which has a source. Raises WorkersError."""
        try:
            self._open[self._schedule(task)] = task
        except (RuntimeError, OSError):  # the pool broke since the last look, or no process can be started
            self._replace([task])

    def collect(self) -> None:
        """Wait until a task more is settled, the pool was replaced, or some seconds are over. Raises WorkersError."""
        done, _ = wait(self._open, HEALTH, FIRST_COMPLETED)
        self._silent = 0.0 if done else self._silent + HEALTH
        lost = []
        for future in done:
            task = self._open.pop(future, None)
            if task is None:  # given to another pool since
                continue
            try:
                task.result = self._outcome(task, future)
                self._breaks, self._worked = 0, True
            except BrokenProcessPool:
                lost.append(task)
            except ChildProcessError:
                self._retry(task)
        if lost or self._silent > self._limits.clock + GRACE or not self._is_whole():
            self._replace(lost)

    def _is_whole(self) -> bool:
        """Whether the pool still hands on files and results."""
        return self._pool is None or bool(self._pool.active)

    def _retry(self, task: Task) -> None:
        """Once more after a worker died over it; the second time apart, where nothing else can be the cause."""
        if task.deaths < ATTEMPTS:
            self.submit(task)
        else:
            self._settle_apart(task)

    def _settle_apart(self, task: Task) -> None:
        """Read the file in a process of its own. Raises WorkersError where there never was one."""
        try:
            task.result = self._apart(task)
            self._breaks, self._worked = 0, True
        except NoProcessError as error:
            if not self._worked:
                raise WorkersError(
                    f"no worker process starts ({error}); a script that calls extract_many does so under "
                    "`if __name__ == \"__main__\":`, for its workers import it"
                ) from error
            task.result = given_up(task.item, "file.internal", task.lang, task.sha256, f"worker, {error}")

    def _apart(self, task: Task) -> Extraction:
        return read_apart(task.item, task.lang, self._limits, method="spawn", page_workers=1, deaths=task.deaths)

    def stop(self) -> None:
        """End all workers, whatever they do."""
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        pool.stop()  # type: ignore[no-untyped-call]
        ending = threading.Thread(target=pool.join, daemon=True)
        ending.start()
        ending.join(STOPPING)

    def _schedule(self, task: Task) -> Future[Extraction]:
        if self._pool is None:
            from pebble import ProcessPool

            self._pool = ProcessPool(
                self._workers, initializer=start, initargs=(self._limits.memory,),
                context=multiprocessing.get_context("spawn"),
            )
        item = task.item
        return self._pool.schedule(
            read_file, (item.source, item.path, task.lang, self._limits), timeout=self._limits.clock)

    def _replace(self, lost: list[Task]) -> None:
        """A new pool for what is lost and all that is open; where pool after pool breaks, a file is read apart."""
        self.stop()
        tasks = [*lost, *self._open.values()]
        self._open = {}
        self._silent = 0.0
        self._breaks += 1
        if self._breaks > BREAKS and tasks:
            self._settle_apart(tasks.pop(0))
        for task in tasks:
            self.submit(task)

    def _outcome(self, task: Task, future: Future[Extraction]) -> Extraction:
        """What became of the file. Raises BrokenProcessPool, or ChildProcessError when it is to be tried again."""
        from pebble import ProcessExpired

        item, lang, sha256 = task.item, task.lang, task.sha256
        try:
            return future.result(0)
        except TimeoutError:
            return given_up(item, "file.timeout", lang, sha256)
        except ProcessExpired as error:
            task.deaths += 1
            if error.exitcode in (OUT_OF_MEMORY, OUT_OF_TIME):
                return died(item, error.exitcode, lang, sha256)
            raise ChildProcessError from error
        except CancelledError as error:
            raise BrokenProcessPool from error
        except BrokenProcessPool:
            raise
        except Exception as error:  # a future raises whatever its worker did; `extract` raises nothing for a file
            return given_up(item, "file.internal", lang, sha256, type(error).__name__)
