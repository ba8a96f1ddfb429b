"""All kinds of mutants, by name."""

from __future__ import annotations

from benchmarks.mutants import bombs, broken, covers, hiding, leaves, stored, wrapped
from benchmarks.mutants.claims import Maker

__all__ = ["KINDS"]

KINDS: dict[str, Maker] = {
    **covers.KINDS, **hiding.KINDS, **stored.KINDS, **leaves.KINDS, **wrapped.KINDS, **broken.KINDS, **bombs.KINDS,
}
