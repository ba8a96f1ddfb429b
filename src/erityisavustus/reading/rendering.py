"""Pictures of pages, for people to look at: drawn by pdfium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from erityisavustus.findings import Code
from erityisavustus.reading.errors import FileError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["grey_page", "render"]

MAX_PIXELS = 30_000_000
"""Pixels of one page picture; A4 at 300 dpi has 9 million."""
SCAN_DPI = 300


def render(source: Path | bytes, page_number: int, scale: float = 2.0, password: str = "") -> Image:
    """The page as displayed (crop box, /Rotate, form fields and annotations drawn), `scale` pixels a point.

    Raises FileError when pdfium can not draw it.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source, password=password or None)
        try:
            document.init_forms()
            page = document[page_number - 1]
            image: Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            return image
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        raise FileError(Code.FILE_DAMAGED, f"{page_number}") from error


def grey_page(data: bytes, page_number: int, password: str) -> tuple[Any, float]:
    """What is scanned on a page: a uint8 array (height, width) as displayed, and its pixels a point.

    Fields and annotations are left out: they are read as what they are. Raises FileError.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
        try:
            page = document[page_number - 1]
            width, height = page.get_size()
            scale = min(SCAN_DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
            array = bitmap.to_numpy()
            return (array[:, :, 0] if array.ndim == 3 else array).copy(), scale
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise FileError(Code.FILE_DAMAGED, f"{page_number}") from error
