"""Check boxes that are small bitmaps: checked or not is told by the pixels inside their border."""

from __future__ import annotations

import io
from statistics import median
from typing import Any

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Image, Mark, MarkKind, MarkState
from erityisavustus.reading.engines.pdfminer.recorder import Picture
from erityisavustus.reading.foreign import WRONG_KIND, is_of_the_file
from erityisavustus.reading.marks.path_classes import MARK_MAX, MARK_MIN, SQUARE
from erityisavustus.reading.page_geometry import PageGeometry

__all__ = ["pictured"]

MARGIN = 0.22
"""Share of the picture's side that is taken for its border."""
EMPTY_INK = 0.04
CHECKED_INK = 0.09
"""Share of dark pixels within the border: up to the first a box is empty, from the second it is checked."""
SAMPLE = 48
"""Pixels a side to which a picture is scaled before it is judged."""
DARK_LEVEL = 150
"""Grey level, 0 to 255, below which a pixel is ink."""
MAX_PIXELS = 4_000_000


def pictured(pictures: list[Picture], frame: PageGeometry) -> tuple[list[Image], list[Mark]]:
    """The images of a page; small square ones as marks."""
    images: list[Image] = []
    small: list[tuple[BBox, float | None]] = []
    for picture in pictures:
        box = frame.bbox(*picture.bbox)
        if not frame.holds((picture.bbox.x0 + picture.bbox.x1) / 2, (picture.bbox.y0 + picture.bbox.y1) / 2):
            continue
        width, height = box.width, box.height
        if min(width, height) >= MARK_MIN and max(width, height) <= min(MARK_MAX, SQUARE * min(width, height)):
            small.append((box, _ink(picture)))
        else:
            images.append(Image(box))
    return images, [Mark(box, _state(ink), MarkKind.IMAGE) for box, ink in small]


def _state(ink: float | None) -> MarkState:
    if ink is None or EMPTY_INK < ink < CHECKED_INK:
        return MarkState.UNCLEAR
    return MarkState.CHECKED if ink >= CHECKED_INK else MarkState.UNCHECKED


def _ink(picture: Picture) -> float | None:
    """Share of dark pixels inside the border, 0 to 1; None when the picture can not be decoded."""
    try:
        image = _decoded(picture)
    except WRONG_KIND:  # an entry of its dictionary, or fewer samples than it says
        return None
    except Exception as error:  # pdfminer and Pillow raise whatever there is on broken data
        if not is_of_the_file(error):
            raise
        return None
    if image is None:
        return None
    image = image.resize((SAMPLE, SAMPLE))
    pixels = image.convert("L").tobytes()
    paper = median(pixels)
    cut = round(SAMPLE * MARGIN)
    inner = [pixels[y * SAMPLE + x] for y in range(cut, SAMPLE - cut) for x in range(cut, SAMPLE - cut)]
    level = DARK_LEVEL if paper > DARK_LEVEL else 128
    return sum(1 for p in inner if p < level) / len(inner)


def _decoded(picture: Picture) -> Any:
    """The picture in grey on white paper, as a PIL image."""
    from PIL import Image as Pil

    stream = picture.stream
    width, height = int(stream.get_any(("W", "Width"))), int(stream.get_any(("H", "Height")))
    if width * height > MAX_PIXELS or width < 1 or height < 1:
        return None
    filters = [str(getattr(name, "name", name)) for name, _ in stream.get_filters()]
    if any(f in ("DCTDecode", "DCT", "JPXDecode") for f in filters):
        image = Pil.open(io.BytesIO(stream.get_data())).convert("L")
    else:
        image = _raw(stream, width, height, Pil)
        if image is None:
            return None
    if stream.get_any(("IM", "ImageMask")):
        # 0 bits are painted with the current colour (8.9.6.2); what is not painted is paper.
        decode = stream.get_any(("D", "Decode"))
        painted = image if decode and [int(d) for d in decode] == [1, 0] else image.point(lambda v: 255 - v)
        shade = round(255 * (1 - picture.fill_dark))
        paper = Pil.new("L", image.size, 255)
        paper.paste(shade, mask=painted)
        return paper
    mask = _mask(stream, Pil)
    if mask is not None:
        paper = Pil.new("L", image.size, 255)
        paper.paste(image, mask=mask.resize(image.size))
        return paper
    return image


def _mask(stream: Any, pil: Any) -> Any:
    """Where the picture is painted: its soft mask (11.6.5.2) or its stencil (8.9.6.3), in which a 1 is not painted."""
    from pdfminer.pdftypes import PDFStream, resolve1

    soft = resolve1(stream.attrs.get("SMask"))
    hard = resolve1(stream.attrs.get("Mask"))
    mask = soft if soft is not None else hard
    if not isinstance(mask, PDFStream):
        return None
    image = _raw(mask, int(resolve1(mask.attrs["Width"])), int(resolve1(mask.attrs["Height"])), pil)
    if image is None or mask is soft:
        return image
    decode = resolve1(mask.attrs.get("Decode"))
    return image if decode and [int(d) for d in decode] == [1, 0] else image.point(lambda v: 255 - v)


def _raw(stream: Any, width: int, height: int, pil: Any) -> Any:
    """Uncompressed samples of 1, 2, 4 or 8 bits in any number of components."""
    from pdfminer.pdftypes import resolve1

    if width < 1 or height < 1:
        return None
    data = stream.get_data()
    bits = int(resolve1(stream.get_any(("BPC", "BitsPerComponent"))) or 1)
    palette = _palette(resolve1(stream.get_any(("CS", "ColorSpace"))))
    row = len(data) // height
    if bits == 1:
        image = pil.frombytes("1", (width, height), data[: ((width + 7) // 8) * height]).convert("L")
        if palette is not None:
            low, high = palette[0], palette[min(1, len(palette) - 1)]
            return image.point(lambda v: high if v else low)
        return image
    if bits in (2, 4):
        data = _unpacked(data, width, height, row, bits, scale=palette is None)
        row = width
    components = max(1, row // width)
    if palette is not None:
        grey = bytes(palette[min(v, len(palette) - 1)] for v in data[: width * height])
        return pil.frombytes("L", (width, height), grey)
    mode = {1: "L", 2: "LA", 3: "RGB", 4: "CMYK"}.get(components)
    if mode is None:
        return None
    return pil.frombytes(mode, (width, height), data[: width * height * components]).convert("L")


def _unpacked(data: bytes, width: int, height: int, row: int, bits: int, *, scale: bool) -> bytes:
    per, top = 8 // bits, (1 << bits) - 1
    factor = 255 // top if scale else 1
    return bytes(
        ((data[y * row + x // per] >> (8 - bits - bits * (x % per))) & top) * factor
        for y in range(height) for x in range(width)
    )


def _palette(space: Any) -> list[int] | None:
    """Grey level of each entry of an /Indexed colour space (8.6.6.3)."""
    from pdfminer.pdftypes import PDFStream, resolve1

    if not isinstance(space, list) or len(space) < 4:
        return None
    if str(getattr(space[0], "name", space[0])) not in ("Indexed", "I"):
        return None
    table = resolve1(space[3])
    data = table.get_data() if isinstance(table, PDFStream) else bytes(table)
    count = int(resolve1(space[2])) + 1
    parts = max(1, len(data) // max(count, 1))
    if parts >= 3:
        return [(data[i] * 299 + data[i + 1] * 587 + data[i + 2] * 114) // 1000 for i in range(0, len(data) - 2, parts)]
    return list(data)
