"""One file in, one `Extraction` out, whatever the file is."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator

from erityisavustus.contracts.answer import Answer, Located
from erityisavustus.contracts.finding import Code, Notice, Severity
from erityisavustus.contracts.page import Document, MarkKind, Method, Page, PageSource, Widget
from erityisavustus.contracts.result import Extraction, Source, SourceKind, Status, TurnedPage
from erityisavustus.faults import place_of
from erityisavustus.files import name_of, reported
from erityisavustus.form import FORM
from erityisavustus.judging import Language, findings_of, judge, sayable
from erityisavustus.locating import locate
from erityisavustus.reading import FileError, Readable, contents, given, needs_ocr, ocr_available, read

__all__ = ["THIS_FORM", "extract", "unreadable"]

THIS_FORM = 0.4
"""Share of the form's printed texts from which on a file is this form. Another Finnish form shares a heading or
two with it; a report that lost half of its pages still has half of the texts."""
GARBLED = 0.02
"""Share of a page's characters without usable Unicode that is told of; a lone symbol in a line of text is less."""
log = logging.getLogger(__name__)


class _Observed:
    """The pages on their way to `locate`, and what is to be known of them afterwards."""

    def __init__(self, pages: Iterator[Page]) -> None:
        self._pages = pages
        self.sources: list[PageSource] = []
        self.turned: list[TurnedPage] = []
        self.pictures: list[int] = []
        """Pages that are pictures with hardly a word, and that there is no OCR to read."""
        self.unread: list[int] = []
        """Pages that OCR gave up."""
        self.notices: list[Notice] = []
        """Pages whose letters a font does not tell, and a reviewer's comments."""
        self.conflicts: list[tuple[int, Widget]] = []
        """Text fields whose stored value and appearance differ."""

    def __iter__(self) -> Iterator[Page]:
        for page in self._pages:
            self.sources.append(page.source if page.words else PageSource.NONE)
            if page.unread:
                self.unread.append(page.number)
            elif page.source is not PageSource.OCR and page.garbled <= GARBLED and needs_ocr(page):
                self.pictures.append(page.number)
            if page.rotation or page.skew:
                self.turned.append(TurnedPage(page=page.number, rotation=page.rotation, skew=page.skew))
            self._note(page)
            yield page

    @property
    def unread_scan(self) -> bool:
        """At least half of the pages are pictures, and nothing here can read them."""
        return 2 * len(self.pictures) >= len(self.sources) > 0 and not ocr_available()

    @property
    def gave_up(self) -> bool:
        """At least half of the pages are pictures that OCR gave up."""
        return 2 * len(self.unread) >= len(self.sources) > 0

    def _note(self, page: Page) -> None:
        if page.garbled > GARBLED:
            self.notices.append(Notice(Code.TEXT_GARBLED, page=page.number))
        for comment in page.annotations:
            if not comment.answer and comment.text.strip():
                text = " ".join(comment.text.split())
                self.notices.append(Notice(Code.ANNOTATION_COMMENT, None, page.number, comment.bbox, text))
        self.conflicts += [(page.number, w) for w in page.widgets if w.conflict and w.drawn is not None]


def extract(
    source: Readable, *, path: str | None = None, lang: str = "fi", password: str = "",
    page_workers: int | None = None,
) -> Extraction:
    """Read one submitted report.

    `source`: a path, the bytes of a file, or an open binary file, read from where it stands and not closed; `path`:
    the name to report for it, by default `files.name_of` its path; `lang`: of the messages, 'fi' or 'en';
    `page_workers`: how many scanned pages are read at a time, by default as many as there are processors (1 where
    reports themselves are read side by side). Never raises for what is in the file: a file that gives no report has
    status 'unreadable' and a finding that says why. Raises ValueError for an unknown language and TypeError for a
    source that is none of these, as a file open as text.
    """
    language = Language(lang)
    content, named = given(source)
    name = reported(path) if path is not None else name_of(named)
    bare = Source(path=name)
    try:
        data = content if isinstance(content, bytes) else contents(content)
        bare = Source(path=name, sha256=hashlib.sha256(data).hexdigest())  # of the very bytes that are read below
        document = read(data, path=name, password=password, page_workers=page_workers)
        return _extracted(document, name, language)
    except FileError as error:
        return unreadable(name, error.code, error.detail, language, bare, error.page)
    except MemoryError:
        return unreadable(name, Code.FILE_TOO_LARGE, "", language, bare)
    except RecursionError:
        return unreadable(name, Code.FILE_DAMAGED, "", language, bare)
    except Exception as error:  # all that the file is at fault for came as FileError: this is a mistake of the program
        where = place_of(error)
        log.error("internal error: %s", where)  # never the message of the exception: it may hold values
        return unreadable(name, Code.FILE_INTERNAL, where, language, bare)


