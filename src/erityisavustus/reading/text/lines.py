"""From the words of a page to its lines: the one place that says what stands on one baseline."""

from __future__ import annotations

from collections.abc import Sequence

from erityisavustus.contracts.geometry import union
from erityisavustus.contracts.page import TextLine, Word
from erityisavustus.reading.text.words import LINE, RAISED

__all__ = ["lines_of"]

NEXT_WORD = 1.0
"""Em of a superscript or subscript between it and the word that it belongs to, at most (a guess: a space before a
footnote's sign is narrower)."""


def lines_of(words: Sequence[Word]) -> tuple[TextLine, ...]:
    """Every word but those of form fields in one line; lines from the top, the words of each from the left.

    A line goes across the whole page: columns and cells are for others to tell. A word that does not run from left to
    right has no baseline to share, and a line of its own. The words of a field's value have no places of their own:
    they are spread over its box.
    """
    printed = [w for w in words if w.widget is None]
    lines = _with_scripts(_on_baselines([w for w in printed if w.upright]))
    lines += [[w] for w in printed if not w.upright]
    ordered = [tuple(sorted(line, key=lambda w: (w.bbox.x0, w.bbox.top))) for line in lines]
    found = [TextLine(line, union([w.bbox for w in line])) for line in ordered]
    return tuple(sorted(found, key=lambda line: (line.bbox.top, line.bbox.x0)))


def _on_baselines(words: Sequence[Word]) -> list[list[Word]]:
    """Words whose baselines differ from that of the line's first by less than lines do, whatever their sizes."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.bbox.x0)):
        first = lines[-1][0] if lines else None
        if first is not None and word.baseline - first.baseline <= LINE * min(word.size, first.size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _with_scripts(lines: list[list[Word]]) -> list[list[Word]]:
    """Lines of nothing but superscripts or subscripts put into the line whose words these stand beside."""
    largest = [max(w.size for w in line) for line in lines]
    host_of: dict[int, int] = {}
    for index, small in enumerate(lines):
        for at, line in enumerate(lines):
            # Sizes first: on most pages they are all the same, and no word need be looked at.
            if largest[index] < RAISED * largest[at] and all(any(_is_script(s, w) for w in line) for s in small):
                host_of[index] = at
                break
    joined = {index: list(line) for index, line in enumerate(lines) if index not in host_of}
    for index, at in host_of.items():
        while at in host_of:
            at = host_of[at]
        joined[at] += lines[index]
    return list(joined.values())


def _is_script(small: Word, word: Word) -> bool:
    """It is set smaller, within the height of the word, and next to it."""
    level = word.bbox.top <= small.bbox.y_middle <= word.bbox.bottom
    gap = min(abs(small.bbox.x0 - word.bbox.x1), abs(word.bbox.x0 - small.bbox.x1))
    return small.size < RAISED * word.size and level and gap <= NEXT_WORD * small.size
