"""Reads submitted final reports on Finnish state special grants (PDF) into validated data.

The names of `__all__` are the public ones: docs/api.md describes them, docs/stability.md says what is promised of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.batch import extract_many
    from erityisavustus.contracts.finding import Code
    from erityisavustus.contracts.result import Evidence, Extraction, Finding, Status
    from erityisavustus.extracting import extract
    from erityisavustus.form import Report

    __version__: str

__all__ = [
    "Code",
    "Evidence",
    "Extraction",
    "Finding",
    "Report",
    "Status",
    "__version__",
    "extract",
    "extract_many",
]

_HOMES = {
    "Code": "contracts.finding",
    "Evidence": "contracts.result",
    "Extraction": "contracts.result",
    "Finding": "contracts.result",
    "Report": "form",
    "Status": "contracts.result",
    "extract": "extracting",
    "extract_many": "batch",
}
"""Module of each public name, imported on first use: `report --help` needs neither pydantic nor a reader of PDFs."""

if not TYPE_CHECKING:  # a type checker that sees it takes every name for one that is there

    def __getattr__(name: str) -> object:
        if name in _HOMES:
            return getattr(import_module(f"erityisavustus.{_HOMES[name]}"), name)
        if name == "__version__":
            from importlib.metadata import version

            return version("erityisavustus")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
