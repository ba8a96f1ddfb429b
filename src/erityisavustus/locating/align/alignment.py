"""Which of the candidate places are the form's printed texts: an alignment of the form with the document.

The blank form is a sequence; a submitted report is that sequence with answers in between. The best
chain of candidates in form order is found by dynamic programming. A candidate counts by its length
and likeness, by whether it starts a line, and by how much it looks like the document's other labels:
a first alignment tells which fonts, edges and gaps labels have here and which the other lines have,
and the second weighs each candidate by the likelihood ratio of the two.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from erityisavustus.form import Form, Role
from erityisavustus.locating.align.candidates import Candidate, reworded
from erityisavustus.locating.align.text_index import TextIndex

__all__ = ["Alignment", "Match", "align"]

LONG = 40
"""Letters of a text that count as full evidence."""
LINE_START = 0.8
INSIDE_LINE = -1.2
AFTER_QUOTE = -1.5
MISSING = 0.9
"""Cost of a printed text that is not found: what a weak candidate must outweigh."""
MAX_RATIO = 1.2
"""Bound of one feature's log likelihood ratio, so that no single feature decides."""
ENOUGH = 4
"""Labels that must be seen before their look means anything."""
MARGIN = 0.6
"""Score by which the chosen place must beat another one to be beyond doubt."""
QUOTES = "\"'”“„«»’‘›‹"
ROLE_GROUP = {Role.TITLE: "title", Role.INTRO: "intro", Role.SECTION: "section", Role.HINT: "hint",
              Role.HEADING: "label", Role.LABEL: "label", Role.OPTION: "option"}


@dataclass(frozen=True, slots=True)
class Match:
    """A printed text and where it stands: tokens `start` to `end` (exclusive)."""

    item: int
    start: int
    end: int
    similarity: float
    rival: bool = False
    """Another place fits nearly as well."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The matches in order of place (and of the form)."""

    matches: tuple[Match, ...]
    missing: tuple[int, ...]
    """Items that were not found."""


def align(form: Form, stream: TextIndex, found: list[Candidate]) -> Alignment:
    """The best alignment of `form` with the document, and what of the form is missing in it."""
    scores = [_plain_score(form, stream, c) for c in found]
    chain = _best_chain(found, scores)
    looks = _Looks(form, stream, [found[i] for i in chain])
    scores = [s + looks.ratio(form, c) for s, c in zip(scores, found, strict=True)]
    chain = _best_chain(found, scores)
    loose = [c for item, low, high in _holes(form, stream, [found[i] for i in chain])
             for c in reworded(form, stream, item, low, high)]
    if loose:
        scores += [_plain_score(form, stream, c) + looks.ratio(form, c) for c in loose]
        found = found + loose
        chain = _best_chain(found, scores)
    matches = tuple(
        Match(found[i].item, found[i].start, found[i].end, found[i].similarity, _has_rival(i, chain, found, scores))
        for i in chain
    )
    present = {m.item for m in matches}
    missing = tuple(i for i, text in enumerate(form.texts) if text.role is not Role.OPTION and i not in present)
    return Alignment(matches, missing)


def _holes(form: Form, stream: TextIndex, chain: list[Candidate]) -> list[tuple[int, int, int]]:
    """Labels and sections that were not found, and between which tokens they must stand if they are there."""
    holes: list[tuple[int, int, int]] = []
    present = {c.item for c in chain}
    for item, text in enumerate(form.texts):
        if item in present or text.role not in (Role.LABEL, Role.SECTION):
            continue
        low = max((c.end for c in chain if c.item < item), default=0)
        high = min((c.start for c in chain if c.item > item), default=len(stream.tokens))
        if chain and low < high:
            holes.append((item, low, high))
    return holes


def _plain_score(form: Form, stream: TextIndex, candidate: Candidate) -> float:
    length = sum(len(t) for t in form.texts[candidate.item].wordings[:1])
    score = (1.0 + min(length, LONG) / LONG) * candidate.similarity**3
    score += LINE_START if stream.first[candidate.start] else INSIDE_LINE
    first = stream.tokens[candidate.start].text
    before = stream.tokens[candidate.start - 1].text if candidate.start else ""
    if first[:1] in QUOTES or (not stream.first[candidate.start] and before[-1:] in QUOTES and before):
        score += AFTER_QUOTE
    return score


