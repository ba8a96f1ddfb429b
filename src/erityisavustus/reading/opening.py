"""Opening a file that may be hostile: told apart, mended in memory where that helps, or refused by name."""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from erityisavustus.findings import Code
from erityisavustus.pages import WidgetType
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.fields import annotations_of, field_of, seen_by_a_person
from erityisavustus.reading.visibility.layers import off_layers

__all__ = ["Opened", "mended", "open_file"]

MAX_PAGES = 2_000
"""A report with attachments has tens of pages."""
MAX_BYTES = 512 * 1024 * 1024
HEADER_WITHIN = 1024
"""Bytes within which readers accept the header %PDF- (ISO 32000-2, annex on implementation notes)."""

UNSUPPORTED = "unsupported encryption filter"
"""Of qpdf's message for a file that is encrypted for a certificate or by a handler of its own."""
A4 = (0, 0, 595, 842)

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Opened:
    """A file both libraries have open."""

    sha256: str
    data: bytes
    password: str
    plumber: Any
    """pdfplumber.PDF"""
    pike: Any
    """pikepdf.Pdf"""
    off_layers: frozenset[int]
    """Object numbers of the optional content groups that are not shown, in both."""


def open_file(source: Path | bytes, password: str) -> Opened:
    """Open `source` with pikepdf and pdfplumber.

    What pdfplumber can not read, or reads with another number of pages, is saved anew by pikepdf in
    memory and read from there. Raises FileError.
    """
    data = source if isinstance(source, bytes) else _bytes(source)
    try:
        pike = _pike(data, password)
    except FileError as error:
        if b"%PDF-" in data[:HEADER_WITHIN]:
            raise
        raise FileError(Code.FILE_NOT_PDF, "empty" if not data else "") from error
    try:
        count = len(pike.pages)
    except Exception as error:
        raise FileError(Code.FILE_DAMAGED, "pages") from error
    if count == 0:
        raise FileError(Code.FILE_DAMAGED, "no pages")
    if count > MAX_PAGES:
        raise FileError(Code.FILE_TOO_LARGE, f"{count}")
    digest = hashlib.sha256(data).hexdigest()
    if _dynamic_xfa(pike):
        raise FileError(Code.FILE_DYNAMIC_XFA)
    plumber = _plumber(data, password, count) if data[:5] == b"%PDF-" else None
    opened = Opened(digest, data, password, plumber, pike, off_layers(pike))
    return opened if plumber is not None else mended(opened)


def mended(opened: Opened) -> Opened:
    """The file saved anew by pikepdf in memory, and opened by both libraries from there. Raises FileError."""
    data = _mended(opened.pike)
    plumber, pike = _plumber(data, "", len(opened.pike.pages)), _pike(data, "")  # object numbers are new
    if plumber is None:
        raise FileError(Code.FILE_DAMAGED, "")
    return replace(opened, plumber=plumber, pike=pike, off_layers=off_layers(pike))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir() or not path.exists():
            raise FileError(Code.FILE_NOT_FOUND)
        if path.stat().st_size > MAX_BYTES:
            raise FileError(Code.FILE_TOO_LARGE, f"{path.stat().st_size // 1024 // 1024} MB")
        return path.read_bytes()
    except OSError as error:
        raise FileError(Code.FILE_NOT_FOUND, error.strerror or "") from error


def _pike(data: bytes, password: str) -> Any:
    import pikepdf

    try:
        return pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise FileError(Code.FILE_ENCRYPTED) from error
    except Exception as error:
        if UNSUPPORTED in str(error):
            raise FileError(Code.FILE_ENCRYPTED) from error
        raise FileError(Code.FILE_DAMAGED) from error


def _plumber(data: bytes, password: str, count: int) -> Any:
    """The file opened by pdfplumber, or None when it can not read it as it is."""
    import pdfplumber

    try:
        pdf = pdfplumber.open(io.BytesIO(data), password=password)
        if len(pdf.pages) == count:
            return pdf
    except Exception:  # whatever it is, the mended copy is tried next
        return None
    return None


def _mended(pike: Any) -> bytes:
    import pikepdf

    for page in pike.pages:
        page.obj.MediaBox = pikepdf.Array(_box(page.obj.get("/MediaBox")) or A4)
        crop = _box(page.obj.get("/CropBox"))
        if crop is not None:
            page.obj.CropBox = pikepdf.Array(crop)
    out = io.BytesIO()
    try:
        pike.save(
            out, encryption=False, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    except Exception as error:
        raise FileError(Code.FILE_DAMAGED) from error
    return out.getvalue()


def _box(value: Any) -> list[float] | None:
    """The four numbers of a page box, without references; None where they are no box."""
    try:
        numbers = [float(v) for v in value]
    except Exception:
        return None
    return numbers if len(numbers) == 4 and numbers[0] != numbers[2] and numbers[1] != numbers[3] else None


def _dynamic_xfa(pike: Any) -> bool:
    """An XFA form whose pages exist only in an XFA viewer (ISO 32000-1, 12.7.8; deprecated in PDF 2.0).

    It asks to be rendered anew, and no page of the file shows a field to fill in: 'Please wait…' is all there is.
    """
    try:
        form = pike.Root.get("/AcroForm")
        if form is None or "/XFA" not in form or not pike.Root.get("/NeedsRendering", False):
            return False
        fields = (field_of(a) for page in pike.pages for a in annotations_of(page) if seen_by_a_person(a))
        return not any(f is not None and f.type not in (WidgetType.SIGNATURE, WidgetType.BUTTON) for f in fields)
    except Exception:
        return False
