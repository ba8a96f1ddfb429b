"""All kinds of mutants, by name."""

from __future__ import annotations

from benchmarks.mutants import bombs, broken, covers, hiding, leaves, stored, wrapped
from benchmarks.mutants.claims import Maker

__all__ = ["KINDS"]

KINDS: dict[str, Maker] = {
    name: maker for room in (covers, hiding, stored, leaves, wrapped, broken, bombs) for name, maker in room.KINDS.items()
}
