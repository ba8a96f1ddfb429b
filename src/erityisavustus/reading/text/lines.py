"""Text lines: what stands on one baseline, the same for runs of a digital page and for words of a scanned one.

Baselines are one where they differ by a small share of the smaller type beside them, measured from the line's first: so
lines of two columns that are set against each other by less than that share one, and no chain of such steps joins the
next. Superscripts and subscripts stand off the baseline of the word beside them, and are of its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import TextLine, Word
from erityisavustus.reading.text.runs import GAP

__all__ = ["Standing", "by_line", "text_lines"]

SAME_LINE = 0.3
"""Em of the smaller type by which baselines on one line may differ: mixed fonts, accents that are lifted. Fitted."""
RAISED = 0.85
"""Share of the line's type size from which smaller letters above or below its baseline are a superscript. Fitted."""

Item = TypeVar("Item")


class Standing(NamedTuple):
    """How a piece of text stands on the page; y downwards, from wherever."""

    bbox: BBox
    baseline: float
    size: float


def text_lines(words: Sequence[Word]) -> tuple[TextLine, ...]:
    """The lines of a page, from the top: every word of it in one, but for the values of form fields.

    The value of a field is spread over its box and has no place of its own. A word that is turned is a line by itself,
    behind those that are read from left to right.
    """
    placed = [w for w in words if w.widget is None]
    level = by_line([w for w in placed if w.upright], lambda w: Standing(w.bbox, w.baseline, w.size))
    return tuple(TextLine(tuple(line)) for line in level) + tuple(TextLine((w,)) for w in placed if not w.upright)


def by_line(items: Iterable[Item], standing: Callable[[Item], Standing]) -> list[list[Item]]:
    """Upright text by line from the top; each line from the left."""
    lines: list[list[tuple[Standing, Item]]] = []
    for place, item in sorted(((standing(item), item) for item in items), key=lambda pair: pair[0].baseline):
        if lines and _is_level(place, lines[-1]):
            lines[-1].append((place, item))
        else:
            lines.append([(place, item)])
    return [
        [item for _, item in sorted(line, key=lambda pair: pair[0].bbox.x0)] for line in _with_raised(lines)
    ]


def _is_level(place: Standing, line: Sequence[tuple[Standing, object]]) -> bool:
    return place.baseline - line[0][0].baseline <= SAME_LINE * min(place.size, line[-1][0].size)


def _with_raised(lines: list[list[tuple[Standing, Item]]]) -> list[list[tuple[Standing, Item]]]:
    """Superscripts and subscripts put into the line they stand in."""
    result = [list(line) for line in lines]
    largest = [max(place.size for place, _ in line) for line in lines]
    for index, line in enumerate(lines):
        for pair in line:
            near = [i for i in (index + 1, index - 1) if 0 <= i < len(lines) and _is_small(pair[0].size, largest[i])]
            host = next((i for i in near if any(_is_raised(pair[0], large) for large, _ in result[i])), None)
            if host is not None:
                result[index].remove(pair)
                result[host].append(pair)
    return [line for line in result if line]


def _is_small(size: float, other: float) -> bool:
    return size < RAISED * other


def _is_raised(small: Standing, large: Standing) -> bool:
    """`small` stands beside `large` and within its height, set in smaller type."""
    beside = min(abs(small.bbox.x0 - large.bbox.x1), abs(large.bbox.x0 - small.bbox.x1)) < GAP * large.size
    level = large.bbox.top <= small.bbox.y_middle <= large.bbox.bottom
    return _is_small(small.size, large.size) and beside and level
