"""Which program reads: two results of one content are the same only when this is."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

__all__ = ["extractor_version"]

FINGERPRINT_DIGITS = 12
"""Hexadecimal digits of the digest: 48 bits distinguish the few programs that one store ever meets."""


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """Version, digest of all that reads, and whether it can read pictures: '0.1.0+3f9c0a51b2de.ocr'.

    The digest is of this program's code, because a clone that is pulled keeps its version number between two releases,
    and of the versions of the libraries, programs and models that it reads with.
    """
    import erityisavustus
    from erityisavustus.reading import ocr_available, parts

    package = Path(erityisavustus.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py"), key=lambda p: p.relative_to(package).as_posix()):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    for name, part in sorted(parts().items()):
        digest.update(f"{name}={part}\n".encode())
    shown = digest.hexdigest()[:FINGERPRINT_DIGITS]
    return f"{version('erityisavustus')}+{shown}" + (".ocr" if ocr_available() else "")
