"""One file alone, or a few, under the limits of a batch and without the start of a pool."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.batch.discovery import Item, digest
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.guarded import timed
from erityisavustus.batch.workers.outcome import Task, given_up
from erityisavustus.batch.workers.own_process import NoProcessError, read_apart

if TYPE_CHECKING:
    from erityisavustus.contracts.result import Extraction

__all__ = ["Alone", "is_alone", "read_one", "read_timed"]

FEW_FILES, FEW_BYTES = 4, 2_000_000
"""Up to so many files of so many bytes together are read before workers would have started; a guess."""


def is_alone(items: Sequence[Item]) -> bool:
    """Whether the items are better read here, one after the other."""
    if len(items) <= 1:
        return True
    return sys.platform == "linux" and len(items) <= FEW_FILES and sum(map(_size, items)) <= FEW_BYTES


def _size(item: Item) -> int:
    if not isinstance(item.source, Path):
        return len(item.source or b"")
    with contextlib.suppress(OSError, ValueError):
        return item.source.stat().st_size
    return 0


class Alone:
    """Takes the place of a `Pool`: a file is settled as soon as it is submitted."""

    def __init__(self, limits: Limits) -> None:
        self.ahead = 1
        self._limits = limits

    def submit(self, task: Task) -> None:
        """Read the file."""
        task.result = read_one(task.item, task.lang, self._limits)

    def collect(self) -> None:
        """There is never anything to wait for."""

    def stop(self) -> None:
        """There is nothing to end."""


def read_one(item: Item, lang: str, limits: Limits) -> Extraction:
    """The extraction of `item`, which has a source, or why it was given up.

    A forked process reads it where that is safe; elsewhere only its time is limited (`guarded`).
    """
    if sys.platform != "linux":
        return read_timed(item, lang, limits)
    try:
        return read_apart(item, lang, limits, method="fork", page_workers=None)
    except NoProcessError as error:
        return given_up(item, "file.internal", lang, digest(item), f"worker, {error}")


def read_timed(item: Item, lang: str, limits: Limits) -> Extraction:
    """The same in this process: after the time limit the reading is interrupted as by Ctrl+C."""
    from erityisavustus.extracting import extract
    from erityisavustus.reading import FileError

    source = item.source
    assert source is not None

    def work() -> Iterator[Extraction]:  # a generator: nothing of it runs before its time is counted
        yield extract(source, path=item.path, lang=lang)

    try:
        return next(timed(work, limits))
    except FileError as error:
        return given_up(item, error.code, lang, digest(item), error.detail)
