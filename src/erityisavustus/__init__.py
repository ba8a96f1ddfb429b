"""Reads submitted final reports on Finnish state special grants (PDF) into validated data.

>>> from erityisavustus import extract
>>> extract("report.pdf").status  # doctest: +SKIP
<Status.VALID: 'valid'>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.batch import extract_many
    from erityisavustus.extracting import extract
    from erityisavustus.extraction import Extraction

__all__ = ["Extraction", "__version__", "extract", "extract_many"]


def __getattr__(name: str) -> object:
    """Import on first use: `report --help` needs none of the readers."""
    if name == "extract":
        from erityisavustus.extracting import extract

        return extract
    if name == "extract_many":
        from erityisavustus.batch import extract_many

        return extract_many
    if name == "Extraction":
        from erityisavustus.extraction import Extraction

        return Extraction
    if name == "__version__":
        from importlib.metadata import version

        return version("erityisavustus")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