def unreadable(
    path: str, code: Code, detail: str = "", language: Language = Language.FI, source: Source | None = None,
    page: int | None = None,
) -> Extraction:
    """The result for a file that gives no report; `page`: on which the reason stands."""
    return _without_report(
        source or Source(path=reported(path)), (Notice(code, page=page, detail=detail),), language)


def _without_report(source: Source, why: tuple[Notice, ...], language: Language) -> Extraction:
    return Extraction(source=source, status=Status.UNREADABLE, report=None, findings=findings_of(why, language))


def _extracted(document: Document, name: str, language: Language) -> Extraction:
    observed = _Observed(document.pages)
    located = locate(FORM, observed)
    source = Source(
        path=name, sha256=document.sha256, pages=document.page_count, kind=_kind(observed, located.answers),
        producer=sayable(document.producer) or None, turned=tuple(observed.turned),
    )
    if located.match < THIS_FORM:
        if observed.gave_up:
            return _without_report(source, tuple(Notice(Code.PAGE_UNREAD, page=n) for n in observed.unread), language)
        code = Code.FILE_NEEDS_OCR if observed.unread_scan else Code.FILE_NOT_THIS_FORM
        return unreadable(name, code, "", language, source)
    judged = judge(located)
    findings = findings_of(judged.notices + _unread(observed, located, judged.notices), language)
    wrong = any(f.severity is Severity.ERROR for f in findings)
    return Extraction(
        source=source,
        status=Status.INVALID if wrong else Status.VALID,
        report=judged.report,
        evidence=judged.evidence,
        attachments=judged.attachments,
        findings=findings,
    )


def _unread(observed: _Observed, located: Located, notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """What the pages themselves tell. A page that is a picture is a doubt inside the form and a remark after it,
    where photographs are usual.

    `notices`: of the report. A page that OCR gave up may hold what is missing of the form.
    """
    partial = any(n.code is Code.FORM_INCOMPLETE and n.severity is not Severity.INFO for n in notices)
    last = max((a.page for a in located.answers if a.page is not None), default=0)
    answered = {(d.page, d.bbox) for a in located.answers for d in a.drawn}
    conflicts = tuple(
        Notice(Code.VALUE_CONFLICT, None, page, widget.bbox, widget.name)
        for page, widget in observed.conflicts if (page, widget.bbox) not in answered
    )
    return tuple(observed.notices) + conflicts + tuple(
        Notice(Code.FILE_NEEDS_OCR, page=n, detail="page", severity=Severity.WARNING if n < last else Severity.INFO)
        for n in observed.pictures
    ) + tuple(
        Notice(Code.PAGE_UNREAD, page=n, severity=Severity.ERROR if partial or n <= last else Severity.INFO)
        for n in observed.unread
    )


def _kind(observed: _Observed, answers: tuple[Answer, ...]) -> SourceKind:
    sources = {s for s in observed.sources if s is not PageSource.NONE}
    pictures = observed.pictures or observed.unread
    if sources == {PageSource.OCR} or (not sources and pictures):
        return SourceKind.SCAN
    if PageSource.OCR in sources or pictures:
        return SourceKind.MIXED
    for answer in answers:
        if answer.method is Method.WIDGET or any(m.kind is MarkKind.WIDGET for m in answer.marks):
            return SourceKind.ACROFORM
    return SourceKind.TEXT

