"""Pictures of pages, for people to look at: drawn by pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from erityisavustus.contracts.finding import Code
from erityisavustus.reading.errors import FileError

if TYPE_CHECKING:
    import numpy
    import pypdfium2
    from numpy.typing import NDArray
    from PIL.Image import Image

__all__ = ["Drawn", "grey_page", "render", "upright"]

MAX_PAGE_PIXELS = 30_000_000
"""Pixels of one page picture, coarser beyond; A4 at 300 dpi has 9 million."""
SCAN_DPI = 300
"""Pixels an inch: what Tesseract's documentation asks for, and what most scanners are set to."""


class Drawn(NamedTuple):
    """The picture of a page and the page's size in points."""

    picture: Image
    width: float
    height: float


def render(source: Path | bytes, page_number: int, scale: float = 2.0, password: str = "") -> Image:
    """The page as displayed (crop box, /Rotate, form fields and annotations drawn), `scale` pixels a point.

    Raises FileError when pdfium cannot draw it.
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


def upright(
    source: Path | bytes, turned: Mapping[int, tuple[int, float]], scale: float, max_pixels: int = MAX_PAGE_PIXELS,
    password: str = "",
) -> Iterator[Drawn | None]:
    """Every page as the coordinates of its answers see it, one after the other; None for one that cannot be drawn.

    `turned`: by page number the rotation (degrees clockwise, as /Rotate counts) and the skew (degrees
    counter-clockwise) under which the page was read; other pages are as displayed. `scale`: pixels a point, less on
    a page that would have more than `max_pixels`. Raises FileError when the file cannot be opened.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source, password=password or None)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise FileError(Code.FILE_DAMAGED) from error
    try:
        document.init_forms()
        for index in range(len(document)):
            try:
                yield _upright(document[index], turned.get(index + 1), scale, max_pixels)
            except pypdfium2.PdfiumError:
                yield None
    finally:
        document.close()


def _upright(page: pypdfium2.PdfPage, turned: tuple[int, float] | None, scale: float, max_pixels: int) -> Drawn:
    rotation, skew = turned or (page.get_rotation(), 0.0)
    turn = round((rotation - page.get_rotation()) / 90) * 90 % 360
    width, height = page.get_size()
    scale = min(scale, (max_pixels / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, rotation=turn, may_draw_forms=True)
    picture: Image = bitmap.to_pil().convert("RGB")
    page.close()
    if skew:
        from PIL.Image import Resampling

        picture = picture.rotate(skew, Resampling.BICUBIC, fillcolor="white")
    return Drawn(picture, *((height, width) if turn % 180 else (width, height)))


def grey_page(data: Path | bytes, page_number: int, password: str) -> tuple[NDArray[numpy.uint8], float]:
    """What is scanned on a page: a uint8 array (height, width) as displayed, and its pixels a point.

    Fields and annotations are left out: they are read as what they are. Raises FileError.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
        try:
            page = document[page_number - 1]
            width, height = page.get_size()
            scale = min(SCAN_DPI / 72, (MAX_PAGE_PIXELS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
            array = bitmap.to_numpy()
            return (array[:, :, 0] if array.ndim == 3 else array).copy(), scale
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise FileError(Code.FILE_DAMAGED, f"{page_number}") from error
