"""One file in, one `Extraction` out, whatever the file is."""

from __future__ import annotations

import hashlib
import logging

from erityisavustus.contracts.finding import Code, Notice, Severity
from erityisavustus.contracts.page import Document
from erityisavustus.contracts.result import Extraction, Source, Status
from erityisavustus.faults import place_of
from erityisavustus.files import name_of, reported
from erityisavustus.form import FORM
from erityisavustus.judging import Language, findings_of, judge, sayable
from erityisavustus.locating import locate, sheet_of
from erityisavustus.page_facts import facts_of, page_notices, source_kind, why_not_this_form
from erityisavustus.reading import FileError, Readable, contents, given, read

__all__ = ["THIS_FORM", "extract", "unreadable"]

THIS_FORM = 0.4
"""Share of the form's printed texts from which on a file is this form. Another Finnish form shares a heading or
two with it; a report that lost half of its pages still has half of the texts."""
log = logging.getLogger(__name__)


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


def _extracted(document: Document, name: str, language: Language) -> Extraction:
    pages = [(facts_of(page), sheet_of(page)) for page in document.pages]  # no page outlives its turn
    facts = [of_page for of_page, _ in pages]
    located = locate(FORM, [sheet for _, sheet in pages])
    source = Source(
        path=name,
        sha256=document.sha256,
        pages=document.page_count,
        kind=source_kind(facts, located.answers),
        producer=sayable(document.producer) or None,
        turned=tuple(page.turned for page in facts if page.turned is not None),
    )
    if located.match < THIS_FORM:
        return _without_report(source, why_not_this_form(facts), language)
    judged = judge(located)
    findings = findings_of(judged.notices + page_notices(facts, located, judged.notices), language)
    wrong = any(f.severity is Severity.ERROR for f in findings)
    return Extraction(
        source=source,
        status=Status.INVALID if wrong else Status.VALID,
        report=judged.report,
        evidence=judged.evidence,
        attachments=judged.attachments,
        findings=findings,
    )


def unreadable(
    path: str, code: Code, detail: str = "", language: Language = Language.FI, source: Source | None = None,
    page: int | None = None,
) -> Extraction:
    """The result for a file that gives no report; `page`: on which the reason stands."""
    return _without_report(
        source or Source(path=reported(path)), (Notice(code, page=page, detail=detail),), language)


def _without_report(source: Source, why: tuple[Notice, ...], language: Language) -> Extraction:
    return Extraction(source=source, status=Status.UNREADABLE, report=None, findings=findings_of(why, language))
