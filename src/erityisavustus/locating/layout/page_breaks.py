"""Rows of a table that a page break cuts in two, put together again."""

from __future__ import annotations

from collections.abc import Callable

from erityisavustus.locating.layout.tokens import Segment

__all__ = ["SAME_EDGE", "Part", "StartsLabel", "joined_pages"]

StartsLabel = Callable[[Segment], bool]
"""Tells whether a segment starts with the beginning of a printed text of the form."""
WRAP_GAP = 0.6
"""Times the font size: gap within which a line goes on with the one above."""
SAME_EDGE = 2.5
"""Points: left edges of lines in one column agree this closely."""


class Part:
    """A stretch of a page that is read column by column: its first column, and the rest."""

    __slots__ = ("edge", "left", "right", "x0")

    def __init__(self, left: list[Segment], right: list[Segment], x0: float, edge: float | None) -> None:
        self.left = left
        self.right = right
        self.x0 = x0
        """Left edge of the first column, in points."""
        self.edge = edge
        """Where the second column begins; None for a part of one column."""


def joined_pages(pages: list[list[Part]], starts_label: StartsLabel) -> list[Segment]:
    """The segments of the whole document, rows that a page break cuts put together again.

    A label cell that goes on over the page is read to its end before the value cell beside it; a value
    whose label, centred beside it, stands on the next page is read after that label.
    """
    result: list[Segment] = []
    orphan: int | None = None
    for index, parts in enumerate(pages):
        before = pages[index - 1] if index else []
        head = parts[0] if parts else None
        row = _same_columns(before[-1], head) if before and head is not None else None
        if row is not None and head is not None:
            (left, right), (more_left, more_right) = row
            starts = bool(more_left) and starts_label(more_left[0])
            if more_left and left and not starts:
                parts = parts[1:]
                if not more_right:
                    lines = _wrapped_on(more_left, parts, starts_label)
                    more_left = more_left + [s for part in parts[:lines] for s in part.left]
                    parts = parts[lines:]
                at = len(result) - len(right)
                result[at:at] = more_left
                result += more_right
            elif starts and not left and orphan is not None:
                result[orphan:orphan] = more_left
                result += more_right
                parts = parts[1:]
            if more_left or left:
                orphan = None
        else:
            orphan = None
        for part in parts:
            result += part.left + part.right
        if len(parts) > 1 and len(pages) != index + 1:
            orphan = len(result) - len(parts[-1].left) - len(parts[-1].right)
    return result


def _wrapped_on(left: list[Segment], parts: list[Part], starts_label: StartsLabel) -> int:
    """How many of the parts are further lines of the label cell that `left` is the first of on its page."""
    last = left[-1]
    for index, part in enumerate(parts):
        line = part.left[0]
        flush = abs(part.x0 - left[0].bbox.x0) <= SAME_EDGE or _same_end(part.left, left)
        near = line.bbox.top - last.bbox.bottom < WRAP_GAP * line.size and flush
        if part.edge is not None or not near or line.style != last.style or starts_label(line):
            return index
        last = part.left[-1]
    return len(parts)


def _same_end(one: list[Segment], other: list[Segment]) -> bool:
    """Lines set flush right, in one column."""
    ends = [max((s.bbox.x1 for s in segments), default=0.0) for segments in (one, other)]
    return abs(ends[0] - ends[1]) <= SAME_EDGE


Row = tuple[list[Segment], list[Segment]]


def _same_columns(tail: Part, head: Part) -> tuple[Row, Row] | None:
    """First column and rest of two parts that may be one row of a table, None when their columns differ."""
    if tail.edge is not None and head.edge is not None:
        return ((tail.left, tail.right), (head.left, head.right)) if abs(tail.edge - head.edge) <= SAME_EDGE else None
    if tail.edge is None and head.edge is None:
        return None
    whole, single = (tail, head) if head.edge is None else (head, tail)
    if whole.edge is not None and abs(single.x0 - whole.edge) <= SAME_EDGE:
        parted: Row = ([], single.left)
    elif whole.edge is not None and max(s.bbox.x1 for s in single.left) > whole.edge + SAME_EDGE:
        return None  # a line as wide as both columns is in neither
    elif abs(single.x0 - whole.x0) <= SAME_EDGE or _same_end(single.left, whole.left):
        parted = (single.left, [])
    else:
        return None
    return ((tail.left, tail.right), parted) if single is head else (parted, (head.left, head.right))
