"""Streams that would swell beyond all measure are refused before anything decodes them.

A 919-byte public file holds eight run-length filters in a row and takes gigabytes to decode.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from erityisavustus.contracts.finding import Code
from erityisavustus.reading.acroform.strings import name_text
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.foreign import WRONG_KIND
from erityisavustus.reading.objects import number, numbers

if TYPE_CHECKING:
    import pikepdf

__all__ = ["BombGuard", "refuse_object_bombs", "swells"]

MAX_FILTERS = 3
"""Filters in a row; honest files have one, ASCII85 around Flate makes two. A guess."""
MAX_CONTENT = 96 * 1024 * 1024
"""Bytes of one decoded content stream; the largest honest pages have a few million. A guess."""
SWELLING = 1100
"""Flate swells at most 1,032-fold: a stream shorter by this than a limit cannot exceed it (zlib's technical notes)."""
FLATE = frozenset({"/FlateDecode", "/Fl"})
"""The filter that is followed, as a stream and as an inline image name it (7.4, 8.9.7)."""
OTHER_PACKING = frozenset({"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
"""Filters that swell a stream too; no writer puts two of them in a row."""
ELSEWHERE = frozenset({"Page", "Pages", "Catalog"})
"""Types of dictionaries that lead away from what a page draws."""
MAX_TILES = 2_000_000
"""Tiles of a pattern on one page: with a step of half a point A4 has as many, and a finer one cannot be seen.
A guess."""
DICTIONARY = 4096
"""Bytes before a stream within which its dictionary begins; that of an object stream has some hundred.
A guess."""


class BombGuard:
    """Looks at every stream that a page draws, at any depth; what pages share is looked at once."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()

    def refuse_bombs(self, page: pikepdf.Page) -> None:
        """Raise FileError when a stream of a pikepdf page is out of all proportion: its contents, and the forms,
        patterns, masks, glyphs and fonts that its resources and its annotations lead to."""
        import pikepdf

        waiting = [page.obj.get("/Contents"), _resources(page), page.obj.get("/Annots")]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)) or self._known(node):
                continue
            if isinstance(node, pikepdf.Array):
                waiting += [n for n in node if isinstance(n, pikepdf.Object)]
                continue
            if name_text(node.get("/Type")) in ELSEWHERE:
                continue
            if isinstance(node, pikepdf.Stream):
                if node.get("/Subtype") == "/Image":  # decoded to its declared size only, and where it is drawn
                    continue
                _refuse(node.read_raw_bytes, _filters(node))
                if node.get("/PatternType") == 1 and _tiles(node, page) > MAX_TILES:
                    raise FileError(Code.FILE_TOO_LARGE, "filters")
            waiting += [v for _, v in node.items() if isinstance(v, pikepdf.Object)]

    def _known(self, node: pikepdf.Object) -> bool:
        if not node.is_indirect:
            return False
        known = node.objgen in self._seen
        self._seen.add(node.objgen)
        return known


def _resources(page: pikepdf.Page) -> pikepdf.Object | None:
    """Its own or its parents' (ISO 32000-2, 7.7.3.4)."""
    import pikepdf

    try:
        return page.resources
    except (pikepdf.PdfError, *WRONG_KIND):  # none, or none that is a dictionary
        return page.obj.get("/Resources")


def _tiles(pattern: pikepdf.Stream, page: pikepdf.Page) -> float:
    """How often a tiling pattern (8.7.3.1) is drawn to fill the page; 0 where its steps are no numbers."""
    import pikepdf

    try:
        xx, xy, yx, yy = numbers(pattern.get("/Matrix", pikepdf.Array([1, 0, 0, 1])))[:4]
        step = abs(number(pattern.get("/XStep")) * number(pattern.get("/YStep")) * (xx * yy - xy * yx))
        x0, y0, x1, y1 = numbers(page.mediabox)
    except (TypeError, ValueError):
        return 0.0  # no viewer draws it
    return abs((x1 - x0) * (y1 - y0)) / step if step else math.inf


def _filters(stream: pikepdf.Stream) -> list[str]:
    import pikepdf

    found = stream.get("/Filter")
    if found is None:
        return []
    return ["/" + name_text(f) for f in (found if isinstance(found, pikepdf.Array) else [found])]


def _refuse(raw: Callable[..., bytes], filters: list[str]) -> None:
    if len(filters) > MAX_FILTERS or sum(f in OTHER_PACKING for f in filters) > 1:
        raise FileError(Code.FILE_TOO_LARGE, "filters")
    if not FLATE.isdisjoint(filters) and swells(raw(), filters, MAX_CONTENT):
        raise FileError(Code.FILE_TOO_LARGE, "filters")


def swells(raw: bytes, filters: list[str], limit: int) -> bool:
    """Whether the data of a stream decode to more than `limit` bytes, as far as Flate alone makes them."""
    if len(raw) < limit // SWELLING ** sum(f in FLATE for f in filters):
        return False
    try:
        for name in filters:
            if name in FLATE:
                decoder = zlib.decompressobj()
                raw = decoder.decompress(raw, limit)
                if decoder.unconsumed_tail:
                    return True
            elif name in ("/ASCII85Decode", "/A85"):
                raw = base64.a85decode(raw.strip().removeprefix(b"<~").removesuffix(b"~>"))
            elif name in ("/ASCIIHexDecode", "/AHx"):
                raw = binascii.unhexlify(re.sub(rb"[^0-9A-Fa-f]", b"", raw)[: len(raw) // 2 * 2])
            else:
                return False
    except (zlib.error, ValueError):
        return False  # broken data do not swell
    return False


def refuse_object_bombs(data: bytes) -> None:
    """Raise FileError when an object or cross-reference stream of a file is out of all proportion (7.5.7, 7.5.8).

    Libraries decode those to find the objects, so they are looked for in the bytes. Where they are encrypted there
    is nothing to see: then the memory limit is what holds.
    """
    for dictionary, start in _object_streams(data):
        named = re.search(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)", dictionary)
        filters = ["/" + f.decode("latin-1") for f in re.findall(rb"/([^\s/<>\[\]()]+)", named[1])] if named else []
        end = data.find(b"endstream", start)
        _refuse(lambda start=start, end=end: data[start : end if end > 0 else None], filters or ["/FlateDecode"])


def _object_streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary of each, and where its data begin. Names may be written with '#4f' for 'O' (7.3.5)."""
    for found in re.finditer(rb">>\s*stream\r?\n", data):
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        if b"#" in dictionary:
            dictionary = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), dictionary)
        if re.search(rb"/(?:ObjStm|XRef)\b", dictionary):
            yield dictionary, found.end()
