"""Each fixture is read once in a run of the suite, whichever test, module or process asks first."""

from __future__ import annotations

import os
import pickle
from functools import cache
from pathlib import Path

from erityisavustus import Extraction, extract

__all__ = ["FIXTURES", "extracted", "share"]

FIXTURES = Path(__file__).parent / "fixtures"
_shared: Path | None = None


def share(folder: Path) -> None:
    """Results lie in `folder` from now on, which is this run's own: no result of another program can be in it."""
    global _shared
    _shared = folder


@cache
def extracted(name: str, lang: str = "fi") -> Extraction:
    """The extraction of a fixture; frozen, so tests can share it."""
    if _shared is None:
        return extract(FIXTURES / f"{name}.pdf", lang=lang)
    kept = _shared / f"{name}.{lang}"
    try:
        result: Extraction = pickle.loads(kept.read_bytes())
    except FileNotFoundError:
        result = extract(FIXTURES / f"{name}.pdf", lang=lang)
        own = kept.with_suffix(f".{os.getpid()}")
        own.write_bytes(pickle.dumps(result))
        own.replace(kept)  # whole or not there: another process may look for it at any time
    return result
