"""Streams that would swell beyond all measure are refused before anything decodes them.

A 919-byte public file holds eight run-length filters in a row and takes gigabytes to decode.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from erityisavustus.findings import Code
from erityisavustus.reading.errors import FileError

__all__ = ["refuse_bombs"]

MAX_FILTERS = 3
"""Filters in a row; honest files have one, ASCII85 around Flate makes two."""
MAX_CONTENT = 96 * 1024 * 1024
"""Bytes of one decoded content stream; the largest honest pages have a few million."""
SMALL = MAX_CONTENT // 1100
"""Flate swells at most 1,032-fold: a shorter stream can not exceed MAX_CONTENT."""
MAX_FORMS = 200
"""Form XObjects of a page that are looked at."""


def refuse_bombs(page: Any) -> None:
    """Raise FileError when the contents of a pikepdf page, or of a form on it, are out of all proportion."""
    for stream in _streams(page):
        filters = _filters(stream)
        if len(filters) > MAX_FILTERS:
            raise FileError(Code.FILE_TOO_LARGE, "filters")
        if "/FlateDecode" in filters or "/Fl" in filters:
            _measure(stream, filters)


def _streams(page: Any) -> Iterator[Any]:
    import pikepdf

    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    yield from (p for p in parts if isinstance(p, pikepdf.Stream))
    resources = page.obj.get("/Resources")
    forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if isinstance(forms, pikepdf.Dictionary):
        for _, form in list(forms.items())[:MAX_FORMS]:
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                yield form


def _filters(stream: Any) -> list[str]:
    import pikepdf

    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(f) for f in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _measure(stream: Any, filters: list[str]) -> None:
    raw = stream.read_raw_bytes()
    if len(filters) == 1 and len(raw) < SMALL:
        return
    if len(filters) > 1 and len(raw) < SMALL // 1000:
        return
    for name in filters:
        if name not in ("/FlateDecode", "/Fl"):
            return
        decoder = zlib.decompressobj()
        try:
            raw = decoder.decompress(raw, MAX_CONTENT)
        except zlib.error:
            return  # broken data does not swell
        if decoder.unconsumed_tail:
            raise FileError(Code.FILE_TOO_LARGE, "stream")
