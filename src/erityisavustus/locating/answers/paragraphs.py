"""From the printed lines of an answer to its paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.locating.answers.bidi import in_logical_order
from erityisavustus.locating.answers.hyphens import HYPHEN, SOFT_HYPHEN, Hyphenation, join_lines
from erityisavustus.locating.layout.tokens import BULLET, Segment, Token, TokenKind

__all__ = ["Layout", "Line", "lines_of", "paragraphs"]

WIDER = 1.18
"""Times the usual distance of baselines: more is the space between paragraphs."""
STEP = 0.3
"""Points: smaller differences of distances are rounding."""
FEW = 3
ENDS_EARLY = 0.7
"""Share of lines that must end early before a distance, over FEW lines, for it to be paragraph spacing."""
INDENT = 0.8
"""Em: a first line set in by more starts a paragraph."""
SLACK = 1.0
"""Points by which a word may miss the room at a line's end and still be thought to fit."""
SHORT = 0.6
"""Share of the column: a line that ends before it was ended by hand, if a sentence ends there too."""
MANY_LINES = 8
JUSTIFIED = 0.45
"""Share of a column's lines that end at its right edge when it is justified; of ragged lines few do."""
FLUSH = 1.2
"""Points by which a stretched line may miss the right edge."""
SENTENCE_END = re.compile(r"[.!?:…][\"'”)\]]*$")


@dataclass(slots=True)
class Line:
    """One printed line of an answer."""

    tokens: list[Token]
    segment: Segment
    text: str
    bbox: BBox

    @property
    def page(self) -> int:
        return self.segment.page

    @property
    def bullet(self) -> bool:
        """It starts a list item."""
        first = self.text.split(" ", 1)[0]
        return len(self.tokens) > 1 and BULLET.match(first) is not None


class Layout:
    """What the whole document tells about its columns and leading."""

    def __init__(self, segments: list[Segment], hyphenation: Hyphenation) -> None:
        self.hyphenation = hyphenation
        self._right: dict[Column, float] = defaultdict(float)
        ends: dict[Column, list[float]] = defaultdict(list)
        pairs: dict[float, list[tuple[Segment, Segment]]] = defaultdict(list)
        wrapped: dict[tuple[Column, int], list[float]] = defaultdict(list)
        before: Segment | None = None
        for segment in segments:
            key = _column(segment)
            self._right[key] = max(self._right[key], segment.bbox.x1)
            near = before is not None and before.page == segment.page
            if before is not None and near and abs(before.baseline - segment.baseline) < FLUSH:
                ends[_column(before)].pop()  # the same line goes on
            ends[key].append(segment.bbox.x1)
            if before is not None and near and before.block == segment.block and before.style == segment.style:
                pairs[_half(segment.size)].append((before, segment))
                if _goes_on(before, segment):
                    wrapped[key, _edge(segment)].append(before.bbox.x1)
            before = segment
        self._wrapped = {place: max(found) for place, found in wrapped.items() if len(found) >= MANY_LINES}
        self._justified = {
            key for key, rights in ends.items()
            if len(rights) >= MANY_LINES
            and sum(1 for x in rights if x > self._right[key] - FLUSH) >= JUSTIFIED * len(rights)
        }
        self._wide = {size: self._paragraph_distance(found) for size, found in pairs.items()}

    def _paragraph_distance(self, pairs: list[tuple[Segment, Segment]]) -> float:
        """Distance of baselines from which a new paragraph begins, at one font size.

        The closest lines are those of one paragraph. A slightly larger distance is paragraph spacing
        when the lines before it end early, and uneven rounding of the writer's when they do not.
        """
        early: dict[float, list[bool]] = defaultdict(list)
        for above, below in pairs:
            distance = below.baseline - above.baseline
            if 0.6 * below.size < distance < 3 * below.size:
                word = below.tokens[0].bbox
                fits = above.bbox.x1 + 0.25 * below.size + word.x1 - word.x0 < self.right(above) - SLACK
                early[round(distance * 5) / 5].append(fits)
        if not early:
            return float("inf")
        total = sum(len(found) for found in early.values())
        most = max(len(found) for found in early.values())
        usual = next(d for d in sorted(early) if len(early[d]) >= min(0.15 * total, most))
        for distance in sorted(d for d in early if usual + STEP < d < WIDER * usual):
            found = early[distance]
            if len(found) >= FEW and sum(found) >= ENDS_EARLY * len(found):
                return (usual + distance) / 2
        return WIDER * usual

    def right(self, segment: Segment) -> float:
        """How far right the lines of this column reach in the whole document: those that wrap, where there are many.

        A line that does not wrap may run over the column's edge.
        """
        key = _column(segment)
        return min(self._right[key], self._wrapped.get((key, _edge(segment)), float("inf")))

    def ends_early(self, line: Line) -> bool:
        """In a justified column: the line is not stretched to the right edge, so a paragraph ends with it."""
        key = _column(line.segment)
        return key in self._justified and line.bbox.x1 < self._right[key] - FLUSH

    def apart(self, above: Segment, below: Segment) -> bool:
        """Two lines of one column stand further apart than lines of one paragraph."""
        return below.baseline - above.baseline > self._wide.get(_half(below.size), float("inf"))