def _best_chain(found: list[Candidate], scores: list[float]) -> list[int]:
    """Indexes of the candidates of the best chain: places and items both rising, none overlapping."""
    order = sorted(range(len(found)), key=lambda i: (found[i].end, found[i].item))
    best: dict[int, float] = {}
    previous: dict[int, int | None] = {}
    done: list[int] = []
    for index in order:
        here = found[index]
        value, link = -MISSING * _gap(None, here.item), None
        for earlier in done:
            before = found[earlier]
            if before.end <= here.start and before.item < here.item:
                chained = best[earlier] - MISSING * _gap(before.item, here.item)
                if chained > value:
                    value, link = chained, earlier
        best[index] = value + scores[index]
        previous[index] = link
        done.append(index)
    last = max(best, key=lambda i: best[i] + MISSING * found[i].item, default=None)
    chain: list[int] = []
    while last is not None:
        chain.append(last)
        last = previous[last]
    return chain[::-1]


def _gap(before: int | None, item: int) -> int:
    return item - (before if before is not None else -1) - 1


def _has_rival(index: int, chain: list[int], found: list[Candidate], scores: list[float]) -> bool:
    """Another candidate of the same item fits between the neighbours and scores nearly as well."""
    place = chain.index(index)
    low = found[chain[place - 1]].end if place else 0
    high = found[chain[place + 1]].start if place + 1 < len(chain) else 1 << 60
    chosen = found[index]
    return any(
        i != index
        and other.item == chosen.item
        and low <= other.start
        and other.end <= high
        and scores[index] - scores[i] < MARGIN
        for i, other in enumerate(found)
    )


def _closing(form: Form, stream: TextIndex, candidate: Candidate) -> bool | None:
    """A colon or asterisk follows the label; None for a label that ends in a sign of its own."""
    text = form.texts[candidate.item]
    if text.role is not Role.LABEL or not text.wordings[0][-1].isalpha():
        return None
    return stream.tokens[candidate.end - 1].text[-1:] in (":", "*")


class _Looks:
    """How labels look in this document, against all other lines."""

    def __init__(self, form: Form, stream: TextIndex, chain: list[Candidate]) -> None:
        self.stream = stream
        self.label: dict[str, list[Counter[Hashable]]] = {}
        self.other: list[Counter[Hashable]] = [Counter() for _ in range(4)]
        self.count: Counter[str] = Counter()
        marked = [_closing(form, stream, c) for c in chain]
        plain = [m for m in marked if m is not None]
        self.colons = (sum(plain) + 0.5) / (len(plain) + 1) if len(plain) >= ENOUGH else None
        covered: set[int] = set()
        for candidate in chain:
            covered.update(range(candidate.start, candidate.end))
            group = ROLE_GROUP[form.texts[candidate.item].role]
            counters = self.label.setdefault(group, [Counter() for _ in range(4)])
            self.count[group] += 1
            for counter, value in zip(counters, self._features(candidate.start), strict=True):
                counter[value] += 1
        self.others = 0
        for index, first in enumerate(stream.first):
            if first and index not in covered and stream.tokens[index].printed:
                self.others += 1
                for counter, value in zip(self.other, self._features(index), strict=True):
                    counter[value] += 1

    def _features(self, token: int) -> tuple[Hashable, ...]:
        segment = self.stream.segments[self.stream.segment_of[token]]
        first = self.stream.first[token]
        style = self.stream.tokens[token].style
        gap = min(6, int(segment.gap_above / max(segment.size, 1.0) * 4)) if first else -1
        return (style, first and segment.first_in_block, round(segment.bbox.x0 / 4) if first else -1, gap)

    def ratio(self, form: Form, candidate: Candidate) -> float:
        """Sum of the bounded log likelihood ratios of all features."""
        group = ROLE_GROUP[form.texts[candidate.item].role]
        labels = self.count[group]
        if labels < ENOUGH or self.others < ENOUGH:
            return 0.0
        total = 0.0
        closing = _closing(form, self.stream, candidate)
        if self.colons is not None and closing is not None:
            share = self.colons if closing else 1 - self.colons
            total += max(-MAX_RATIO, min(MAX_RATIO, math.log(2 * share)))
        features = self._features(candidate.start)
        for counter, other, value in zip(self.label[group], self.other, features, strict=True):
            here = (counter[value] + 0.5) / (labels + 2)
            there = (other[value] + 0.5) / (self.others + 2)
            total += max(-MAX_RATIO, min(MAX_RATIO, math.log(here / there)))
        return total
