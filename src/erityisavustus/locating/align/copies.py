"""More than one report in a file: which pages belong to another copy of the form than the one that is read.

Reports are put together by whole pages. A page of the form shows a run of the form's texts, in their order and at the
beginnings of lines; two pages that show the same run are of two copies. A letter, a table or an answer that
quotes some labels shows no such run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from erityisavustus.contracts.answer import Answer
from erityisavustus.contracts.page import MarkState
from erityisavustus.form import FieldSpec, Form, Kind, Role
from erityisavustus.locating.align.candidates import Candidate
from erityisavustus.locating.align.text_index import TextIndex, folded
from erityisavustus.locating.layout.tokens import TokenKind

__all__ = ["Copies", "copies_in", "disputed"]

LOST = 3
"""Texts in a row that a run may lack: hints and headings are dropped, labels retyped."""
LABELS = 3
"""Labels that a run has, unless it is the form's beginning."""
SHARED = 2
"""Labels that two pages must have in common to be of two copies: an answer may quote one as a line."""
COMPLETE = 0.8
"""Share of the labels seen in a file from which on a copy is a whole report."""
SKIPPED = 0.1
"""Labels that a page passed over between two others weighs: a copy whose pages lie together is preferred."""
Groups = tuple[tuple[int, ...], ...]
QUOTES = "\"'”“„«»’‘›‹"


@dataclass(frozen=True, slots=True)
class Copies:
    """The pages of other copies, and what they are to the report that is read."""

    groups: Groups
    """Pages of other copies that are read on from one to the next."""
    appended: bool
    """They are a whole report after the end of the one that is read."""
    doubled: dict[str, int]
    """Fields whose labels stand twice in what is read, on one page or on one that may be of either copy: that page."""
    begun: bool
    """The form begins on one of them: it is another report whatever is answered there."""
    joined: frozenset[str] = frozenset()
    """Fields whose answers may go on, or not, on a page that one of two copies follows."""

    @property
    def pages(self) -> tuple[int, ...]:
        """All pages of other copies."""
        return tuple(sorted(page for group in self.groups for page in group))


@dataclass(frozen=True, slots=True)
class _Page:
    """The form's texts on one page."""

    number: int
    items: tuple[int, ...]
    """Indexes into `Form.texts`, in order."""
    labels: frozenset[int]
    strong: bool
    """They are a run, not some quotes."""

    @property
    def first(self) -> int:
        return self.items[0]

    def shares(self, other: _Page) -> bool:
        """Both show the same part of the form; the form's beginning alone may have one label."""
        least = min(SHARED, len(self.labels), len(other.labels)) if self.strong and other.strong else SHARED
        return len(self.labels & other.labels) >= least


def copies_in(form: Form, stream: TextIndex, found: Sequence[Candidate]) -> Copies | None:
    """The other copies of the form in the document, None where there is one report only.

    The very same page twice is not another copy.
    """
    places: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if _stands_alone(stream, candidate):
            places[stream.tokens[candidate.start].page].append(candidate)
    runs = {number: _best_run(form, places[number]) for number in sorted(places)}
    doubled = {
        form.texts[i].field or "": number
        for number, run in runs.items()
        for i in _labels(form, _second_run(form, run, places[number]) if _strong_part(form, run) else ())
    }
    pages = [p for p in (_page(form, n, [c.item for c in run]) for n, run in runs.items()) if p is not None]
    main, other, appended = _others(stream, pages)
    if not other and not doubled:
        return None
    groups = _grouped(other, pages, main, sorted({t.page for t in stream.tokens}))
    begun = any(_first_label(form) in p.labels for p in other)
    if appended:
        return Copies(groups, appended, doubled, begun)
    rest = [p for p in pages if p not in other]
    edges = [m for m in main if any(m.shares(o) for o in other)]
    for edge in edges:
        again = edge.labels & _labels_on(p for p in rest if p is not edge)
        doubled |= {form.texts[i].field or "": edge.number for i in again}
    return Copies(groups, appended, doubled, begun, _joined(form, rest, [*other, *edges]))


