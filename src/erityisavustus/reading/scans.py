"""Which pages are pictures, and their reading by OCR with what lies over the picture."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from erityisavustus.contracts.page import Image, MarkKind, Method, Page
from erityisavustus.reading.engines.rendering import grey_page
from erityisavustus.reading.marks.annotated import without_doubles
from erityisavustus.reading.opening import Opened

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = ["by_ocr", "has_big_picture", "needs_ocr"]

FEW_WORDS = 12
"""Words of its own that a scanned page may carry: a stamp, a file number. A guess."""
UNREADABLE = 0.3
"""Share of characters without Unicode from which a page is read from its picture; fitted."""
BIG_PICTURE = 0.5
"""Share of the page that an image covers where it is the page: a scan, whose invisible text is its OCR layer.
A guess."""


def has_big_picture(images: Sequence[Image], area: float) -> bool:
    """One of the images covers most of a page of this area, in square points."""
    return any(i.bbox.width * i.bbox.height > BIG_PICTURE * area for i in images)


def needs_ocr(page: Page) -> bool:
    """A picture with little or no text of its own on it, or text whose fonts do not say what it is."""
    visible = sum(1 for w in page.words if w.method is Method.TEXT)
    area = page.width * page.height
    strips = sum(i.bbox.width * i.bbox.height for i in page.images) > BIG_PICTURE * area
    pictured = has_big_picture(page.images, area) or strips
    return (visible < FEW_WORDS and pictured) or page.garbled > UNREADABLE


def by_ocr(page: Page, opened: Opened, pool: ThreadPoolExecutor) -> Page | Future[Page]:
    """The page read from its picture; as it is where there is no OCR."""
    from erityisavustus.reading import ocr

    if not ocr.available():
        return page
    grey, scale = grey_page(opened.data, page.number, opened.password)
    return pool.submit(_over_scan, page, grey, scale)


def _over_scan(page: Page, grey: NDArray[numpy.uint8], scale: float) -> Page:
    """The scanned page with the fields and annotations that lie over it; marked where Tesseract gave up on it."""
    from erityisavustus.reading import ocr

    try:
        read = ocr.scanned_page(grey, scale, page.number, page.rotation)
    except ocr.OcrError:
        return replace(page, unread=True)
    over = [w for w in page.words if w.method in (Method.WIDGET, Method.ANNOTATION)]
    marks = [m for m in page.marks if m.kind in (MarkKind.WIDGET, MarkKind.ANNOTATION)]
    return replace(
        read,
        words=read.words + tuple(over),
        marks=tuple(sorted([*without_doubles(read.marks, marks), *marks], key=lambda m: (m.bbox.top, m.bbox.x0))),
        widgets=page.widgets,
        annotations=page.annotations,
    )
