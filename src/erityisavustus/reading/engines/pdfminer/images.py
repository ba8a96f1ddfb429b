"""Pictures of a page decoded to grey pixels, as far as small bitmaps of check boxes need it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFStream, resolve1

from erityisavustus.reading.foreign import WRONG_KIND, is_of_the_file

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["grey_image"]

MAX_DECODED_PIXELS = 4_000_000
"""Pixels of one picture that are decoded; a bitmap of a check box has some hundreds or thousands.
A guess."""
COMPRESSED = {"DCTDecode", "DCT", "JPXDecode"}
"""Filters whose data are an image file of their own (7.4.8, 7.4.9)."""


def grey_image(stream: PDFStream) -> Image | None:
    """An image XObject or inline image in grey ('L') on white paper, None where it cannot be decoded."""
    try:
        return _decoded(stream)
    except WRONG_KIND:  # an entry of its dictionary, or fewer samples than it says
        return None
    except Exception as error:  # pdfminer and Pillow raise whatever there is on broken data
        if not is_of_the_file(error):
            raise
        return None


def _decoded(stream: Any) -> Image | None:
    from PIL import Image as Pil

    width, height = int(stream.get_any(("W", "Width"))), int(stream.get_any(("H", "Height")))
    if width * height > MAX_DECODED_PIXELS or width < 1 or height < 1:
        return None
    filters = [str(getattr(name, "name", name)) for name, _ in stream.get_filters()]
    compressed = not COMPRESSED.isdisjoint(filters)
    image = Pil.open(io.BytesIO(stream.get_data())).convert("L") if compressed else _raw(stream, width, height)
    if image is None:
        return None
    if stream.get_any(("IM", "ImageMask")):
        # 0 bits are painted with the current colour (8.9.6.2), which is taken for black; what is not painted is paper.
        decode = stream.get_any(("D", "Decode"))
        painted = image if decode and [int(d) for d in decode] == [1, 0] else image.point(lambda v: 255 - v)
        paper = Pil.new("L", image.size, 255)
        paper.paste(0, mask=painted)
        return paper
    mask = _mask(stream)
    if mask is not None:
        paper = Pil.new("L", image.size, 255)
        paper.paste(image, mask=mask.resize(image.size))
        return paper
    return image


def _mask(stream: Any) -> Image | None:
    """Where the picture is painted: its soft mask (11.6.5.2) or its stencil (8.9.6.3), in which a 1 is not painted."""
    soft = resolve1(stream.attrs.get("SMask"))
    hard = resolve1(stream.attrs.get("Mask"))
    mask = soft if soft is not None else hard
    if not isinstance(mask, PDFStream):
        return None
    image = _raw(mask, int(resolve1(mask.attrs["Width"])), int(resolve1(mask.attrs["Height"])))
    if image is None:
        return image
    decode = resolve1(mask.attrs.get("Decode"))
    inverted = bool(decode) and [int(d) for d in decode] == [1, 0]
    return image if inverted == (mask is hard) else image.point(lambda v: 255 - v)


def _raw(stream: Any, width: int, height: int) -> Image | None:
    """Uncompressed samples of 1, 2, 4 or 8 bits in any number of components."""
    from PIL import Image as Pil

    if width < 1 or height < 1:
        return None
    data = stream.get_data()
    bits = int(resolve1(stream.get_any(("BPC", "BitsPerComponent"))) or 1)
    palette = _palette(resolve1(stream.get_any(("CS", "ColorSpace"))))
    row = len(data) // height
    if bits == 1:
        image = Pil.frombytes("1", (width, height), data[: ((width + 7) // 8) * height]).convert("L")
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
        return Pil.frombytes("L", (width, height), grey)
    mode = {1: "L", 2: "LA", 3: "RGB", 4: "CMYK"}.get(components)
    if mode is None:
        return None
    return Pil.frombytes(mode, (width, height), data[: width * height * components]).convert("L")


def _unpacked(data: bytes, width: int, height: int, row: int, bits: int, *, scale: bool) -> bytes:
    per, top = 8 // bits, (1 << bits) - 1
    factor = 255 // top if scale else 1
    return bytes(
        ((data[y * row + x // per] >> (8 - bits - bits * (x % per))) & top) * factor
        for y in range(height) for x in range(width)
    )


def _palette(space: Any) -> list[int] | None:
    """Grey level of each entry of an /Indexed colour space (8.6.6.3)."""
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
