"""Files opened by pdfplumber, their pages run by pdfminer's interpreter into records."""

from __future__ import annotations

import io
import logging
from copy import copy

from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.engines.pdfminer.interpreter import Interpreter
from erityisavustus.reading.engines.pdfminer.recorder import Recorder
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.page_geometry import is_size, ordered
from erityisavustus.reading.records import Contents

__all__ = ["PdfminerDocument", "PdfminerEngine"]

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class PdfminerEngine:
    """The default engine."""

    def open(self, data: bytes, password: str = "") -> PdfminerDocument:
        """Open the bytes of a PDF."""
        return PdfminerDocument(PDF.open(io.BytesIO(data), password=password))


class PdfminerDocument:
    """A file that pdfplumber has open."""

    def __init__(self, pdf: PDF) -> None:
        self._pdf = pdf

    @property
    def page_count(self) -> int:
        return len(self._pdf.pages)

    def contents(self, index: int, off_layers: frozenset[int] = frozenset(), turn: int = 0) -> Contents:
        """What page `index` draws; see `EngineDocument`."""
        page = self._pdf.pages[index]
        try:
            return self._recorded(page, off_layers, turn)
        finally:
            page.close()

    def _recorded(self, page: Page, off_layers: frozenset[int], turn: int) -> Contents:
        run = copy(page.page_obj)
        run.mediabox, run.cropbox = ordered(Rect(*run.mediabox)), ordered(Rect(*run.cropbox))
        if not is_size((*run.mediabox, *run.cropbox)):
            raise FileError(Code.FILE_DAMAGED, "size", page.page_number)
        run.rotate = (int(run.rotate) + 90 * turn) % 360
        recorder = Recorder(self._pdf.rsrcmgr, off_layers)
        Interpreter(self._pdf.rsrcmgr, recorder).process_page(run)
        return recorder.contents(run.mediabox, run.cropbox, run.rotate)

    def close(self) -> None:
        """Close the file."""
        self._pdf.close()
