"""Pages as small pictures, one at a time: sharp on a screen of double density, and light enough to send."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.contracts.result import Extraction
from erityisavustus.files import plain_bytes
from erityisavustus.reading import FileError
from erityisavustus.reading.engines.rendering import Drawn, upright

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PagePicture", "page_pictures"]

PICTURE_SCALE = 2.25
"""Pixels a point: an A4 page of 1340 pixels, shown 670 wide on a screen of 1366, is sharp at double density."""
PICTURE_PIXELS = 6_000_000
"""Of one picture: A3 at that scale; a poster is shown coarser."""
COLOURS = 64
"""Print is black with smooth edges and a few colours: so many show it as it is; a guess."""
COLOUR_SAMPLE = 3
"""The colours are chosen on a picture so many times smaller, which takes a ninth of the time."""
EFFORT = 3
"""Level of zlib: twice as fast as its usual 6, for a fifth more bytes, as measured."""
HEAVY_PICTURE = 220_000
"""Bytes above which a picture is a photograph or a scan, for which WebP is made; fitted."""
WEBP_QUALITY, WEBP_METHOD = 45, 2
"""Of libwebp (0 to 100, 0 to 6): small print stays readable, and encoding is fast. A guess."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """An encoded picture of a page, and the page's size in points."""

    data: bytes
    suffix: str
    """'png' or 'webp'."""
    width: float
    height: float


def page_pictures(source: Path | bytes, extraction: Extraction) -> Iterator[PagePicture | None]:
    """The pages of a file in order, turned as they were read; None for one that cannot be drawn.

    A file that was not read is shown as it is. One that cannot be opened at all, or is not the one that `extraction`
    was made of, gives nothing: a result may come from anybody, and name any file.
    """
    try:
        data = source if isinstance(source, bytes) else plain_bytes(source)
    except (OSError, ValueError):
        return
    if hashlib.sha256(data).hexdigest() != extraction.source.sha256:
        return
    try:
        for drawn in upright(data, _turned(extraction), PICTURE_SCALE, PICTURE_PIXELS):
            yield _encoded(drawn) if drawn is not None else None
    except FileError:
        return


def _turned(extraction: Extraction) -> dict[int, tuple[int, float]]:
    """By page how it was turned to be read: not at all, unless the result names it."""
    about = extraction.source
    if about.kind is None:
        return {}
    turned = dict.fromkeys(range(1, (about.pages or 0) + 1), (0, 0.0))
    named = {t.page: (t.rotation, t.skew) for t in about.turned}
    return turned | named


def _encoded(drawn: Drawn) -> PagePicture:
    from PIL.Image import Dither, Quantize

    colours = drawn.picture.reduce(COLOUR_SAMPLE).quantize(COLOURS, method=Quantize.FASTOCTREE)
    flat = drawn.picture.quantize(palette=colours, dither=Dither.NONE)
    data, suffix = _saved(flat, "PNG", compress_level=EFFORT), "png"
    if len(data) > HEAVY_PICTURE:
        lossy = _saved(drawn.picture, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)
        if len(lossy) < len(data):
            data, suffix = lossy, "webp"
    return PagePicture(data, suffix, round(drawn.width, 2), round(drawn.height, 2))


def _saved(picture: Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()
