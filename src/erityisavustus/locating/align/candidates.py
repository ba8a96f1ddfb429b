"""Where each printed text of the form may stand in the document.

A printed text is looked for by its letters: first as it is, then fuzzily, by the q-grams it shares
with the document (Ukkonen, "Approximate string-matching with q-grams and maximal matches", 1992) and the
best alignment around each cluster of them. Every place that is similar enough is a candidate; which
candidates are meant is decided for the form as a whole, in `alignment`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from erityisavustus.contracts.page import Method
from erityisavustus.form import Form, Role
from erityisavustus.locating.align.text_index import TextIndex, folded, one_letter_off
from erityisavustus.locating.layout.tokens import Segment

__all__ = ["Candidate", "LabelStarts", "candidates", "reworded", "searched"]

SIMILAR = 0.8
"""Share of letters that must agree for a place to be a candidate."""
LOOSE = 0.62
"""Share of letters that must agree for a line in the place of a missing label to be that label reworded."""
QGRAM = 5
"""Letters in one seed: long enough to be rare in Finnish text, short enough to survive misread letters."""
MIN_SEEDS = 0.34
"""Share of a text's seeds that must be found near one place."""
TAIL_SIMILAR = 0.75
"""Share of letters of a bracketed instruction that must agree to belong to the label."""
TAIL_SHORTER = 6
"""Letters that such an instruction may have lost."""
START_LETTERS = 12
"""Letters that tell whether a line starts a label."""
LINE_START = 16
"""Letters that may be missing between the beginning of a line and what is like a label in it."""
EDGE = 16
"""Letters by which the edges of a similar place may be off: so many letters of a long label may be unreadable."""
SHORTEST_WORD = 4
"""Letters of a lone first word that can be told from others."""
BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
CLOSING = {":", "*", "?", ".", ":*", "*:"}
"""Marks that may follow a label as words of their own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place where a printed text may stand: tokens `start` to `end` (exclusive) of the stream."""

    item: int
    """Index into `Form.texts`."""
    start: int
    end: int
    similarity: float


class LabelStarts:
    """Tells whether a segment starts with the beginning of a label, heading, hint or section."""

    def __init__(self, form: Form) -> None:
        self.heads: set[str] = set()
        self.texts: list[tuple[str, int]] = []
        """Letters of each wording, without its bracketed instruction, and the index of its text."""
        for index, text in enumerate(form.texts):
            if text.role in (Role.LABEL, Role.SECTION, Role.HEADING, Role.HINT):
                for wording in text.wordings:
                    self.heads.add(folded(wording)[:START_LETTERS])
                    self.texts.append((_parts(wording)[0], index))
        self.lengths = sorted({len(h) for h in self.heads})
        self.options = {folded(w) for t in form.texts if t.role is Role.OPTION for w in t.wordings}

    def __call__(self, segment: Segment) -> bool:
        letters = self._letters(segment)
        if any(letters[:n] in self.heads for n in self.lengths if len(letters) >= n):
            return True
        # The first word of a label whose line is stretched apart.
        return SHORTEST_WORD <= len(letters) < START_LETTERS and any(h.startswith(letters) for h in self.heads)

    def place(self, segment: Segment) -> int | None:
        """Index of the text that the segment begins, where its first letters tell it from all others."""
        letters = folded("".join(t.text for t in segment.tokens))
        if len(letters) < START_LETTERS or not self._letters(segment):
            return None
        found = {i for text, i in self.texts if text.startswith(letters) or letters.startswith(text)}
        return found.pop() if len(found) == 1 else None

    def _letters(self, segment: Segment) -> str:
        """The first letters of the segment; none where it cannot be the beginning of a printed text."""
        first = segment.tokens[0]
        if first.text[:1].islower() and first.method is Method.TEXT:
            # Printed texts begin with a capital; a wrapped line of one may read like the start of another.
            return ""
        letters = ""
        for token in segment.tokens:
            if not token.printed:
                break
            letters += folded(token.text)
            if len(letters) >= START_LETTERS:
                break
        return letters

    def of_form(self, line: str) -> bool:
        """The line is made of option texts, or starts a printed text."""
        letters = folded(line)
        if not letters or any(letters[:n] in self.heads for n in self.lengths if len(letters) >= n):
            return True
        rest = letters
        for option in sorted(self.options, key=len, reverse=True):
            rest = rest.replace(option, "")
        # Beside one option a word that OCR made of the other: 'Fi'.
        return not rest or (rest != letters and any(one_letter_off(rest, option) for option in self.options))


def searched(form: Form) -> list[int]:
    """Indexes of the texts that are aligned over the whole document; options are found in their question's place."""
    return [i for i, text in enumerate(form.texts) if text.role is not Role.OPTION]


def candidates(form: Form, stream: TextIndex) -> list[Candidate]:
    """All candidates of all searched texts, by item, then place."""
    result: list[Candidate] = []
    for item in searched(form):
        found: dict[int, Candidate] = {}
        for wording in form.texts[item].wordings:
            for candidate in _places(item, wording, stream):
                old = found.get(candidate.start)
                if old is None or (candidate.similarity, candidate.end) > (old.similarity, old.end):
                    found[candidate.start] = candidate
        result.extend(_without_overlaps(sorted(found.values(), key=lambda c: c.start)))
    return result


def _without_overlaps(found: list[Candidate]) -> list[Candidate]:
    """Of candidates of one item that overlap, the most similar."""
    kept: list[Candidate] = []
    for candidate in found:
        if kept and candidate.start < kept[-1].end:
            if candidate.similarity > kept[-1].similarity:
                kept[-1] = candidate
        else:
            kept.append(candidate)
    return kept


