"""The one way through the layer: `locate`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from erityisavustus.contracts.answer import Located
from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.form import Form, Role
from erityisavustus.locating.align.alignment import Alignment, align
from erityisavustus.locating.align.answer_spans import regions_of
from erityisavustus.locating.align.candidates import Candidate, LabelStarts, candidates
from erityisavustus.locating.align.copies import Copies, copies_in, disputed
from erityisavustus.locating.align.text_index import TextIndex
from erityisavustus.locating.answers.answering import Answering
from erityisavustus.locating.answers.context import Context
from erityisavustus.locating.answers.hyphens import Hyphenation
from erityisavustus.locating.answers.paragraphs import Layout
from erityisavustus.locating.layout.artifacts.margin_notes import line_numbers, margin_notes
from erityisavustus.locating.layout.artifacts.overprints import overprints
from erityisavustus.locating.layout.artifacts.running_lines import furniture
from erityisavustus.locating.layout.columns import column_stretches
from erityisavustus.locating.layout.label_numbers import label_numbers
from erityisavustus.locating.layout.page_breaks import joined_pages
from erityisavustus.locating.layout.reading_order import reading_order
from erityisavustus.locating.layout.tokens import Segment, Token, TokenKind
from erityisavustus.locating.sheet import Sheet, lines_left

__all__ = ["locate"]


def locate(form: Form, sheets: Sequence[Sheet]) -> Located:
    """Find the answers of `form` on the sheets of a document's pages.

    Every word of every page is accounted for in `Located.placements`.
    """
    starts = LabelStarts(form)
    recurring, lone = overprints([s.tokens for s in sheets])
    recurring |= line_numbers([s.tokens for s in sheets])
    for sheet in sheets:
        lone.update(margin_notes(sheet.lines, sheet.tokens, sheet.facts.width))
    bodies = [[t for t in sheet.tokens if t not in recurring and t not in lone] for sheet in sheets]
    lines = [lines_left(sheet.lines, recurring | lone) for sheet in sheets]
    running = furniture([(x, s.facts.height) for x, s in zip(lines, sheets, strict=True)], starts.of_form)
    blocks = count(1)
    bodies = [[t for t in body if t not in running] for body in bodies]
    lines = [lines_left(inner, running) for inner in lines]
    numbers = label_numbers(
        [(b, x, s.facts.grid) for b, x, s in zip(bodies, lines, sheets, strict=True)], starts)
    bodies = [[t for t in body if t not in numbers] for body in bodies]
    columns = column_stretches(bodies, starts.place)
    parts = [(sheet.facts.number, reading_order(stretch, sheet.facts.grid, starts, blocks))
             for stretches, sheet in zip(columns, sheets, strict=True) for stretch in stretches]
    segments = joined_pages([p for _, p in parts], starts)
    _measure_gaps(segments)
    stream = TextIndex(segments)
    context = Context(
        {s.facts.number: s.facts for s in sheets},
        Layout(segments, _hyphenation(form, segments)),
        {id(t): segments[stream.segment_of[i]] for i, t in enumerate(stream.tokens)}
        | {id(t): Segment([t], t.page) for t in lone},
    )
    reading = _Reading(form, context, running | recurring, numbers)
    beside = sorted(lone, key=lambda t: (t.page, t.baseline, t.bbox.x0))
    found = candidates(form, stream)
    copies = copies_in(form, stream, found)
    if copies is None:
        return reading.located(stream, found, beside)
    streams = [
        TextIndex(joined_pages([p for number, p in parts if number in pages], starts))
        for pages in [{s.facts.number for s in sheets}.difference(copies.pages), *copies.groups]
    ]
    first = _first_of(copies, reading, streams, beside)
    return first if first is not None else reading.located(stream, found, beside)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Answers from a stream of the document's tokens."""

    form: Form
    context: Context
    running: set[Token]
    numbers: set[Token]

    def located(
        self, stream: TextIndex, found: list[Candidate], beside: list[Token], apart: list[Token] | None = None
    ) -> Located:
        """`beside`: words beside the text; `apart`: words of pages that are not of this report."""
        alignment = align(self.form, stream, found)
        before, regions = regions_of(self.form, stream, alignment)
        answering = Answering(self.form, regions, self.context, self.running, self.numbers)
        return answering.result(
            [*before, *beside], apart or [], match=_match(self.form, alignment), missing=alignment.missing)


def _first_of(copies: Copies, reading: _Reading, streams: list[TextIndex], beside: list[Token]) -> Located | None:
    """The answers of the report that is read, each with the pages on which another copy says otherwise.

    `streams`: of that report, and of each group of pages of other copies. None where those pages begin no form
    and say nothing else.
    """
    others, form, stream = set(copies.pages), reading.form, streams[0]
    apart = [t for s in streams[1:] for t in s.tokens] + [t for t in beside if t.page in others]
    located = reading.located(stream, candidates(form, stream), [t for t in beside if t.page not in others], apart)
    compared = [] if copies.appended else streams[1:]
    read = [reading.located(s, candidates(form, s), []).answers for s in compared]
    pages = disputed(form, located.answers, read)
    for field, page in copies.doubled.items():
        pages.setdefault(field, set()).add(page)
    if not pages and not copies.begun:
        return None
    answers = tuple(replace(a, disputed=tuple(sorted(pages.get(a.field, ())))) for a in located.answers)
    foreign = tuple(sorted(others | set(copies.doubled.values())))
    notices = [Notice(Code.FORM_SEVERAL, page=foreign[0], detail=_listed(foreign))]
    notices += [Notice(Code.TEXT_LOW_CONFIDENCE, a.field, a.page, a.bbox)
                for a in answers if a.field in copies.joined and a.text and not a.disputed and not a.marks]
    return replace(located, answers=answers, notices=(*located.notices, *notices))


def _listed(pages: tuple[int, ...]) -> str:
    """'1, 4–6'."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else f"{r[0]}" for r in runs)


def _measure_gaps(segments: list[Segment]) -> None:
    """The distance of each segment from the text above it in the same block; large where a block begins."""
    for above, segment in pairwise(segments):
        if above.page == segment.page and above.block == segment.block and above.bbox.bottom <= segment.bbox.bottom:
            segment.gap_above = max(0.0, segment.bbox.top - above.bbox.bottom)
        else:
            segment.gap_above = 2 * segment.size


def _hyphenation(form: Form, segments: list[Segment]) -> Hyphenation:
    """What the document's words tell; a word of the form that is parted at a line's end proves hyphenation."""
    inner = [word for text in form.texts for wording in text.wordings for word in wording.split()]
    edges: list[tuple[str, str]] = []
    last: Token | None = None
    for segment in segments:
        words = [t for t in segment.tokens if t.kind is TokenKind.WORD]
        if not words:
            continue
        inner += [t.text for t in words[1:-1]]
        if last is not None:
            edges.append((last.text, words[0].text))
        last = words[-1]
    return Hyphenation(inner, edges)


def _match(form: Form, alignment: Alignment) -> float:
    asked = sum(1 for t in form.texts if t.role is not Role.OPTION)
    return len(alignment.matches) / asked
