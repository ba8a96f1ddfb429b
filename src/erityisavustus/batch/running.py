"""Files in, one result each, whatever happens to one of them; the same results with any number of workers."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from erityisavustus.batch.discovery import Item, digest, items_of
from erityisavustus.batch.limits import MEMORY, TIMEOUT, Limits

if TYPE_CHECKING:
    from erityisavustus.batch.stores.store import Store
    from erityisavustus.batch.workers.outcome import Task
    from erityisavustus.batch.workers.pool import Pool
    from erityisavustus.batch.workers.single import Alone
    from erityisavustus.contracts.result import Extraction

__all__ = ["extract_many", "run", "run_into"]

WINDOW = 256
"""Files that are read, or are waiting for one before them: a worker that hangs keeps no other from working, and memory
holds no more results than these (about 50 kB each). A guess."""


def run(
    items: Iterable[Item], lang: str = "fi", *, workers: int = 0, limits: Limits | None = None
) -> Iterator[Extraction]:
    """The result of each item, in order, each as soon as it can be; workers 0: as many as there are cores.

    Items are taken as they are needed; a list of few small files is read without a pool.
    """
    return _in_order(items, lang, workers, limits or Limits())


def run_into(
    store: Store, items: Sequence[Item], lang: str = "fi", *, workers: int = 0, limits: Limits | None = None,
    drop: bool = False,
) -> Generator[Extraction, None, None]:
    """The same, each result kept in `store` before it is given, in the order in which the files are done.

    What the store has of the same contents is taken over. Raises StoreError, also when another run takes the store
    meanwhile; `drop`: see `Store.plan`.
    """
    from erityisavustus.batch.stores.fingerprint import extractor_version

    limits = limits or Limits()
    store.plan([i.path for i in items], extractor=extractor_version(), lang=lang, drop=drop, limits=limits)
    try:
        batch = _Batch(items, lang, workers, limits, store)
        try:
            with closing(batch.results(ordered=False)) as results:
                for job in results:
                    job.keep(store, limits)
                    yield job.extraction(lang)
        finally:  # the run may be interrupted anywhere: what is done is kept
            for job in batch.done(ordered=False):
                job.keep(store, limits)
        store.finish()
    finally:
        store.release()


def _in_order(items: Iterable[Item], lang: str, workers: int, limits: Limits) -> Iterator[Extraction]:
    with closing(_Batch(items, lang, workers, limits).results(ordered=True)) as results:
        for job in results:
            yield job.extraction(lang)


@dataclass(frozen=True, slots=True)
class _Job:
    """One file of the input."""

    position: int
    item: Item
    task: Task
    first: str | None
    """A path before it with the same content."""
    kept: bool = False
    """Its result comes from the store."""
    as_it_is: bool = False
    """The file changes faster than it is read."""

    @property
    def is_done(self) -> bool:
        """Whether its result is there, and is of this very content."""
        return self.task.result is not None and (self.kept or self.as_it_is or self.task.is_sound)

    def extraction(self, lang: str) -> Extraction:
        from erityisavustus.batch.duplicates import under_path

        assert self.task.result is not None
        return self.task.result if self.kept else under_path(self.task.result, self.item.path, self.first, lang)

    def keep(self, store: Store, limits: Limits) -> None:
        assert self.task.result is not None
        if not self.kept:
            store.put(self.position, self.task.result, limits)


class _Batch:
    """The files that are being read, at most WINDOW of them at a time."""

    def __init__(
        self, items: Iterable[Item], lang: str, workers: int, limits: Limits, store: Store | None = None
    ) -> None:
        self._lang = lang
        self._limits = limits
        self._store = store
        self._pool = _pool(items, workers, limits)
        self._waiting: dict[int, _Job] = {}
        self._firsts: dict[str, tuple[int, str]] = {}
        """Of each content the position and the path of the first file that has it."""
        self._coming = self._jobs(items)

    def results(self, *, ordered: bool) -> Generator[_Job, None, None]:
        """Every job once its file is read: in the order of the input, or each as soon as it is."""
        try:
            while True:
                self._read_changed_again()
                done = self.done(ordered=ordered)
                for job in done:
                    del self._waiting[job.position]
                    yield job
                if done or self._another():
                    continue
                if not self._waiting:
                    return
                if self._store is not None:
                    self._store.heard()
                self._pool.collect()
        finally:
            self._pool.stop()

    def done(self, *, ordered: bool) -> list[_Job]:
        """The jobs in hand whose file is read; `ordered`: those before which no other is missing."""
        found = []
        for job in self._waiting.values():
            if job.is_done:
                found.append(job)
            elif ordered:
                break
        return found

    def _read_changed_again(self) -> None:
        """Files that changed between their digest and their reading; their duplicates did not, and are read themselves.

        One that changes again and again is taken as it was last read: its result has the digest of those bytes.
        """
        changed = [j for j in self._waiting.values() if j.task.result is not None and not j.is_done]
        for job in changed:
            if self._firsts.get(job.task.sha256 or "", (-1, ""))[0] == job.position:
                del self._firsts[job.task.sha256 or ""]
        for job in changed:
            own = job.item is job.task.item
            self._waiting[job.position] = (
                replace(job, first=None, as_it_is=True) if own and job.task.is_restless
                else self._job(job.position, job.item, job.task.changes + 1 if own else 0)
            )

    def _another(self) -> bool:
        """Take one more file, if there is one and room for it."""
        unread = sum(job.task.result is None for job in self._waiting.values())
        if unread >= self._pool.ahead or len(self._waiting) >= WINDOW:
            return False
        job = next(self._coming, None)
        if job is not None:
            self._waiting[job.position] = job
        return job is not None

    def _jobs(self, items: Iterable[Item]) -> Iterator[_Job]:
        for position, item in enumerate(items):
            yield self._job(position, item)

    def _job(self, position: int, item: Item, changes: int = 0) -> _Job:
        sha256 = digest(item)
        at, path = self._firsts.setdefault(sha256, (position, item.path)) if sha256 else (position, item.path)
        first = path if at < position else None
        return self._taken_over(position, item, sha256, first) or _Job(
            position, item, self._task(item, sha256, changes, again=first is not None), first)

    def _taken_over(self, position: int, item: Item, sha256: str | None, first: str | None) -> _Job | None:
        from erityisavustus.batch.workers.outcome import Task

        if self._store is None or sha256 is None:
            return None
        known = self._store.take_over(position, sha256, self._limits, first)
        if known is None:
            return None
        return _Job(position, item, Task(item, sha256, self._lang, known), first, kept=True)

    def _task(self, item: Item, sha256: str | None, changes: int, *, again: bool) -> Task:
        from erityisavustus.batch.workers.outcome import Task, given_up

        if item.source is None:
            return Task(item, sha256, self._lang, given_up(item, "file.not-found", self._lang, detail="folder"))
        if again:  # the same content may be in some worker's hands
            for job in self._waiting.values():
                if job.task.sha256 == sha256 and (job.task.result is None or job.task.is_sound):
                    return job.task
        task = Task(item, sha256, self._lang, changes=changes)
        self._pool.submit(task)
        return task


def _pool(items: Iterable[Item], workers: int, limits: Limits) -> Pool | Alone:
    from erityisavustus.batch.workers.single import Alone, is_alone

    if isinstance(items, Sequence) and is_alone(items):
        return Alone(limits)
    from erityisavustus.batch.workers.pool import Pool, cores

    workers = workers or cores()
    return Pool(min(workers, len(items)) if isinstance(items, Sequence) else workers, limits)


def extract_many(
    paths: Iterable[str | os.PathLike[str]], *, lang: str = "fi", workers: int | None = None, timeout: float = TIMEOUT,
    memory: int = MEMORY,
) -> Iterator[Extraction]:
    """Read many reports in worker processes; each `Extraction` as it comes, in the order of the input.

    `paths`: files, folders (every PDF in and below) and patterns, taken as they are needed; `workers`: processes, None
    for the cores; `timeout` (processor seconds) and `memory` (MiB) end a file that takes more. Never raises for what is
    in a file. Memory is bounded, whatever the number of files. Raises ValueError for an unknown language or a limit
    that is none, TypeError for a single path, whose letters would be taken for paths, and for items that are none.
    """
    from erityisavustus.judging import Language

    if isinstance(paths, (str, bytes, os.PathLike)):
        raise TypeError("extract_many takes several paths: write [path] for one")
    if timeout <= 0 or memory <= 0 or (workers is not None and workers < 1):
        raise ValueError("workers, timeout and memory are more than nothing")
    limits = Limits(timeout, memory)
    return _in_order(items_of(map(_named, paths)), Language(lang), workers or 0, limits)


def _named(path: str | os.PathLike[str]) -> str:
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"a path is needed, not {type(path).__name__}")
    return name
