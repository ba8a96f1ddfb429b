"""From regions to answers: each field's text, marks and signature, and what could not be placed."""

from __future__ import annotations

import re

from erityisavustus.contracts.answer import Answer, Attachment, Drawn, Located, OptionMark
from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.contracts.geometry import union
from erityisavustus.contracts.page import MarkKind, MarkState, Method
from erityisavustus.form import FieldSpec, Form, Kind, Role
from erityisavustus.locating.align.answer_spans import Region
from erityisavustus.locating.answers.boxless_choices import pointed_at, ringed_in, without_boxes
from erityisavustus.locating.answers.choices import (
    Group,
    Relation,
    bare_mark,
    group_of,
    option_mark,
    paired,
    picked_of,
    stray_mark,
    unclear,
    usual_relation,
)
from erityisavustus.locating.answers.context import Context
from erityisavustus.locating.answers.legibility import cut_off, lost_letters, maybe_lost
from erityisavustus.locating.answers.signature import signed_by
from erityisavustus.locating.answers.signature_block import signature_areas
from erityisavustus.locating.answers.word_accounting import Place, WordAccounting
from erityisavustus.locating.layout.artifacts.leaders import fillers
from erityisavustus.locating.layout.overlaps import overlapping
from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["Answering"]

SEPARATOR = re.compile(r"[/|,;·•–—-]+|tai")
"""What may be printed between two options."""
SURE = 0.99
"""Confidence of a value whose label is found to the letter, from a text layer."""
RIVALLED = 0.6
"""Confidence where another place for a label fits nearly as well."""
MARK_SURE = 0.98
CHOICES = (Kind.CHOICE, Kind.YES_NO)
SMALL_PAGE = 12
"""Words: a page with no more holds an answer that ran over, not an attachment."""


