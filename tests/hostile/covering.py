"""Covers, patches and clips put over one value of a report that is right, and what then comes out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from erityisavustus import extract
from erityisavustus.output.writers.json_result import json_object
from erityisavustus.reading.engines.rendering import render
from tests.conftest import FIXTURES

MARGIN = 2.0
"""Points by which a cover stands out from the value's box on each side."""
NEW = b"Toinen kunta"


@dataclass(frozen=True, slots=True)
class Target:
    """A value of a fixture, and its place with a margin, in user space of its page."""

    fixture: str
    field: str
    page: int
    rect: tuple[float, float, float, float]
    bbox: tuple[float, float, float, float]

    @property
    def path(self) -> bytes:
        x0, y0, x1, y1 = self.rect
        return b"%.2f %.2f %.2f %.2f re" % (x0, y0, x1 - x0, y1 - y0)

    @property
    def baseline(self) -> tuple[float, float]:
        return self.rect[0] + MARGIN, self.rect[1] + MARGIN + 2


Change = Callable[[pikepdf.Pdf, Target], None]


@cache
def result(data: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(json_object(extract(data)))
    return parsed


@cache
def target(fixture: str, field: str) -> Target:
    """Where the fixture's value stands; its page is upright and uncropped."""
    data = (FIXTURES / f"{fixture}.pdf").read_bytes()
    place = result(data)["evidence"][field]
    with pikepdf.open(io.BytesIO(data)) as file:
        height = float(file.pages[place["page"] - 1].mediabox[3])
    x0, top, x1, bottom = place["bbox"]
    rect = (x0 - MARGIN, height - bottom - MARGIN, x1 + MARGIN, height - top + MARGIN)
    return Target(fixture, field, place["page"], rect, (x0, top, x1, bottom))


def changed(at: Target, change: Change) -> bytes:
    file = pikepdf.open(FIXTURES / f"{at.fixture}.pdf")
    change(file, at)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def value(report: dict[str, Any], field: str) -> Any:
    node = report["report"]
    for name in field.split("."):
        node = node[name]
    return node


def new_findings(at: Target, data: bytes) -> set[tuple[str, str | None]]:
    """Codes and fields of the findings that the change brought."""
    before = result((FIXTURES / f"{at.fixture}.pdf").read_bytes())
    return {(f["code"], f["field"]) for f in result(data)["findings"]} - {
        (f["code"], f["field"]) for f in before["findings"]
    }


def uniform(at: Target, data: bytes) -> bool:
    """The rendered page has one colour only where the value stood: the cover is opaque."""
    scale = 2.0
    picture = render(data, at.page, scale)
    place = picture.crop(tuple(round(v * scale) for v in at.bbox))
    return all(high - low <= 2 for low, high in place.getextrema())


def append(file: pikepdf.Pdf, at: Target, content: bytes, **resources: pikepdf.Object) -> None:
    """Draw more on the target's page, in the page's first graphics state."""
    page = file.pages[at.page - 1]
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q q " + content + b" Q")
    for kind, entry in {"Font": font(), **resources}.items():
        if f"/{kind}" not in page.Resources:
            page.Resources[f"/{kind}"] = Dictionary()
        page.Resources[f"/{kind}"]["/Hostile"] = entry


def font() -> pikepdf.Object:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def typed(at: Target, text: bytes = NEW) -> bytes:
    """Operators that write a new value in the old one's place."""
    return b"BT 0 g /Hostile 9 Tf %.2f %.2f Td (%s) Tj ET" % (*at.baseline, text)


def pixel(file: pikepdf.Pdf, colour: bytes) -> pikepdf.Object:
    """An image of one pixel."""
    stream = file.make_stream(colour)
    stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, 1, 1
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceRGB, 8
    return stream


def stretched(at: Target) -> bytes:
    """Operators that place the image /Hostile over the target."""
    x0, y0, x1, y1 = at.rect
    return b"q %.2f 0 0 %.2f %.2f %.2f cm /Hostile Do Q" % (x1 - x0, y1 - y0, x0, y0)


def annotated(file: pikepdf.Pdf, at: Target, subtype: str, content: bytes | None, **entries: pikepdf.Object) -> None:
    """Lay an annotation over the target that draws `content`; None: it has no appearance."""
    annotation = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), F=4, Rect=Array(list(at.rect)), **entries)
    if content is not None:
        stream = file.make_stream(content)
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, annotation.Rect
        stream.Resources = Dictionary(Font=Dictionary(Hostile=font()))
        annotation.AP = Dictionary(N=file.make_indirect(stream))
    page = file.pages[at.page - 1].obj
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(file.make_indirect(annotation))
