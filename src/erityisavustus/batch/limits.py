"""What one file may take before it is given up, and what a store is called; light enough for `report --help`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEMORY", "STORES", "TIMEOUT", "Limits"]

TIMEOUT = 300.0
"""Seconds; a page read by OCR takes a few, a page of text a tenth."""
MEMORY = 2048
"""MiB of one worker; a digital report takes about 100, a scanned page at 300 dpi a few hundred."""


STORES = (".sqlite", ".sqlite3", ".db")
"""Suffixes of stores."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For each file."""

    timeout: float = TIMEOUT
    """Seconds of the clock."""
    memory: int = MEMORY
    """MiB of resident memory."""
