"""Running headers, footers and page numbers: on the page, not of the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from erityisavustus.contracts.geometry import union
from erityisavustus.locating.layout.tokens import Token

__all__ = ["furniture"]

MARGIN = 0.13
"""Share of the page height above or below which running text stands."""
WIDE_MARGIN = 0.25
"""The same, for a line that stands on every page: pages may be printed smaller than their sheet."""
DEPTH = 4
"""Lines from the edge of the text that can be a running header or footer."""
SAME_HEIGHT = 4.0
"""Points by which the same header may move from page to page."""
OFTEN = 0.35
"""Share of the pages from its first to its last on which a running line stands: a line of an answer may recur too."""
CLOSE = 0.7
"""Times its height: a line nearer to one of its own style goes on with that line's text."""
EVERY = 3
"""Pages on each of which a line stands that looks like running text, for it to be a running line."""
PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:(?:sivu|sida|page|s\.?)\s*)?(\d{1,4})\s*(?:(?:/|\(|of|av|-)\s*\d{1,4}\s*\)?)?[-–\s]*", re.IGNORECASE
)
TAIL_NUMBER = re.compile(r"\d{1,4}\s*(?:/\s*\d{1,4}|\(\s*\d{1,4}\s*\))\s*$")
NUMBERED = re.compile(r"^\W*\d{1,2}\W*\s")
DIGITS = re.compile(r"\d+")


class _Line:
    __slots__ = ("bottom", "page", "text", "tokens", "top")

    def __init__(self, tokens: list[Token], page: int) -> None:
        box = union([t.bbox for t in tokens])
        self.tokens, self.page, self.top, self.bottom = tokens, page, box.top, box.bottom
        self.text = " ".join(t.text for t in tokens)


def furniture(pages: Sequence[tuple[list[list[Token]], float]], of_form: Callable[[str], bool]) -> set[Token]:
    """The tokens of running headers, footers and page numbers.

    `pages`: per page its lines and its height in points; `of_form` tells whether a line is a printed
    text of the form, which may stand at one height of some pages, not of all, by chance. A line is furniture when
    it stands in the outer margin and the same text, digits aside, stands at the same height of another page; or when
    it is nothing but the number of its page; or ends with 'n (m)' or 'n/m' set apart from the text. A page that is in
    the file twice is one page here, for all its lines recur.
    """
    edges: Edges = []
    neighbours: dict[_Line, list[_Line]] = {}
    every: list[list[_Line]] = []
    seen: Seen = defaultdict(dict)
    copies: dict[tuple[str, ...], int] = {}
    for given, height in pages:
        groups = [printed for line in given if (printed := [t for t in line if t.printed])]
        number = groups[0][0].page if groups else 0
        number = copies.setdefault(tuple(t.text for group in groups for t in group), number)
        lines = [_Line(group, number) for group in groups]
        every.append(lines)
        head = [x for x in lines[:DEPTH] if x.bottom < height * WIDE_MARGIN]
        foot = [x for x in lines[-DEPTH:] if x.top > height * (1 - WIDE_MARGIN)]
        edges.append((head, foot, height))
        for above, below in pairwise(lines):
            neighbours.setdefault(above, []).append(below)
            neighbours.setdefault(below, []).append(above)
        for top, line in [(True, x) for x in head] + [(False, x) for x in foot]:
            seen[top, _mask(line.text)][number] = line.top if top else height - line.top
    result = _running(edges, seen, neighbours, of_form)
    _beside_numbers(edges, of_form, result)
    for line in _table_heads(every, of_form):
        result.update(line.tokens)
    for head, foot, height in edges:
        for line in [x for x in head[:1] if x.bottom < height * MARGIN] + [
            x for x in foot[-1:] if x.top > height * (1 - MARGIN)
        ]:
            if TAIL_NUMBER.search(line.text) and _set_apart(line):
                result.update(line.tokens)
    return result


Edges = list[tuple[list[_Line], list[_Line], float]]
"""Per page the lines of its head and foot, and its height in points."""
Seen = dict[tuple[bool, str], dict[int, float]]
"""(at the head, text without digits) -> page -> height."""


