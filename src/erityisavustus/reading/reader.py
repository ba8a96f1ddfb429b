"""The one way through the layer: `read`."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.page import Document, Page
from erityisavustus.reading.bomb_guard import BombGuard
from erityisavustus.reading.digital_page import digital_page
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.foreign import WRONG_KIND, is_of_the_file
from erityisavustus.reading.opening import Opened, mended, open_file
from erityisavustus.reading.scans import by_ocr, needs_ocr
from erityisavustus.reading.text.lines import text_lines
from erityisavustus.reading.visibility.pixels import PageDrawer

if TYPE_CHECKING:
    import pikepdf

__all__ = ["read"]

RECOVERED = "recovered stream length"
"""Of qpdf's warning where the data of a stream do not end where its dictionary says."""


def read(
    source: Path | bytes, *, path: str | None = None, password: str = "", page_workers: int | None = None
) -> Document:
    """Open a PDF; its pages are read one by one as they are asked for.

    `source`: a file or its bytes; `path`: the name to report, when it is not the file's own; `page_workers`: how many
    scanned pages are read at a time, one thread each, as many as there are processors when None.
    Raises FileError, here or from the iterator of pages.
    """
    opened = open_file(source, password)
    name = path if path is not None else (str(source) if isinstance(source, Path) else "-")
    return Document(
        path=name,
        sha256=opened.sha256,
        producer=_producer(opened.pike),
        page_count=len(opened.pike.pages),
        has_form=_has_form(opened.pike),
        pages=_pages(opened, page_workers or os.cpu_count() or 1),
    )


def _producer(pike: pikepdf.Pdf) -> str:
    import pikepdf

    try:
        value = pike.docinfo.get("/Producer") if pike.trailer.get("/Info") is not None else None
        return " ".join(str(value).split()) if value is not None else ""
    except (pikepdf.PdfError, *WRONG_KIND):  # a broken information dictionary
        return ""


def _has_form(pike: pikepdf.Pdf) -> bool:
    import pikepdf

    try:
        return len(pike.Root.AcroForm.Fields) > 0
    except (pikepdf.PdfError, *WRONG_KIND):
        return False


def _pages(opened: Opened, workers: int) -> Iterator[Page]:
    """Digital pages as they come; scanned ones by OCR side by side, all in order and few in memory."""
    waiting: deque[Page | Future[Page]] = deque()
    pool = ThreadPoolExecutor(max_workers=workers)  # starts no thread before it is given work
    try:
        with PageDrawer(opened.data, opened.password) as drawer:
            whole = _Guarded(opened, drawer)
            for index in range(len(opened.pike.pages)):
                found = whole.page(index)
                waiting.append(by_ocr(found, opened, pool) if needs_ocr(found) else found)
                while waiting and (isinstance(waiting[0], Page) or len(waiting) > workers):
                    yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        opened.close()


def _done(page: Page | Future[Page]) -> Page:
    """The page with its lines, which are found once: when all its words are known, by whatever way they came."""
    read_page = page if isinstance(page, Page) else page.result()
    return replace(read_page, lines=text_lines(read_page.words))


class _Guarded:
    """The pages of a file; whatever is wrong in one is raised as a FileError.

    A page that the engine cannot read is read once more from a mended copy of the file.
    """

    def __init__(self, opened: Opened, drawer: PageDrawer) -> None:
        self._opened = opened
        self._drawer = drawer
        self._mended: Opened | None = None
        self._recovered: Opened | None = None
        """The mended copy, from the page on that has a stream whose /Length is wrong: pdfminer believes it."""
        self._bombs = BombGuard()
        self._redraws = _need_appearances(opened.pike)

    def page(self, index: int) -> Page:
        try:
            self._bombs.refuse_bombs(self._opened.pike.pages[index])
            if any(RECOVERED in str(warning) for warning in self._opened.pike.get_warnings()):
                self._recovered = self._mended = self._mended or mended(self._opened)
            try:
                return self._read(self._recovered or self._opened, index)
            except FileError:
                raise
            except Exception as error:  # pdfminer raises whatever there is on malformed input (see `foreign`)
                if not is_of_the_file(error):
                    raise
                self._mended = self._mended or mended(self._opened)
                return self._read(self._mended, index)
        except FileError as error:
            raise error if error.page else FileError(error.code, error.detail, index + 1) from error
        except Exception as error:  # the mended copy is malformed too, or what the guard looks at is
            if not is_of_the_file(error):
                raise
            raise FileError(Code.FILE_DAMAGED, "", index + 1) from error

    def _read(self, opened: Opened, index: int) -> Page:
        return digital_page(opened, index, self._drawer, need_appearances=self._redraws)


def _need_appearances(pike: pikepdf.Pdf) -> bool:
    """Viewers are asked to draw the fields anew from their values (12.7.3)."""
    import pikepdf

    try:
        return bool(pike.Root.AcroForm.get("/NeedAppearances", False))
    except (pikepdf.PdfError, *WRONG_KIND):
        return False
