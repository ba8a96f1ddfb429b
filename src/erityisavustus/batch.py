"""Many files: what the paths stand for, and one result after the other in the order of the input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.extraction import Extraction

__all__ = ["STDIN", "Item", "items_of", "run"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, the bytes of standard input, or a folder that has no PDF in it."""

    path: str
    source: Path | bytes | None
    """None: an empty folder."""


def items_of(paths: Sequence[str], stdin: bytes | None = None) -> list[Item]:
    """The items of `paths`, folders opened (all levels, *.pdf in any case, by name); '-' is `stdin`."""
    items: list[Item] = []
    for path in paths:
        if path == STDIN:
            items.append(Item(STDIN, stdin or b""))
        elif Path(path).is_dir():
            found = [Item(str(p), p) for p in _pdfs(Path(path))]
            items += found or [Item(path, None)]
        else:
            items.append(Item(path, Path(path)))
    return items


def run(items: Iterable[Item], lang: str = "fi") -> Iterator[Extraction]:
    """The result of each item, in order; one bad file never stops the others."""
    from erityisavustus.extracting import extract, unreadable
    from erityisavustus.findings import Code
    from erityisavustus.model import Language

    for item in items:
        if item.source is None:
            yield unreadable(item.path, Code.FILE_NOT_FOUND, "folder", Language(lang))
        else:
            yield extract(item.source, path=item.path, lang=lang)


def _pdfs(folder: Path) -> list[Path]:
    """PDF files below `folder`; links to folders are not followed, so a loop of links ends."""
    found = [
        Path(base, name)
        for base, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".pdf") and Path(base, name).is_file()
    ]
    return sorted(found, key=lambda p: p.relative_to(folder).parts)
