"""Opening a file that may be hostile: it is opened, mended in memory where that helps, or refused by name."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.page import WidgetType
from erityisavustus.files import MAX_BYTES, NotPlainError, TooLargeError, plain_bytes
from erityisavustus.reading.acroform.fields import annotations_of, field_of, seen_by_a_person
from erityisavustus.reading.bomb_guard import refuse_object_bombs
from erityisavustus.reading.engine import Engine, EngineDocument
from erityisavustus.reading.engines import default_engine
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.foreign import WRONG_KIND
from erityisavustus.reading.objects import PdfValue, numbers
from erityisavustus.reading.page_geometry import is_size
from erityisavustus.reading.visibility.layers import off_layers

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Opened", "contents", "mended", "open_file"]

MAX_PAGES = 2_000
"""A report with attachments has tens of pages; a guess."""
TOO_MANY_BYTES = f"> {MAX_BYTES // 1024 // 1024} MB"
"""What the finding says of a file's size."""
HEADER_WITHIN = 1024
"""Bytes within which readers accept the header %PDF- (ISO 32000-2, annex on implementation notes)."""

ONLY_A_REFERENCE = re.compile(rb"\bobj\s+\d+\s+\d+\s+R\s+endobj")
"""An object that is nothing but a reference, which no object may be (ISO 32000-2, 7.3.10): pdfminer follows two that
name each other without end, qpdf takes them for null."""
UNSUPPORTED = "unsupported encryption filter"
"""Of qpdf's message for a file that is encrypted for a certificate or by a handler of its own."""
LOST_PAGE = "Pages tree includes non-dictionary object"
"""Of qpdf's warning for a page that it leaves out, such as one with a number too large for any program."""
A4_BOX = (0, 0, 595, 842)
"""Points (ISO 216): the media box of a page that has none."""

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Opened:
    """A file that pikepdf has open, for its structure, and an engine, for what its pages draw."""

    sha256: str
    data: bytes
    password: str
    engine: Engine
    document: EngineDocument
    pike: pikepdf.Pdf
    off_layers: frozenset[int]
    """Object numbers of the optional content groups that are not shown, in both."""

    def close(self) -> None:
        """Close it in both."""
        self.document.close()
        self.pike.close()


def open_file(source: Path | bytes, password: str) -> Opened:
    """Open `source` with pikepdf and the engine.

    What the engine cannot read, or reads with another number of pages, is saved anew by pikepdf in
    memory and read from there. Raises FileError.
    """
    import pikepdf

    data = source if isinstance(source, bytes) else contents(source)
    if len(data) > MAX_BYTES:
        raise FileError(Code.FILE_TOO_LARGE, TOO_MANY_BYTES)
    refuse_object_bombs(data)
    try:
        pike = _pike(data, password)
    except FileError as error:
        if b"%PDF-" in data[:HEADER_WITHIN]:
            raise
        raise FileError(Code.FILE_NOT_PDF, "empty" if not data else "") from error
    try:
        count = len(pike.pages)
    except (pikepdf.PdfError, RuntimeError, *WRONG_KIND) as error:
        raise FileError(Code.FILE_DAMAGED, "pages") from error
    if any(LOST_PAGE in str(warning) for warning in pike.get_warnings()):
        raise FileError(Code.FILE_DAMAGED, "pages")
    if count == 0:
        raise FileError(Code.FILE_DAMAGED, "no pages")
    if count > MAX_PAGES:
        raise FileError(Code.FILE_TOO_LARGE, f"{count}")
    digest = hashlib.sha256(data).hexdigest()
    if _dynamic_xfa(pike):
        raise FileError(Code.FILE_DYNAMIC_XFA)
    sound = data[:5] == b"%PDF-" and not ONLY_A_REFERENCE.search(data)
    engine = default_engine()
    document = _document(engine, data, password, count) if sound else None
    if document is None:
        document, pike = _anew(engine, pike)
    return Opened(digest, data, password, engine, document, pike, off_layers(pike))


