"""What the paths of a call stand for: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["STDIN", "Item", "items_of"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, the bytes of standard input, or a folder that has no PDF in it."""

    path: str
    source: Path | bytes | None
    """None: an empty folder."""


def items_of(paths: Sequence[str], stdin: bytes | None = None) -> list[Item]:
    """The items of `paths`, folders opened (all levels, *.pdf in any case, by name); '-' is `stdin`.

    A path that does not exist and holds `*`, `?` or `[` is a pattern (`**` for all levels): the command prompt of
    Windows hands patterns on as they are. A pattern that matches nothing stays, as a file that is not found.
    """
    return [item for path in paths for item in _items(path, stdin)]


def _items(path: str, stdin: bytes | None) -> Iterator[Item]:
    if path == STDIN:
        yield Item(STDIN, stdin or b"")
        return
    matches = [path]
    if glob.has_magic(path) and not os.path.lexists(path):
        matches = sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207 Path.glob takes no absolute pattern
    for match in matches:
        if Path(match).is_dir():
            yield from [Item(str(p), p) for p in _pdfs(Path(match))] or [Item(match, None)]
        else:
            yield Item(match, Path(match))


def _pdfs(folder: Path) -> list[Path]:
    """PDF files below `folder`; links to folders are not followed, so a loop of links ends."""
    found = [
        Path(base, name)
        for base, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".pdf") and Path(base, name).is_file()
    ]
    return sorted(found, key=lambda p: p.relative_to(folder).parts)