def disputed(form: Form, answers: Iterable[Answer], others: Iterable[Iterable[Answer]]) -> dict[str, set[int]]:
    """Fields that another copy answers otherwise, and the pages of those other answers."""
    own = {a.field: a for a in answers}
    result: dict[str, set[int]] = defaultdict(set)
    for copy in others:
        read = [a for a in copy if a.found]
        for answer in read:
            spec = form.by_id[answer.field]
            if _differ(spec, own[answer.field], answer, last=answer is read[-1]):
                result[answer.field].add(answer.page or 0)
    return result


def _differ(spec: FieldSpec, one: Answer, other: Answer, *, last: bool) -> bool:
    """They are not the same, blank included. `last`: the other one may go on on a page that is not there."""
    if spec.kind is Kind.SIGNATURE:
        return False
    if spec.options:
        chosen = [{m.option for m in a.marks if m.state is not MarkState.UNCHECKED} for a in (one, other)]
        return chosen[0] != chosen[1] and not (last and not chosen[1])
    text, copy = folded(one.text), folded(other.text)
    return text != copy and not (last and text.startswith(copy))


def _stands_alone(stream: TextIndex, candidate: Candidate) -> bool:
    """It begins a line, and no quotation mark stands before it."""
    return stream.first[candidate.start] and stream.tokens[candidate.start].text[:1] not in QUOTES


