"""One result after the other, in the order of the input, whatever happens to one of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from erityisavustus.batch.discovery import Item

if TYPE_CHECKING:
    from erityisavustus.extraction import Extraction

__all__ = ["run"]


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
