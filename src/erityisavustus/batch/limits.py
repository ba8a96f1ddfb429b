"""What one file may take before it is given up, and what a store is called; light enough for `report --help`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEMORY", "STORES", "TIMEOUT", "Limits"]

TIMEOUT = 300.0
"""Seconds of the processor; a page read by OCR takes a few, a page of text a tenth. A guess, far above any report."""
PATIENCE = 4
"""Wall-clock limit in times of the time limit, for a worker that is blocked rather than busy, or busy where no other
thread can look; a guess."""
MEMORY = 2048
"""MiB of one worker; a digital report takes about 100, a scanned page at 300 dpi a few hundred. A guess."""
STORES = (".sqlite", ".sqlite3", ".db")
"""Suffixes of stores."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For each file."""

    timeout: float = TIMEOUT
    """Seconds of the processor: by the clock a busy machine, or more workers, would give up other files."""
    memory: int = MEMORY
    """MiB of resident memory."""

    @property
    def clock(self) -> float:
        """Seconds of the clock after which a file is given up, whatever it did."""
        return PATIENCE * self.timeout
