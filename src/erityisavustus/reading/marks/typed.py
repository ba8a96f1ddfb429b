"""Marks typed with brackets: '[x]', '[ ]', '(x)', '( )', as one word, several, or glued to the text behind."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from erityisavustus.contracts import ticks
from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import Mark, MarkKind, MarkState, Word

__all__ = ["bracket_marks"]

IN_SQUARE = re.escape("".join(sorted(ticks.SIGNS)))
IN_ROUND = re.escape("".join(sorted(ticks.SIGNS - ticks.IN_BOX_ONLY)))
"""What checks a mark between square and between round brackets, for a class of characters."""
WHOLE = re.compile(rf"(?:\[(?P<square>[{IN_SQUARE}_]?)\]|\((?P<round>[{IN_ROUND}_]?)\))(?P<rest>.*)$", re.DOTALL)
START = re.compile(rf"(?:\[[{IN_SQUARE}_]?|\([{IN_ROUND}_]?)$")
"""A mark with what is glued behind it, and what may be the beginning of one."""
BRACKETS_APART = 1.6
"""Em between the brackets of one mark: room for a cross and two spaces. A guess."""
BRACKETS_LEVEL = 0.2
"""Em by which the baselines of the brackets and what stands between them may differ; a guess."""
TOUCHING = 0.5
"""Points by which one of them may lie over the one before; a guess."""


def bracket_marks(words: list[Word]) -> tuple[list[Word], list[Mark]]:
    """`words` without those that draw bracket marks, and the marks."""
    kept: list[Word] = []
    marks: list[Mark] = []
    index = 0
    while index < len(words):
        group = _group(words, index)
        if group is None:
            kept.append(words[index])
            index += 1
            continue
        count, mark, rest = group
        marks.append(mark)
        if rest is not None:
            kept.append(rest)
        index += count
    return kept, marks


def _group(words: list[Word], index: int) -> tuple[int, Mark, Word | None] | None:
    """How many words from `index` on draw a mark, the mark, and what is glued behind it."""
    for count in (1, 2, 3):
        run = words[index : index + count]
        if len(run) < count or (count > 1 and not _together(run)):
            return None
        text = "".join(w.text for w in run)
        found = WHOLE.match(text)
        if found is not None:
            ink = found["square"] if found["square"] is not None else found["round"]
            return count, *_split(run, ink, found["round"] is not None, found["rest"])
        if START.match(text) is None:
            return None
    return None


def _together(run: list[Word]) -> bool:
    return all(
        abs(a.baseline - b.baseline) <= BRACKETS_LEVEL * a.size
        and 0 <= b.bbox.x0 - a.bbox.x1 + TOUCHING <= BRACKETS_APART * a.size + TOUCHING
        for a, b in pairwise(run)
    )


def _split(run: list[Word], ink: str, round_: bool, rest: str) -> tuple[Mark, Word | None]:
    checked = ink not in ("", "_")
    text = " ".join(w.text for w in run)
    box = union([w.bbox for w in run])
    after: Word | None = None
    if rest:
        last = run[-1]
        share = (len(last.text) - len(rest)) / len(last.text)
        at = last.bbox.x0 + share * last.bbox.width
        after = replace(last, text=rest, bbox=last.bbox._replace(x0=at))
        box = BBox(box.x0, box.top, at, box.bottom)
        text = text[: len(text) - len(rest)]
    state = MarkState.CHECKED if checked else MarkState.UNCHECKED
    return Mark(box, state, MarkKind.GLYPH, text, round=round_, size=run[0].size), after
