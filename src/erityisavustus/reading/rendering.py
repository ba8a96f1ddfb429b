"""Pictures of pages, for people to look at: drawn by pdfium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.findings import Code
from erityisavustus.reading.errors import FileError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["render"]


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
