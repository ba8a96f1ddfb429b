"""The marks of a page under what lies over it: boxes that an annotation ticks, and boxes drawn around a widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Mark, MarkKind, MarkState

__all__ = ["ticked", "without_doubles"]

SHARED_AREA = 0.25
"""Share of the smaller one's area that a box and the ink over it have in common at least; fitted."""
AROUND_WIDGET = 2.0
"""Points beyond the edges of a widget within which the middle of its own drawn box lies; fitted."""


def ticked(marks: Iterable[Mark], ink: Iterable[BBox]) -> list[Mark]:
    """The marks of a page with the ink laid over it: a drawing over an empty box checks it."""
    result = list(marks)
    for drawing in ink:
        near = [
            (abs(drawing.x_middle - m.bbox.x_middle) + abs(drawing.y_middle - m.bbox.y_middle), i)
            for i, m in enumerate(result) if _lies_over(drawing, m.bbox)
        ]
        if near:
            at = min(near)[1]
            if result[at].state is not MarkState.CHECKED:
                result[at] = replace(result[at], state=MarkState.CHECKED, kind=MarkKind.ANNOTATION)
        else:
            result.append(Mark(drawing, MarkState.CHECKED, MarkKind.ANNOTATION, size=drawing.height))
    return result


def _lies_over(drawing: BBox, box: BBox) -> bool:
    """They share much of the smaller one."""
    width, height = box.x_overlap(drawing), box.y_overlap(drawing)
    return width > 0 and height > 0 and width * height > SHARED_AREA * min(box.area, drawing.area)


def without_doubles(marks: Iterable[Mark], widgets: Sequence[Mark]) -> list[Mark]:
    """The page's own marks, without the boxes that are drawn under or around a widget."""
    return [
        mark for mark in marks
        if not any(
            widget.bbox.contains_middle_of(mark.bbox, AROUND_WIDGET) or mark.bbox.contains_middle_of(widget.bbox)
            for widget in widgets
        )
    ]
