"""`report inspect`: what the reader sees in any PDF, our form or not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import IO

from erityisavustus.batch import Limits
from erityisavustus.batch.workers.guarded import guarded
from erityisavustus.cli.consoles import console
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.streams import NotWrittenError, items_from, opened, say
from erityisavustus.contracts.finding import Code, Notice
from erityisavustus.contracts.page import Page
from erityisavustus.contracts.result import Finding
from erityisavustus.form import FORM
from erityisavustus.judging import Language, findings_of
from erityisavustus.locating import locate, sheet_of
from erityisavustus.output.inspection import page_json, page_summary
from erityisavustus.output.printable import safe_json
from erityisavustus.reading import FileError, read

__all__ = ["inspect_command"]

DRAWING_SCALE = 2.0
"""Pixels a point of the pictures: 144 dpi, enough to read small print."""
HEADINGS = ("page", "size (pt)", "words", "marks", "widgets", "images", "text from")
"""Of the cells of `page_summary`."""


def inspect_command(path: str, lang: str, png: Path | None, limits: Limits, *, json: bool) -> Exit:
    """Print the pages, and draw them into the folder `png`. Raises NotWrittenError.

    Pages are written as they are read, so that memory is bounded by a page; a file that breaks off in the
    middle leaves its whole pages and a finding.
    """
    items = items_from([path])
    source, name = items[0].source, items[0].path
    if len(items) != 1 or source is None or Path(path).is_dir():
        say("report inspect: one file, please")
        return Exit.USAGE
    seen = _Seen()
    with opened(None) as out:
        pages = _pages(source, name, limits) if png is None else _drawn(source, name, png, limits)
        (_as_json if json else _as_table)(seen.over(pages), seen, Language(lang), out)
    for finding in seen.findings(Language(lang)):
        say(f"{name}: {finding.message}")
    if seen.broken is None:
        return Exit.OK
    return Exit.INTERNAL if seen.broken.code is Code.FILE_INTERNAL else Exit.NO_REPORT


class _Seen:
    """The pages that could be read, and what ended them too early."""

    def __init__(self) -> None:
        self.broken: FileError | None = None

    def over(self, pages: Iterator[Page]) -> Iterator[Page]:
        try:
            yield from pages
        except FileError as error:
            self.broken = error

    def findings(self, language: Language) -> tuple[Finding, ...]:
        notices = (Notice(self.broken.code, page=self.broken.page, detail=self.broken.detail),) if self.broken else ()
        return findings_of(notices, language)


def _pages(source: Path | bytes, name: str, limits: Limits) -> Iterator[Page]:
    return guarded(lambda: read(source, path=name).pages, limits)


def _as_json(pages: Iterator[Page], seen: _Seen, language: Language, out: IO[str]) -> None:
    out.write('{"pages": [')
    before = "\n"
    for page in pages:
        out.write(before + page_json(page))
        before = ",\n"
    out.write("\n]")
    if seen.broken:
        findings = [f.model_dump(mode="json") for f in seen.findings(language)]
        out.write(',\n"findings": ' + safe_json(dumps(findings, ensure_ascii=False)))
    out.write("}\n")


def _as_table(pages: Iterator[Page], _seen: _Seen, _language: Language, out: IO[str]) -> None:
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(*HEADINGS, box=SIMPLE)
    for page in pages:
        table.add_row(*page_summary(page))
    if table.row_count:
        console(out).print(table)


def _drawn(source: Path | bytes, name: str, folder: Path, limits: Limits) -> Iterator[Page]:
    """All pages, each drawn to page-001.png and so on."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page, picture in guarded(lambda: _pictures(source, name), limits):
            (folder / f"page-{page.number:03}.png").write_bytes(picture)
            yield page
    except OSError as error:
        raise NotWrittenError(f"{folder}: {error.strerror}") from error


def _pictures(source: Path | bytes, name: str) -> Iterator[tuple[Page, bytes]]:
    """Each page with its picture; the answers need the whole document first."""
    from erityisavustus.output.pages.page_drawing import draw_page
    from erityisavustus.reading.engines.rendering import render

    pages = list(read(source, path=name).pages)
    answers = locate(FORM, [sheet_of(page) for page in pages]).answers
    for page in pages:
        out = io.BytesIO()
        draw_page(render(source, page.number, DRAWING_SCALE), page, answers, DRAWING_SCALE).save(out, "PNG")
        yield page, out.getvalue()
