"""What a person would see of a mutant: pdfium draws it."""

from __future__ import annotations

import numpy as np
import pypdfium2

from benchmarks.mutants.claims import DroppedError

__all__ = ["drawn", "must_differ", "must_equal"]

SCALE = 1.5
"""Pixels a point."""
FAINT = 8
"""Of 255: no person sees such a difference."""

Picture = np.ndarray[tuple[int, ...], np.dtype[np.int16]]


def drawn(data: bytes, page: int) -> Picture:
    """The page with its annotations and form fields. Raises DroppedError when it cannot be drawn."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            document.init_forms()
            picture = document[page - 1].render(scale=SCALE, may_draw_forms=True).to_numpy()
            return picture[:, :, :3].astype(np.int16)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise DroppedError("cannot be drawn") from error


def must_equal(one: Picture, other: Picture, why: str) -> None:
    """Raise DroppedError when a person would see a difference."""
    if one.shape != other.shape or int(np.abs(one - other).max()) > FAINT:
        raise DroppedError(why)


def must_differ(one: Picture, other: Picture, why: str) -> None:
    """Raise DroppedError when a person would see none."""
    if one.shape == other.shape and int(np.abs(one - other).max()) <= FAINT:
        raise DroppedError(why)