def mended(opened: Opened) -> Opened:
    """The file saved anew by pikepdf in memory, and opened by both libraries from there. Raises FileError."""
    document, pike = _anew(opened.engine, opened.pike)
    return replace(opened, document=document, pike=pike, off_layers=off_layers(pike))


def _anew(engine: Engine, pike: pikepdf.Pdf) -> tuple[EngineDocument, pikepdf.Pdf]:
    data = _mended(pike)
    document, anew = _document(engine, data, "", len(pike.pages)), _pike(data, "")  # object numbers are new
    if document is None:
        raise FileError(Code.FILE_DAMAGED, "")
    return document, anew


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises FileError for a file that is not there, or too large for a report."""
    try:
        return plain_bytes(path)
    except NotPlainError as error:
        raise FileError(Code.FILE_NOT_PDF, "special") from error
    except TooLargeError as error:
        raise FileError(Code.FILE_TOO_LARGE, TOO_MANY_BYTES) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FileError(Code.FILE_NOT_FOUND, getattr(error, "strerror", None) or "") from error


def _pike(data: bytes, password: str) -> pikepdf.Pdf:
    import pikepdf

    try:
        return pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise FileError(Code.FILE_ENCRYPTED) from error
    except (pikepdf.PdfError, RuntimeError, *WRONG_KIND) as error:
        if UNSUPPORTED in str(error):
            raise FileError(Code.FILE_ENCRYPTED) from error
        raise FileError(Code.FILE_DAMAGED) from error


def _document(engine: Engine, data: bytes, password: str, count: int) -> EngineDocument | None:
    """The file opened by the engine, or None when it cannot read it as it is."""
    try:
        document = engine.open(data, password)
        if document.page_count == count:
            return document
    except Exception:  # pdfminer raises whatever there is, and no code of ours runs in it: the mended copy is next
        return None
    return None


def _mended(pike: pikepdf.Pdf) -> bytes:
    import pikepdf

    for number, page in enumerate(pike.pages, 1):
        page.obj.MediaBox = pikepdf.Array(_box(page.obj.get("/MediaBox"), number) or A4_BOX)
        crop = _box(page.obj.get("/CropBox"), number)
        if crop is not None:
            page.obj.CropBox = pikepdf.Array(crop)
    out = io.BytesIO()
    try:
        pike.save(
            out, encryption=False, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    except (pikepdf.PdfError, RuntimeError, *WRONG_KIND) as error:
        raise FileError(Code.FILE_DAMAGED) from error
    return out.getvalue()


def _box(value: PdfValue, page: int) -> list[float] | None:
    """The four numbers of a page box, without references; None where they are no box. Raises FileError."""
    import pikepdf

    try:
        box = numbers(value)
    except (pikepdf.PdfError, TypeError, ValueError):
        return None
    if not is_size(box):
        raise FileError(Code.FILE_DAMAGED, "size", page)
    return box if len(box) == 4 and box[0] != box[2] and box[1] != box[3] else None


def _dynamic_xfa(pike: pikepdf.Pdf) -> bool:
    """An XFA form whose pages exist only in an XFA viewer (ISO 32000-1, 12.7.8; deprecated in PDF 2.0).

    It asks to be rendered anew, and no page of the file shows a field to fill in: 'Please wait…' is all there is.
    """
    import pikepdf

    try:
        form, anew = pike.Root.get("/AcroForm"), pike.Root.get("/NeedsRendering", False)
    except (pikepdf.PdfError, AttributeError):
        return False
    if not isinstance(form, pikepdf.Dictionary) or "/XFA" not in form or not anew:
        return False
    try:
        fields = [field_of(a) for page in pike.pages for a in annotations_of(page) if seen_by_a_person(a)]
    except (FileError, pikepdf.PdfError):  # the reading of the page says so
        return False
    return not any(f is not None and f.type not in (WidgetType.SIGNATURE, WidgetType.BUTTON) for f in fields)