@lru_cache(maxsize=256)
def _parts(wording: str) -> tuple[str, str]:
    """Letters of a wording: the label itself, and its bracketed instruction."""
    tail = BRACKETED.search(wording)
    if tail is None:
        return folded(wording), ""
    return folded(wording[: tail.start()]), folded(tail.group())


def _places(item: int, wording: str, stream: TextIndex) -> list[Candidate]:
    label, tail = _parts(wording)
    result: list[Candidate] = []
    taken: list[tuple[int, int]] = []
    at = stream.letters.find(label)
    while at >= 0:
        if stream.starts(at) and stream.ends(at + len(label)):
            taken.append((at, at + len(label)))
            result.append(_candidate(item, stream, at, at + len(label), 1.0, tail))
        at = stream.letters.find(label, at + 1)
    for start, end, similarity in _fuzzy(label, stream):
        if not any(a < end and start < b for a, b in taken):
            result.append(_candidate(item, stream, start, end, similarity, tail))
    return result


def _candidate(item: int, stream: TextIndex, start: int, end: int, similarity: float, tail: str) -> Candidate:
    end = _with_tail(stream, end, tail)
    last = stream.owner[end - 1] + 1
    while last < len(stream.tokens) and stream.tokens[last].text in CLOSING and not stream.first[last]:
        last += 1
    return Candidate(item, stream.owner[start], last, similarity)


def _with_tail(stream: TextIndex, end: int, tail: str) -> int:
    """`end` moved behind the bracketed instruction, where it is printed."""
    if not tail:
        return end
    window = stream.letters[end : end + len(tail) + 4]

    def likeness(length: int) -> float:
        # OCR takes the 'vvvv' of 'pp.kk.vvvv' for 'ww', 'vwv', …
        return Levenshtein.normalized_similarity(tail.replace("w", "vv"), window[:length].replace("w", "vv"))

    least = max(1, len(tail) - TAIL_SHORTER)
    best = max((n for n in range(least, len(window) + 1) if stream.ends(end + n)), key=likeness, default=0)
    return end + best if best and likeness(best) >= TAIL_SIMILAR else end


def _fuzzy(label: str, stream: TextIndex) -> list[tuple[int, int, float]]:
    """Places whose letters are similar to `label` but not equal: (first letter, end letter, similarity)."""
    text = stream.letters
    seeds = [(i, label[i : i + QGRAM]) for i in range(0, len(label) - QGRAM + 1, 2)]
    votes: Counter[int] = Counter()
    for offset, seed in seeds:
        at = text.find(seed)
        while at >= 0:
            votes[(at - offset) // 8] += 1
            at = text.find(seed, at + 1)
    result: list[tuple[int, int, float]] = []
    need = max(1.0, MIN_SEEDS * len(seeds))
    for bucket in sorted(votes):
        if votes[bucket] + votes[bucket + 1] < need:
            continue
        begin = max(0, bucket * 8 - 12)
        window = text[begin : begin + len(label) + 32]
        hit = partial_ratio_alignment(label, window)
        if hit is None or hit.dest_start >= hit.dest_end:
            continue
        snapped = _snapped(stream, label, begin + hit.dest_start, begin + hit.dest_end)
        if snapped is not None and (not result or snapped[0] >= result[-1][1]):
            result.append(snapped)
        elif snapped is not None and snapped[2] > result[-1][2]:
            result[-1] = snapped
    return result


def _snapped(stream: TextIndex, label: str, start: int, end: int) -> tuple[int, int, float] | None:
    """The similar place with its edges moved to token edges, whichever side fits better."""
    # Where letters were lost, the window of the label's length holds words beside it on either side.
    starts = {stream.token_start(start), _line_start(stream, start)}
    starts.update(at for at in range(start, min(start + EDGE, end)) if stream.starts(at))
    ends = {stream.token_end(end), stream.token_start(end - 1)}
    ends.update(at for at in range(max(start, end - EDGE), end) if stream.ends(at))
    best: tuple[float, int, int] | None = None
    for first, stop in product(starts, ends):
        if first < stop:
            similarity = Levenshtein.normalized_similarity(label, stream.letters[first:stop])
            if best is None or similarity > best[0]:
                best = (similarity, first, stop)
    if best is None or best[0] < SIMILAR:
        return None
    return best[1], best[2], best[0]


def _line_start(stream: TextIndex, at: int) -> int:
    """The beginning of the line that letter `at` stands in, if it is near; else of its token."""
    start = stream.token_start(at)
    while start > max(0, at - LINE_START) and not stream.first[stream.owner[start]]:
        start = stream.token_start(start - 1)
    return start if stream.first[stream.owner[start]] else stream.token_start(at)


def reworded(form: Form, stream: TextIndex, item: int, low: int, high: int) -> list[Candidate]:
    """Places between tokens `low` and `high` where a text that was not found may stand in other words.

    Only a whole line, or the part of it set in one style, is compared: a label stands by itself.
    """
    result: list[Candidate] = []
    labels = [_parts(w)[0] for w in form.texts[item].wordings]
    for start in range(low, high):
        if not stream.first[start] or not stream.tokens[start].printed:
            continue
        best: tuple[float, int] = (0.0, 0)
        letters = ""
        for end in range(start, high):
            letters += folded(stream.tokens[end].text)
            if len(letters) > 1.6 * max(len(label) for label in labels):
                break
            if end + 1 < high and not stream.first[end + 1]:
                after, last = stream.tokens[end + 1], stream.tokens[end]
                if after.style == last.style and not last.text.endswith(":"):
                    continue
            likeness = max(Levenshtein.normalized_similarity(label, letters) for label in labels)
            best = max(best, (likeness, end + 1))
        if best[0] >= LOOSE:
            result.append(Candidate(item, start, best[1], best[0]))
    return result