def _best_run(form: Form, places: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of one page that follow one another as in the form and show most of its letters."""
    order = sorted(places, key=lambda c: (c.end, c.item))
    best: list[tuple[float, list[Candidate]]] = []
    for candidate in order:
        before = max(
            (b for b in best if b[1][-1].end <= candidate.start and b[1][-1].item < candidate.item),
            key=lambda b: b[0], default=(0.0, []),
        )
        best.append((before[0] + _letters(form, candidate.item) * candidate.similarity, [*before[1], candidate]))
    return max(best, key=lambda b: b[0], default=(0.0, []))[1]


def _second_run(form: Form, run: Sequence[Candidate], places: Sequence[Candidate]) -> list[int]:
    """The items of another run on the page, beside or below the best one."""
    rest = [c for c in places if not any(c.start < r.end and r.start < c.end for r in run)]
    return [i for i in _strong_part(form, _best_run(form, rest)) if any(i == r.item for r in run)]


def _strong_part(form: Form, run: Sequence[Candidate]) -> list[int]:
    """The items of the candidates that are in unbroken runs."""
    parts: list[list[int]] = []
    for item in (c.item for c in run):
        if parts and _between(form, parts[-1][-1], item) <= LOST:
            parts[-1].append(item)
        else:
            parts.append([item])
    return [item for part in parts if _is_run(form, part) for item in part]


def _between(form: Form, one: int, other: int) -> int:
    return sum(1 for text in form.texts[one + 1 : other] if text.role is not Role.OPTION)


def _is_run(form: Form, part: Sequence[int]) -> bool:
    """More of the form than a letter's head or a table quotes, or the form's beginning."""
    labels = _labels(form, part)
    roles = {form.texts[i].role for i in part}
    if {Role.TITLE, Role.SECTION} <= roles and labels and labels[0] == _first_label(form):
        return True
    return len(labels) >= LABELS and sum(_letters(form, i) for i in labels) > _quotable(form)


def _quotable(form: Form) -> int:
    """Letters of all short labels of one section: who the recipient is stands at the head of many papers."""
    letters: dict[str | None, int] = defaultdict(int)
    for index, text in enumerate(form.texts):
        spec = form.by_id.get(text.field or "")
        if text.role is Role.LABEL and spec is not None and spec.kind is not Kind.TEXT and not spec.options:
            letters[text.section] += _letters(form, index)
    return max(letters.values(), default=0)


def _letters(form: Form, item: int) -> int:
    return len(folded(form.texts[item].wordings[0]))


def _labels(form: Form, items: Iterable[int]) -> list[int]:
    return [i for i in items if form.texts[i].role is Role.LABEL]


def _first_label(form: Form) -> int:
    return next(i for i, text in enumerate(form.texts) if text.role is Role.LABEL)


def _page(form: Form, number: int, run: Sequence[int]) -> _Page | None:
    candidates = [Candidate(i, 0, 0, 1.0) for i in run]
    strong = _strong_part(form, candidates)
    items = strong or list(run)
    labels = frozenset(_labels(form, items))
    return _Page(number, tuple(items), labels, bool(strong)) if labels else None


def _others(stream: TextIndex, pages: Sequence[_Page]) -> tuple[list[_Page], list[_Page], bool]:
    """The pages of the report that is read, those of others, and whether these follow it as a whole."""
    looks = _looks(stream)
    once = list({looks[p.number]: p for p in reversed(pages)}.values())[::-1]
    strong = [p for p in once if p.strong]
    if not any(a.shares(b) for i, a in enumerate(strong) for b in strong[:i]):
        return list(pages), [], False
    main = _main(once)
    other = [p for p in pages if p not in main and any(p.shares(m) for m in main)]
    taken = _labels_on(main)
    appended = other[0].number > main[-1].number and len(_labels_on(other) & taken) >= COMPLETE * len(taken)
    return main, other, appended


def _labels_on(pages: Iterable[_Page]) -> frozenset[int]:
    return frozenset[int]().union(*(p.labels for p in pages))


def _joined(form: Form, rest: Sequence[_Page], doubtful: Sequence[_Page]) -> frozenset[str]:
    """The fields that are open where a page that is in doubt begins or ends: what goes on there may be the other's."""
    labels: set[int] = set()
    for page in doubtful:
        if page not in rest and not any(p.number > page.number for p in rest):
            continue
        before = [p for p in rest if p.number < page.number][-1:]
        labels.update(max(p.labels) for p in [*before, *(p for p in rest if p is page)])
        # A label that stands on both pages may be taken from either: the answer before it is open too.
        earlier = [label for p in before for label in p.labels if label < min(page.labels)]
        labels.update([max(earlier)] if earlier else [])
    return frozenset(form.texts[label].field or "" for label in labels)


def _main(pages: Sequence[_Page]) -> list[_Page]:
    """The pages of the report that is read: the first whole one, else the longest that can be put together."""
    everything = _labels_on(pages)
    run: list[_Page] = []
    for page in [*pages, None]:
        if page is None or any(page.shares(p) for p in run):
            if len(_labels_on(run)) >= COMPLETE * len(everything):
                return run
            run = []
        if page is not None:
            run.append(page)
    best: list[tuple[float, int, list[_Page]]] = []
    for index, page in enumerate(pages):
        before: tuple[float, list[_Page]] = (0.0, [])
        for score, at, chain in best:
            score -= SKIPPED * (index - at - 1)
            if chain[-1].first < page.first and not any(page.shares(p) for p in chain) and score > before[0]:
                before = (score, chain)
        new = len(page.labels) - len(page.labels & _labels_on(before[1]))
        best.append((before[0] + new, index, [*before[1], page]))
    return max(best, key=lambda b: b[0])[2]


def _grouped(
    other: Sequence[_Page], pages: Sequence[_Page], main: Sequence[_Page], numbers: Sequence[int]
) -> Groups:
    """Pages that follow one another, each with the pages after it that show nothing of the form but what is read."""
    groups: list[list[int]] = []
    of_copy = {p.number: p for p in other}
    taken = _labels_on(main)
    own = {p.number for p in pages if p in main or not p.labels <= taken}
    for before, number in pairwise([0, *numbers]):
        goes_on = bool(groups) and groups[-1][-1] == before
        if number in of_copy:
            last = next((of_copy[n] for n in reversed(groups[-1]) if n in of_copy), None) if goes_on else None
            if last is not None and last.first < of_copy[number].first:
                groups[-1].append(number)
            else:
                groups.append([number])
        elif goes_on and number not in own:
            groups[-1].append(number)
    return tuple(tuple(group) for group in groups)


def _looks(stream: TextIndex) -> dict[int, tuple[str, ...]]:
    """What stands on each page: the very same page twice is one."""
    result: dict[int, list[str]] = defaultdict(list)
    for token in stream.tokens:
        result[token.page].append(token.mark.state if token.kind is TokenKind.MARK and token.mark else token.text)
    return {page: tuple(texts) for page, texts in result.items()}
