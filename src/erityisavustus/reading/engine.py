"""The protocol of PDF engines: what reading asks of whatever runs the contents of pages.

An engine is one package in `engines`, and nothing outside it knows the library it drives. It gives records
(`records.py`); how a page is to be understood is decided above, once for all engines.
"""

from __future__ import annotations

from typing import Protocol

from erityisavustus.reading.records import Contents

__all__ = ["Engine", "EngineDocument"]


class EngineDocument(Protocol):
    """A file that an engine has open."""

    @property
    def page_count(self) -> int:
        """How many pages the engine sees, which may be fewer than the file has."""

    def contents(self, index: int, off_layers: frozenset[int] = frozenset(), turn: int = 0) -> Contents:
        """What page `index`, from 0, draws.

        `off_layers`: object numbers of the optional content groups whose contents are left out; `turn`: quarter turns
        clockwise by which the page is turned beyond its /Rotate. Raises FileError for a page that no reader could
        hold (its size, its number of objects), and the library's own exceptions for one that it cannot run.
        """

    def close(self) -> None:
        """Close the file; pictures that were not decoded by then may not be any more."""


class Engine(Protocol):
    """A library that runs page contents."""

    def open(self, data: bytes, password: str = "") -> EngineDocument:
        """Open the bytes of a PDF. Raises the library's own exceptions."""
