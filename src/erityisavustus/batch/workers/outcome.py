"""A file on its way, and what became of it when there is no report."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from erityisavustus.batch.discovery import Item, digest
from erityisavustus.batch.workers.worker import OUT_OF_MEMORY, OUT_OF_TIME

if TYPE_CHECKING:
    from erityisavustus.contracts.result import Extraction

__all__ = ["Task", "died", "given_up", "is_from_outside", "reason_of"]

CHANGES = 3
"""Times a file is read anew because it changed meanwhile; one that changes for ever is taken as it was last read. A
guess."""
OUTSIDE = {1} | {int(s) for s in signal.Signals if s.name in {"SIGHUP", "SIGINT", "SIGQUIT", "SIGKILL", "SIGTERM"}}
"""Signals that no fault of a program sends, and 1: what the Task Manager of Windows ends a process with."""
GIVEN_UP = ("file.timeout", "file.too-large", "file.internal")
"""What is said of a file whose process ended: its bytes may not have been those of the digest."""


class Task:
    """One file on its way through the pool; `result` is there once it is settled."""

    def __init__(
        self, item: Item, sha256: str | None, lang: str, result: Extraction | None = None, changes: int = 0
    ) -> None:
        self.item = item
        self.sha256 = sha256
        """Of the file when it was queued; its duplicates wait for the same result."""
        self.lang = lang
        self.result = result
        self.deaths = 0
        """Workers that died over it."""
        self.changes = changes
        """Times the file had changed when it was read."""
        self._sound: bool | None = None

    @property
    def is_sound(self) -> bool:
        """Whether the result, which is there, is of the content that was queued: files change while they wait."""
        if self._sound is None:
            assert self.result is not None
            same = self.result.source.sha256 == self.sha256
            if same and any(f.code in GIVEN_UP for f in self.result.findings):
                same = digest(self.item) == self.sha256
            self._sound = same
        return self._sound

    @property
    def is_restless(self) -> bool:
        """Whether the file changed so often that it is not read again."""
        return self.changes >= CHANGES


def is_from_outside(code: int) -> bool:
    """Whether a process with this exit code (negative: by a signal) was ended by somebody, rather than by itself."""
    return abs(code) in OUTSIDE


def reason_of(code: int, *, swollen: bool = False) -> tuple[str, str]:
    """Finding and detail for a file over which its process ended with this exit code.

    `swollen`: it was killed while it held much memory, as the system does when it runs out of it.
    """
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"exit {code}"
    if code == OUT_OF_TIME:
        return "file.timeout", ""
    if code == OUT_OF_MEMORY or swollen:
        return "file.too-large", ""
    return "file.internal", f"worker, {name}"


def died(item: Item, code: int, lang: str, sha256: str | None, *, swollen: bool = False) -> Extraction:
    """The result of a file over which its process ended with this exit code."""
    finding, detail = reason_of(code, swollen=swollen)
    return given_up(item, finding, lang, sha256, detail)


def given_up(item: Item, code: str, lang: str, sha256: str | None = None, detail: str = "") -> Extraction:
    """The result of a file that no worker could read."""
    from erityisavustus.contracts.finding import Code
    from erityisavustus.contracts.result import Source
    from erityisavustus.extracting import unreadable
    from erityisavustus.judging import Language

    plain = unreadable(item.path, Code(code), detail, Language(lang))
    return plain.model_copy(update={"source": Source(path=plain.source.path, sha256=sha256)})
