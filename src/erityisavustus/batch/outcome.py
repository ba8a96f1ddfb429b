"""A file on its way, and what became of it when there is no report."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from erityisavustus.batch.discovery import Item
from erityisavustus.batch.worker import OUT_OF_MEMORY, OUT_OF_TIME

if TYPE_CHECKING:
    from erityisavustus.extraction import Extraction

__all__ = ["Task", "died", "given_up", "reason_of"]


class Task:
    """One file on its way through the pool; `result` is there once it is settled."""

    def __init__(self, item: Item, sha256: str | None, lang: str, result: Extraction | None = None) -> None:
        self.item = item
        self.sha256 = sha256
        self.lang = lang
        self.result = result
        self.deaths = 0
        """Workers that died over it."""


def reason_of(code: int) -> tuple[str, str]:
    """Finding and detail for a file over which its process ended with this exit code (negative: by a signal)."""
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"exit {code}"
    if code == OUT_OF_TIME:
        return "file.timeout", ""
    if code == OUT_OF_MEMORY or name == "SIGKILL":  # the system takes back the memory of what it kills
        return "file.too-large", ""
    return "file.internal", f"worker, {name}"


def died(item: Item, code: int, lang: str, sha256: str | None) -> Extraction:
    """The result of a file over which its process ended with this exit code."""
    finding, detail = reason_of(code)
    return given_up(item, finding, lang, sha256, detail)


def given_up(item: Item, code: str, lang: str, sha256: str | None = None, detail: str = "") -> Extraction:
    """The result of a file that no worker could read."""
    from erityisavustus.extracting import unreadable
    from erityisavustus.extraction import Source
    from erityisavustus.findings import Code
    from erityisavustus.model import Language

    plain = unreadable(item.path, Code(code), detail, Language(lang))
    return plain.model_copy(update={"source": Source(path=plain.source.path, sha256=sha256)})
