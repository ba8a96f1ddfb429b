"""Many files: what the paths of a call stand for, and one result for each, whatever happens to the others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.extraction import Extraction

__all__ = ["STDIN", "Item", "expand", "extractions"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read."""

    name: str
    """As it is reported."""
    path: Path | None
    """None: standard input."""

    def source(self) -> Path | bytes:
        """What `extract` takes."""
        return self.path if self.path is not None else sys.stdin.buffer.read()


def expand(paths: Iterable[str]) -> list[Item]:
    """Files as they are given; for a folder every PDF in it and below, sorted by path; '-' is standard input.

    A path that does not exist stays in the list: it gets a finding of its own.
    """
    items: list[Item] = []
    for given in paths:
        path = Path(given)
        if given == STDIN:
            items.append(Item(STDIN, None))
        elif path.is_dir():
            found = [p for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file()]
            items += [Item(str(p), p) for p in sorted(found, key=lambda p: p.parts)]
        else:
            items.append(Item(given, path))
    return items


def extractions(items: Iterable[Item], lang: str) -> Iterator[Extraction]:
    """Results one by one, in the order of the items."""
    from erityisavustus.extracting import extract

    for item in items:
        yield extract(item.source(), path=item.name, lang=lang)
