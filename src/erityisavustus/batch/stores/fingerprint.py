"""Which program reads: two results of one content are the same only when this is."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

__all__ = ["extractor_version"]

DIGITS = 12
"""Hexadecimal digits of the digest: 48 bits tell the few programs apart that one store ever meets."""


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """Version, digest of this program's code, and whether it can read pictures: '0.1.0+3f9c0a51b2de.ocr'.

    The code counts because a clone that is pulled keeps its version number between two releases.
    """
    from erityisavustus.reading import ocr_available

    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py"), key=lambda p: p.relative_to(package).as_posix()):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    return f"{version('erityisavustus')}+{digest.hexdigest()[:DIGITS]}" + (".ocr" if ocr_available() else "")