class Answering:
    """Reads the regions of one document."""

    def __init__(
        self, form: Form, regions: list[Region], context: Context, running: set[Token], numbers: set[Token]
    ) -> None:
        self.form = form
        self.regions = regions
        self.context = context
        self.ledger = WordAccounting()
        self.ledger.enter(running, Place.FURNITURE)
        self.ledger.enter(numbers, Place.FORM)
        self.notices: list[Notice] = []
        self._maybe_lost: list[Notice] = []
        self.attachments: list[Attachment] = []
        self._by_field = {r.text.field: i for i, r in enumerate(regions) if r.text.role is Role.LABEL}
        self._groups: dict[str, Group] = {}

    def result(self, before: list[Token], apart: list[Token], match: float, missing: tuple[int, ...]) -> Located:
        """All answers in form order; every token entered in the ledger.

        `before`: what stands before the form's first text; `apart`: pages that are not of this report.
        """
        self._as_attachment(apart)
        for region in self.regions:
            self.ledger.enter(region.label, Place.FORM)
        self._attach(before)
        self._end_of_form()
        for region in self.regions:
            spec = self.form.by_id.get(region.text.field or "")
            if spec is not None and region.text.role is Role.LABEL and spec.kind in CHOICES:
                self._groups[spec.id] = group_of(spec, region.tokens)
        usual = usual_relation(list(self._groups.values()))
        answers = tuple(self._answer(spec, usual) for spec in self.form.fields)
        if any(n.code is Code.TEXT_GARBLED for n in self.notices):
            self.notices += self._maybe_lost
        self._doubts(missing)
        for region in self.regions:
            self._unplaced([t for t in region.tokens if not self.ledger.holds(t)], region)
        totals = {s.number: s.words for s in self.context.sheets.values()}
        return Located(answers, tuple(self.attachments), tuple(self.notices), self.ledger.placements(totals), match)

    # answers

    def _answer(self, spec: FieldSpec, usual: Relation | None) -> Answer:
        index = self._by_field.get(spec.id)
        if spec.printed.shared:
            place = self.form.fields[self.form.fields.index(spec) - 1]
            index = self._by_field.get(place.id)
        if index is None:
            return Answer(spec.id, found=False)
        region = self.regions[index]
        if spec.kind in CHOICES:
            return self._choice(spec, region, usual)
        if spec.kind is Kind.SIGNATURE:
            return self._signature(spec, index)
        return self._text(spec, region)

    def _text(self, spec: FieldSpec, region: Region) -> Answer:
        filler = fillers(region.tokens)
        self.ledger.enter(filler, Place.FORM)
        tokens = [t for t in region.tokens if t not in filler]
        if any(t.kind is TokenKind.WIDGET for t in tokens):
            tokens = [t for t in tokens if t.kind is TokenKind.WIDGET or not t.printed]
        text = self.context.text(tokens)
        if not text.lines:
            return Answer(spec.id, found=True, page=region.page, bbox=region.bbox, confidence=self._surety(region))
        self.ledger.enter(tokens, Place.ANSWER)
        page = text.lines[0].page
        self._unreadable(spec, tokens, text.running)
        if (end := cut_off(text.lines)) is not None:
            self.notices.append(Notice(Code.TEXT_CUT, spec.id, end.page, end.bbox))
        self._hidden(spec, tokens)
        if struck := [t for t in tokens if t.struck]:
            self.notices.append(Notice(Code.TEXT_LOW_CONFIDENCE, spec.id, struck[0].page, struck[0].bbox))
        return Answer(
            spec.id,
            found=True,
            text=text.running if spec.kind is Kind.TEXT else " ".join(text.paragraphs),
            lines=tuple(line.text for line in text.lines),
            page=page,
            bbox=union([line.bbox for line in text.lines if line.page == page]),
            method=_method(tokens),
            confidence=round(min(self._surety(region), min(t.confidence for t in tokens)), 2),
            drawn=_drawn(tokens),
        )

    def _hidden(self, spec: FieldSpec, tokens: list[Token]) -> None:
        """Report that what a person reads is not certain, or that it lies over an older text."""
        for code, doubtful in (
            (Code.TEXT_COVERED, [t for t in tokens if t.covered] or overlapping(tokens)),
            (Code.VALUE_CORRECTED, [t for t in tokens if t.corrected]),
        ):
            if doubtful:
                self.notices.append(Notice(code, spec.id, doubtful[0].page, doubtful[0].bbox))

    def _unreadable(self, spec: FieldSpec, tokens: list[Token], running: str) -> None:
        """Tell of letters that got lost, and keep in mind where some may have."""
        for notices, sign in ((self.notices, lost_letters), (self._maybe_lost, maybe_lost)):
            first = next((t for t in tokens if any(sign(word) for word in t.text.split())), None)
            if first is not None:
                notices.append(Notice(Code.TEXT_GARBLED, spec.id, first.page, first.bbox, running))
                return

    def _surety(self, region: Region) -> float:
        return RIVALLED if region.match.rival else round(SURE * min(1.0, 0.5 + region.match.similarity / 2), 2)

    def _choice(self, spec: FieldSpec, region: Region, usual: Relation | None) -> Answer:
        group = self._groups[spec.id]
        for tokens in group.texts.values():
            self.ledger.enter(tokens, Place.FORM)
        between = [t for t in group.tokens if SEPARATOR.fullmatch(t.text)] + fillers(group.tokens)
        self.ledger.enter(between, Place.FORM)
        if not group.marks:
            self._typed_crosses(group)
        if not group.marks and (picked := picked_of(group)):
            return self._picked(spec, picked)
        rings = {s.number: s.rings for s in self.context.sheets.values()}
        if without_boxes(group):
            drawn = {s.number: (*s.drawings, *(t.bbox for t in group.marks)) for s in self.context.sheets.values()}
            pointed = pointed_at(group, drawn, rings, alone=not any(
                g.marks for g in self._groups.values() if g.spec.kind is spec.kind and g is not group))
            if pointed:
                return self._pointed(spec, group, pointed)
        ringed = ringed_in(group, {s.number: s.drawings for s in self.context.sheets.values()}, rings)
        if ringed and all(t.mark and t.mark.state is MarkState.UNCHECKED for t in group.marks):
            return self._pointed(spec, group, ringed)
        pairing = paired(group, usual)
        marks = tuple(
            option_mark(option.value, pairing.marks[option.value]) for option in spec.options
            if option.value in pairing.marks
        )
        stray = [t for t in group.marks if t not in pairing.marks.values()]
        # In a picture, one box without the other is as likely a part of letters.
        single = not pairing.complete and any(m.kind is MarkKind.OCR for m in marks)
        other = ringed and {m.option for m in ringed} != {m.option for m in marks if m.state is MarkState.CHECKED}
        left = any(t.mark is None or t.mark.state is not MarkState.UNCHECKED for t in stray)
        if pairing.doubtful or single or other or left:
            marks = tuple(unclear(m) for m in marks) or tuple(stray_mark(spec, t) for t in stray)
        self.ledger.enter(group.marks, Place.FORM)
        boxes = [m.bbox for m in marks if m.page == marks[0].page] if marks else []
        return Answer(
            spec.id,
            found=True,
            text=" ".join(t.text for m in marks if m.state is MarkState.CHECKED for t in group.texts.get(m.option, [])),
            page=marks[0].page if marks else region.page,
            bbox=union(boxes) if boxes else region.bbox,
            method=Method.MARK,
            confidence=round(min([MARK_SURE, *(m.confidence for m in marks)]), 2),
            marks=marks,
        )

    def _picked(self, spec: FieldSpec, picked: dict[str, Token]) -> Answer:
        """The answer of a field whose value is an option's text."""
        tokens = list(picked.values())
        self.ledger.enter(tokens, Place.ANSWER)
        marks = tuple(
            OptionMark(option, MarkState.CHECKED, token.page, token.bbox, MarkKind.WIDGET, token.confidence)
            for option, token in picked.items()
        )
        return Answer(spec.id, found=True, text=" ".join(t.text for t in tokens), page=tokens[0].page,
                      bbox=tokens[0].bbox, method=Method.WIDGET, confidence=MARK_SURE, marks=marks,
                      drawn=_drawn(tokens))

    def _pointed(self, spec: FieldSpec, group: Group, marks: tuple[OptionMark, ...]) -> Answer:
        """The answer to a question without boxes."""
        self.ledger.enter(group.marks, Place.FORM)
        chosen = [t for m in marks for t in group.texts[m.option]]
        return Answer(spec.id, found=True, text=" ".join(t.text for t in chosen), page=marks[0].page,
                      bbox=marks[0].bbox, method=Method.MARK, confidence=marks[0].confidence, marks=marks)

    @staticmethod
    def _typed_crosses(group: Group) -> None:
        """A bare X beside an option, where the question has no boxes."""
        used = {t for tokens in group.texts.values() for t in tokens}
        group.marks = [t for t in group.tokens if t not in used and bare_mark(t)]

    def _signature(self, spec: FieldSpec, index: int) -> Answer:
        region = self.regions[index]
        areas = signature_areas(self.regions, index, self.context.sheets)
        ink = {s.number: s.ink for s in self.context.sheets.values()}
        found = signed_by(areas, ink)
        filler = fillers(region.tokens)
        self.ledger.enter(filler, Place.FORM)
        words = [t for t in region.tokens if t not in filler and t.text and t.kind is not TokenKind.MARK]
        text = self.context.text(words)
        self.ledger.enter(words, Place.ANSWER)
        typed = text.running.replace("\n", " ")
        known = True if found else None if words else False
        page, bbox = (found.page, found.bbox) if found else (region.page, region.bbox)
        return Answer(
            spec.id, found=True, text="; ".join(filter(None, (found.signer if found else "", typed))),
            lines=tuple(line.text for line in text.lines), page=page, bbox=bbox,
            method=Method.MARK, confidence=MARK_SURE if known is not None else 0.5,
            signed=known, signed_by=found.kind if found else "text" if words else "", drawn=_drawn(words),
        )

    # the rest

    def _attach(self, before: list[Token]) -> None:
        """Whole pages before the form are attachments; words above its title are not placed."""
        if not self.regions:
            self._unplaced([t for t in before if not self.ledger.holds(t)], None)
            return
        first = self.regions[0].label[0].page
        early = [t for t in before if t.page < first]
        self._as_attachment(early)
        self._unplaced([t for t in before if t.page >= first], None)

    def _end_of_form(self) -> None:
        """Take what follows the last answer out of its region: attachments, or words of no place."""
        if not self.regions or self.regions[-1].text.field != self.form.fields[-1].id:
            return
        region = self.regions[-1]
        here = [t for t in region.tokens if t.page == region.page]
        later = [t for t in region.tokens if t.page > region.page]
        if not here and later:
            page = later[0].page
            over = [t for t in later if t.page == page]
            if len(over) <= SMALL_PAGE:
                here, later = over, [t for t in later if t.page != page]
        self._as_attachment(later)
        lines = self.context.text(here).lines
        kept: set[Token] = set()
        for index, line in enumerate(lines):
            if index and (line.segment.gap_above > line.segment.size or line.segment.block != lines[0].segment.block):
                break
            kept.update(line.tokens)
        region.tokens = [t for t in here if t in kept or not t.text]
        self._unplaced([t for t in here if t not in kept and t.text], region)

    def _as_attachment(self, tokens: list[Token]) -> None:
        self.ledger.enter(tokens, Place.ATTACHMENT)
        for page in sorted({t.page for t in tokens}):
            text = self.context.text([t for t in tokens if t.page == page]).running
            if text:
                self.attachments.append(Attachment(page, text))

    def _unplaced(self, tokens: list[Token], region: Region | None) -> None:
        self.ledger.enter(tokens, Place.UNPLACED)
        field = region.text.field if region is not None and region.text.role is Role.LABEL else None
        for page in sorted({t.page for t in tokens}):
            here = [t for t in tokens if t.page == page and t.text]
            if here:
                words = " ".join(self.context.text(here).paragraphs)
                self.notices.append(
                    Notice(Code.TEXT_UNPLACED, field, page, union([t.bbox for t in here]), words)
                )

    def _doubts(self, missing: tuple[int, ...]) -> None:
        """Say which labels were not found or have a rival, and whose answers that makes doubtful."""
        for index, region in enumerate(self.regions):
            if region.match.rival:
                for other in self.regions[max(0, index - 1) : index + 1]:
                    self._doubt(other)
        for item in missing:
            text = self.form.texts[item]
            if text.role is not Role.LABEL:
                continue
            self.notices.append(Notice(Code.FORM_INCOMPLETE, text.field, detail=text.wordings[0]))
            earlier = [r for r in self.regions if r.match.item < item]
            if earlier:
                self._doubt(earlier[-1])

    def _doubt(self, region: Region) -> None:
        held = [t for t in region.tokens if t.text]
        spec = self.form.by_id.get(region.text.field or "")
        # A typed value is judged by its grammar: what stands there too makes it no value.
        if region.text.role is Role.LABEL and held and spec is not None and spec.kind in (Kind.TEXT, Kind.LINE):
            notice = Notice(Code.TEXT_LOW_CONFIDENCE, region.text.field, held[0].page, held[0].bbox)
            if notice not in self.notices:
                self.notices.append(notice)


def _drawn(tokens: list[Token]) -> tuple[Drawn, ...]:
    """The form fields among the tokens in which the page draws another text than is stored."""
    return tuple(
        Drawn(t.page, t.widget) for t in tokens if t.widget is not None and t.widget.drawn is not None
    )


def _method(tokens: list[Token]) -> Method:
    methods = {t.method for t in tokens if t.text}
    for method in (Method.OCR, Method.WIDGET, Method.ANNOTATION):
        if method in methods:
            return method
    return Method.TEXT
