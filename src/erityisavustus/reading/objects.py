"""The objects of a file as pikepdf gives them: whatever the file holds, no matter what the specification asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    import pikepdf

__all__ = ["PdfValue", "number", "numbers"]

PdfValue: TypeAlias = "pikepdf.Object | Decimal | int | None"
"""Any object (ISO 32000-2, 7.3): numbers and booleans are Python's own, null and what is not there are None."""


def number(value: PdfValue) -> float:
    """A number. Raises TypeError for anything else."""
    if value is None:
        raise TypeError("no number")
    return float(value)


def numbers(value: PdfValue) -> list[float]:
    """The numbers of an array. Raises TypeError for anything else, and PdfError for a broken reference in it."""
    import pikepdf

    if not isinstance(value, pikepdf.Array):
        raise TypeError("no array")
    return [float(entry) for entry in value]