Column = tuple[int, int]


def _column(segment: Segment) -> Column:
    return round(segment.limits[0] / 4), round(segment.limits[1] / 4)


def _edge(segment: Segment) -> int:
    """Where its lines begin, roughly: columns without borders share their limits."""
    return round(segment.bbox.x0 / 4)


def _goes_on(above: Segment, below: Segment) -> bool:
    """A sentence goes on from one line to the next: the line above is wrapped."""
    text = below.tokens[0].text
    return text[:1].islower() and len(text) > 1 and SENTENCE_END.search(above.tokens[-1].text) is None


def _needed(word: Token, size: float) -> float:
    """Points that a word needs behind another."""
    return 0.25 * (word.size or size) + word.bbox.x1 - word.bbox.x0


def _half(size: float) -> float:
    return round(size * 2) / 2


def lines_of(tokens: list[Token], segment_of: dict[int, Segment]) -> list[Line]:
    """The printed lines that `tokens` (in reading order) stand on; pieces on one baseline are one line.

    `segment_of`: by id() of the token.
    """
    lines: list[Line] = []
    for token in tokens:
        segment = segment_of[id(token)]
        if lines and _same_line(lines[-1], segment, token):
            lines[-1].tokens.append(token)
        else:
            lines.append(Line([token], segment, "", token.bbox))
    for line in lines:
        line.text = in_logical_order(_hyphens_seen(" ".join(t.text for t in line.tokens if t.text)))
        line.bbox = union([t.bbox for t in line.tokens])
    return [line for line in lines if line.text]


def _hyphens_seen(text: str) -> str:
    """Soft hyphens within a line are hyphens that are seen: some fonts tell no other code for theirs."""
    return text[:-1].replace(SOFT_HYPHEN, HYPHEN) + text[-1:] if SOFT_HYPHEN in text else text


def _same_line(line: Line, segment: Segment, token: Token) -> bool:
    last = line.segment
    if segment is last:
        return True
    if TokenKind.WIDGET in (token.kind, line.tokens[-1].kind):
        return False
    level = abs(segment.baseline - last.baseline) <= 0.3 * max(segment.size, last.size)
    return segment.page == last.page and level and token.bbox.x0 >= line.tokens[-1].bbox.x1 - SLACK


def paragraphs(lines: list[Line], layout: Layout) -> list[str]:
    """The text of each paragraph or list item."""
    result: list[str] = []
    start: Line | None = None
    before: Line | None = None
    for line in lines:
        if before is None or start is None or _breaks(start, before, line, layout):
            result.append(line.text)
            start = line
        else:
            result[-1] = join_lines(result[-1], line.text, layout.hyphenation)
        before = line
    return result


def _breaks(start: Line, before: Line, line: Line, layout: Layout) -> bool:
    """A new paragraph begins at `line`; `start` is the first line of the paragraph so far."""
    if TokenKind.WIDGET in (line.tokens[0].kind, before.tokens[-1].kind):
        return True
    if line.bullet and not _mid_sentence(before, line, layout):
        return True
    near = before.page == line.page and before.segment.block == line.segment.block
    if near and layout.apart(before.segment, line.segment):
        return True
    if _would_fit(before, line, layout) or layout.ends_early(before):
        return True
    size = line.segment.size
    if near and not start.bullet and line.bbox.x0 - before.bbox.x0 > INDENT * size and before is not start:
        return True
    if near and start.bullet and before is not start and before.bbox.x0 - line.bbox.x0 > INDENT * size:
        return True
    left, right = before.segment.limits
    room = max(layout.right(before.segment), left) - before.bbox.x0
    ended_early = before.bbox.width < SHORT * max(room, 1.0) and right > left
    return bool(ended_early and SENTENCE_END.search(before.text) and not line.text[:1].islower())


def _mid_sentence(before: Line, line: Line, layout: Layout) -> bool:
    """A dash or number that only happens to stand first: the line before is full and the sentence goes on."""
    number = line.text[:1].isdigit()
    if _would_fit(before, line, layout):
        return False
    return number and not SENTENCE_END.search(before.text) and line.bbox.x0 <= before.bbox.x0 + SLACK


def _would_fit(before: Line, line: Line, layout: Layout) -> bool:
    """The first word of `line` had room at the end of `before`: the line was ended by hand."""
    return before.bbox.x1 + _needed(line.tokens[0], before.segment.size) < layout.right(before.segment) - SLACK
