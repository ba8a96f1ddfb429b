"""What a person would see of a mutant: pdfium draws it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pypdfium2

from benchmarks.mutants.claims import DroppedError

__all__ = ["drawn", "must_differ", "must_equal"]

SCALE = 1.0
"""Pixels a point: the thinnest stroke still darkens one."""
KEPT = 64
"""Pictures in memory, of one or two million bytes each: a sound page is looked at again and again."""
FAINT = 8
"""Of 255: no person sees such a difference."""

Picture = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@lru_cache(KEPT)
def drawn(data: bytes, page: int) -> Picture:
    """The page with its annotations and form fields. Raises DroppedError when it cannot be drawn."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            document.init_forms()
            return document[page - 1].render(scale=SCALE, may_draw_forms=True).to_numpy()[:, :, :3].copy()
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise DroppedError("cannot be drawn") from error


def must_equal(one: Picture, other: Picture, why: str) -> None:
    """Raise DroppedError when a person would see a difference."""
    if _difference(one, other) > FAINT:
        raise DroppedError(why)


def must_differ(one: Picture, other: Picture, why: str) -> None:
    """Raise DroppedError when a person would see none."""
    if _difference(one, other) <= FAINT:
        raise DroppedError(why)


def _difference(one: Picture, other: Picture) -> int:
    """Of the pixels that differ most; the most there can be where the pages are not of one size."""
    return int((np.maximum(one, other) - np.minimum(one, other)).max()) if one.shape == other.shape else 255
