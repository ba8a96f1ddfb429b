"""Many files: what the paths of a call stand for, and one result for each, whatever happens to the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.extraction import Extraction

__all__ = ["STDIN", "Batch", "Item", "expand"]

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


class Batch:
    """Results one by one, in the order of the items; `internal` counts failures of the program itself."""

    def __init__(self, items: list[Item], lang: str, report: Callable[[str], None]) -> None:
        self.items = items
        self.lang = lang
        self.report = report
        """Takes one line for a person: a file's name and what kind of failure, never a value."""
        self.internal = 0

    def __iter__(self) -> Iterator[Extraction]:
        from erityisavustus.extracting import InternalError, extract, failed
        from erityisavustus.findings import Code

        for item in self.items:
            try:
                yield extract(item.source(), lang=self.lang, name=item.name)
            except InternalError as error:
                self.internal += 1
                self.report(f"{item.name}: internal error: {error}")
                yield failed(item.name, Code.FILE_DAMAGED, self.lang, "internal")
