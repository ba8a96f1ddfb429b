"""Check boxes under something that is drawn later: one that leaves no trace is not on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Mark, MarkKind
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import Contents
from erityisavustus.reading.visibility.covers import AFTER_CONTENTS, covers_of
from erityisavustus.reading.visibility.pixels import Sight, Trace

__all__ = ["TICK_SIZE", "hidden_marks"]

TICK_SIZE = 2.0
"""Times the longer side of a box: what lies over it and is no larger may be its tick, which hides it and checks it.
Fitted."""
BORDER_REACH = 1.0
"""Points by which a box's lines reach over its edges: half of the thickest border of a box. A guess."""
Look = Callable[[Sequence[Trace]], list[Sight]]


class _Drawn(NamedTuple):
    """Something drawn on the page, as displayed."""

    bbox: BBox
    order: int


def hidden_marks(
    marks: Sequence[Mark], contents: Contents, frame: PageGeometry, annotations: Sequence[BBox], look: Look
) -> set[Mark]:
    """The marks that no person sees.

    `annotations`: places of those that a person sees, in drawing order; `look` draws the page with and without what
    lies in some places. Only a mark under something that is drawn later and is larger than its tick is looked at.
    """
    covers = [
        _Drawn(frame.bbox(*cover.bbox), cover.order)
        for cover in covers_of(contents, [frame.recorded(a) for a in annotations])
    ]
    if not covers or not marks:
        return set()
    parts = [_Drawn(frame.bbox(*p.extent), p.order) for p in contents.paths]
    parts += [_Drawn(frame.bbox(*p.bbox), p.order) for p in contents.pictures]
    suspects = [mark for mark in marks if _may_be_hidden(mark, parts, covers)]
    if not suspects:
        return set()
    traces = [
        Trace(mark.bbox, contents.user_rect(frame.recorded(mark.bbox.inflated(BORDER_REACH))) if _drawn(mark) else None)
        for mark in suspects
    ]
    return {mark for mark, sight in zip(suspects, look(traces), strict=True) if sight is Sight.UNSEEN}


def _drawn(mark: Mark) -> bool:
    """By paths or a picture of the page itself, not by letters or an annotation."""
    return mark.kind in (MarkKind.VECTOR, MarkKind.IMAGE)


def _may_be_hidden(mark: Mark, parts: Sequence[_Drawn], covers: Sequence[_Drawn]) -> bool:
    over = [
        cover for cover in covers
        if cover.bbox.side > TICK_SIZE * mark.bbox.side and cover.bbox.overlaps(mark.bbox)
    ]
    if not over:
        return False
    if _drawn(mark):
        place = mark.bbox.inflated(BORDER_REACH)
        first = min((part.order for part in parts if place.contains(part.bbox)), default=0)
        return any(cover.order > first for cover in over)
    return any(cover.order >= AFTER_CONTENTS for cover in over)
