"""What is to be known of a file's pages beside the answers on them, gathered page by page as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from erityisavustus.contracts.answer import Answer, Drawn, Located
from erityisavustus.contracts.finding import Code, Notice, Severity
from erityisavustus.contracts.page import MarkKind, Method, Page, PageSource
from erityisavustus.contracts.result import SourceKind, TurnedPage
from erityisavustus.reading import needs_ocr, ocr_available

__all__ = ["PageFacts", "facts_of", "page_notices", "source_kind", "why_not_this_form"]

REPORTED_GARBLED = 0.02
"""Share of a page's characters without usable Unicode from which it is reported (a guess): a lone symbol in a line of
text is less."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is to be known of one page."""

    number: int
    source: PageSource
    picture: bool
    """It is a picture with hardly a word, and there is no OCR to read it."""
    unread: bool
    """It is a picture that OCR gave up."""
    turned: TurnedPage | None
    """How it was turned to be read, if it was."""
    notices: tuple[Notice, ...]
    """Letters that their font does not tell, and a reviewer's comments."""
    conflicts: tuple[Drawn, ...]
    """Text fields whose stored value and appearance differ."""


def facts_of(page: Page) -> PageFacts:
    """Of one page; small, so that those of all pages can be kept."""
    garbled = page.garbled > REPORTED_GARBLED
    turned = TurnedPage(page=page.number, rotation=page.rotation, skew=page.skew)
    return PageFacts(
        number=page.number,
        source=page.source if page.words else PageSource.NONE,
        picture=not page.unread and page.source is not PageSource.OCR and not garbled and needs_ocr(page),
        unread=page.unread,
        turned=turned if page.rotation or page.skew else None,
        notices=((Notice(Code.TEXT_GARBLED, page=page.number),) if garbled else ()) + _comments(page),
        conflicts=tuple(Drawn(page.number, w) for w in page.widgets if w.conflict and w.drawn is not None),
    )


def _comments(page: Page) -> tuple[Notice, ...]:
    return tuple(
        Notice(Code.ANNOTATION_COMMENT, None, page.number, comment.bbox, text)
        for comment in page.annotations if not comment.answer and (text := " ".join(comment.text.split()))
    )


def source_kind(pages: Sequence[PageFacts], answers: Sequence[Answer]) -> SourceKind:
    """How the report arrived: by its pages, and by how its answers were read."""
    sources = {p.source for p in pages if p.source is not PageSource.NONE}
    pictures = any(p.picture or p.unread for p in pages)
    if sources == {PageSource.OCR} or (not sources and pictures):
        return SourceKind.SCAN
    if PageSource.OCR in sources or pictures:
        return SourceKind.MIXED
    for answer in answers:
        if answer.method is Method.WIDGET or any(m.kind is MarkKind.WIDGET for m in answer.marks):
            return SourceKind.ACROFORM
    return SourceKind.TEXT


def why_not_this_form(pages: Sequence[PageFacts]) -> tuple[Notice, ...]:
    """Why too few of the form's texts were found: half of the pages could not be read, or it is no such form."""
    unread = [p.number for p in pages if p.unread]
    if 2 * len(unread) >= len(pages) > 0:
        return tuple(Notice(Code.PAGE_UNREAD, page=number) for number in unread)
    pictures = sum(1 for p in pages if p.picture)
    unreadable = 2 * pictures >= len(pages) > 0 and not ocr_available()
    return (Notice(Code.FILE_NEEDS_OCR if unreadable else Code.FILE_NOT_THIS_FORM),)


def page_notices(pages: Sequence[PageFacts], located: Located, judged: Sequence[Notice]) -> tuple[Notice, ...]:
    """What is reported of the pages beside the report's own notices, `judged`.

    A page that is a picture is a doubt inside the form and a remark after it, where photographs are usual. A page
    that OCR gave up may hold what is missing of the form.
    """
    partial = any(n.code is Code.FORM_INCOMPLETE and n.severity is not Severity.INFO for n in judged)
    last = max((a.page for a in located.answers if a.page is not None), default=0)
    answered = {drawn for answer in located.answers for drawn in answer.drawn}
    return (
        *(notice for page in pages for notice in page.notices),
        *(Notice(Code.VALUE_CONFLICT, None, c.page, c.widget.bbox, c.widget.name)
          for page in pages for c in page.conflicts if c not in answered),
        *(Notice(Code.FILE_NEEDS_OCR, page=page.number, detail="page",
                 severity=Severity.WARNING if page.number < last else Severity.INFO)
          for page in pages if page.picture),
        *(Notice(Code.PAGE_UNREAD, page=page.number,
                 severity=Severity.ERROR if partial or page.number <= last else Severity.INFO)
          for page in pages if page.unread),
    )
