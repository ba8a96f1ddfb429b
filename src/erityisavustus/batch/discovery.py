"""What the paths of a call stand for: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["STDIN", "Item", "digest", "items_of"]

STDIN = "-"
MAX_BYTES = 512 * 1024 * 1024
"""A larger file is refused by the reader, whatever is in it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, the bytes of standard input, or a folder that has no PDF in it."""

    path: str
    source: Path | bytes | None
    """None: an empty folder."""


def items_of(paths: Iterable[str], stdin: bytes | None = None) -> Iterator[Item]:
    """The items of `paths`, folders opened (all levels, *.pdf in any case, by name); '-' is `stdin`.

    A path that does not exist and holds `*`, `?` or `[` is a pattern (`**` for all levels): the command prompt of
    Windows hands patterns on as they are. A pattern that matches nothing stays, as a file that is not found.
    """
    for path in paths:
        if path == STDIN:
            yield Item(STDIN, stdin or b"")
            continue
        for match in _matches(path):
            if Path(match).is_dir():
                yield from [Item(str(p), p) for p in _pdfs(Path(match))] or [Item(match, None)]
            else:
                yield Item(match, Path(match))


def digest(item: Item) -> str | None:
    """SHA-256 of what is to be read, in hexadecimal; None when it is no plain file, can not be opened or is huge."""
    if isinstance(item.source, bytes):
        return hashlib.sha256(item.source).hexdigest()
    try:
        if item.source is None or not _plain(item.source.stat()):
            return None
        with item.source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None


def _plain(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES


def _matches(path: str) -> list[str]:
    if not glob.has_magic(path) or os.path.lexists(path):
        return [path]
    return sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207 Path.glob takes no absolute pattern


def _pdfs(folder: Path) -> list[Path]:
    """PDF files below `folder`; links to folders are not followed, so a loop of links ends."""
    found = [
        Path(base, name)
        for base, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".pdf") and Path(base, name).is_file()
    ]
    return sorted(found, key=lambda p: p.relative_to(folder).parts)