def _running(
    edges: Edges, seen: Seen, neighbours: dict[_Line, list[_Line]], of_form: Callable[[str], bool]
) -> set[Token]:
    """Lines that recur from page to page, and numbers of pages."""
    recurring = {text for (_, text), heights in seen.items() if len(heights) > 1}
    result: set[Token] = set()
    count = len({page for heights in seen.values() for page in heights})
    for head, foot, height in edges:
        for top, lines in ((True, head), (False, foot[::-1])):
            outermost = True
            for line in lines:
                at = line.top if top else height - line.top
                heights = seen[top, _mask(line.text)]
                inner = (line.bottom if top else height - line.top) > height * MARGIN
                repeats = _repeats(heights, line.page, at)
                if inner:
                    repeats = repeats and outermost and len(heights) >= max(EVERY, count)
                if repeats and len(heights) < max(EVERY, count - 1):
                    others = [x for x in neighbours.get(line, []) if _mask(x.text) not in recurring]
                    pair = len(heights) == 2 and count > EVERY and max(heights) - min(heights) == 1
                    body = pair or _sentence_end(line) or any(_goes_on(x, line) for x in others)
                    repeats = not body and not of_form(line.text)
                if repeats or (not inner and _numbers(line)):
                    result.update(line.tokens)
                else:
                    outermost = False
    return result


def _sentence_end(line: _Line) -> bool:
    """The rest of a sentence that began on the page before."""
    return line.text[:1].islower() and line.text.endswith(".") and len(line.tokens) > 1


def _goes_on(other: _Line, line: _Line) -> bool:
    """The two lines are of one paragraph by their looks."""
    gap = max(line.top - other.bottom, other.top - line.bottom)
    return other.tokens[0].style == line.tokens[0].style and gap < CLOSE * (line.bottom - line.top)


def _beside_numbers(
    edges: Edges, of_form: Callable[[str], bool], result: set[Token]
) -> None:
    """Add footers of another wording (of the first page, of even pages) that stand where other pages have theirs.

    The lowest line of a page is one if it begins no higher than the highest footer line of the other pages.
    """
    tops = {foot[-1].page: height - min(x.top for x in foot if x.tokens[0] in result)
            for _, foot, height in edges if foot and any(x.tokens[0] in result for x in foot)}
    if not tops:
        return
    for _, foot, height in edges:
        if foot and foot[-1].page not in tops and not of_form(foot[-1].text):
            at = height - foot[-1].top
            gap = foot[-1].top - foot[-2].bottom if len(foot) > 1 else height
            if any(at <= other + 1 for other in tops.values()) and gap > foot[-1].bottom - foot[-1].top:
                result.update(foot[-1].tokens)


def _table_heads(pages: list[list[_Line]], of_form: Callable[[str], bool]) -> list[_Line]:
    """Headings of a table's columns ('Kysymys  Vastaus') that are printed anew above the form's texts."""
    found: dict[str, list[tuple[_Line, bool]]] = defaultdict(list)
    for lines in pages:
        for line, below in pairwise(lines):
            words = " ".join(t.text for t in line.tokens if len(t.text) > 1)  # without a typed X
            if _set_apart(line) and not DIGITS.search(words) and not of_form(words):
                found[line.text].append((line, of_form(NUMBERED.sub("", below.text))))
    return [line for same in found.values()
            if len({(line.page, round(line.top)) for line, _ in same}) > 1 and any(above for _, above in same)
            for line, _ in same]


def _numbers(line: _Line) -> bool:
    number = PAGE_NUMBER.fullmatch(line.text)
    return number is not None and int(number.group(1)) == line.page


def _mask(text: str) -> str:
    return DIGITS.sub("#", text.casefold())


def _repeats(heights: dict[int, float], page: int, height: float) -> bool:
    """It stands at this height of other pages: every page, every other, or nearly so between the first and the last."""
    pages = [other for other, at in heights.items() if abs(at - height) <= SAME_HEIGHT]
    return len(pages) > 1 and page in pages and len(pages) >= OFTEN * (max(pages) - min(pages) + 1)


def _set_apart(line: _Line) -> bool:
    """The number at the line's end stands apart from the words before it, as in a tabbed header."""
    tokens = line.tokens
    return any(
        b.bbox.x0 - a.bbox.x1 > 3 * max(a.size, b.size) for a, b in pairwise(tokens)
    )
