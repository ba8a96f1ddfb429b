"""What the paths of a call stand for: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from erityisavustus.files import digest_of, name_of

__all__ = ["STDIN", "Item", "digest", "items_of"]

STDIN = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, the bytes of standard input, or a folder that has no PDF in it."""

    path: str
    """Its name as it is reported: `files.path_of` finds the file by it."""
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
                yield from [Item(name_of(p), p) for p in _pdfs(Path(match))] or [Item(name_of(match), None)]
            else:
                yield Item(name_of(match), Path(match))


def digest(item: Item) -> str | None:
    """SHA-256 of what is to be read, in hexadecimal; None when it is no plain file, cannot be opened or is huge."""
    if isinstance(item.source, bytes):
        return hashlib.sha256(item.source).hexdigest()
    return None if item.source is None else digest_of(item.source)


def _matches(path: str) -> list[str]:
    if not glob.has_magic(path) or os.path.lexists(path):
        return [path]
    return sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207 Path.glob takes no absolute pattern


def _pdfs(folder: Path) -> list[Path]:
    """PDF files below `folder`; links to folders are not followed, so a loop of links ends.

    A pipe or a device that is called so comes along, to be refused by its kind; a link that leads nowhere does not
    (editors leave such beside a file that they have open).
    """
    found = [
        Path(base, name)
        for base, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".pdf") and Path(base, name).exists()
    ]
    return sorted(found, key=lambda p: p.relative_to(folder).parts)
