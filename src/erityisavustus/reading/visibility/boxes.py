"""Check boxes under something that is drawn later: one that shows no edge and no ink is not on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Mark

__all__ = ["TICK_SIZE", "hidden_marks"]

TICK_SIZE = 2.0
"""Times the longer side of a box: what lies over it and is no larger may be its tick, which hides it and checks it.
Fitted."""
Blank = Callable[[Sequence[BBox]], list[bool]]


def hidden_marks(marks: Sequence[Mark], covers: Sequence[BBox], blank: Blank) -> set[Mark]:
    """The marks that are not seen.

    `covers`: places of pictures and annotations, which may hide what lies under them; `blank` draws the page and says
    of each place whether it is of one colour. Only what lies within a cover is looked at.
    """
    suspects = [
        mark for mark in marks
        if any(cover.contains(mark.bbox) and cover.side > TICK_SIZE * mark.bbox.side for cover in covers)
    ]
    if not suspects:
        return set()
    return {mark for mark, empty in zip(suspects, blank([m.bbox for m in suspects]), strict=True) if empty}
