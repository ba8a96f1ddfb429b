"""Appearance streams drawn as a viewer draws them: placed as form XObjects over the page (12.5.5).

Engines run page contents only. So the appearances of a page's annotations are put, in memory,
on a page of their own with the same boxes and rotation, and recorded by the same engine; each
record knows its annotation by the name of its form.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.engine import Engine
from erityisavustus.reading.objects import PdfValue, numbers
from erityisavustus.reading.page_geometry import ordered
from erityisavustus.reading.records import Contents, Matrix

if TYPE_CHECKING:
    import pikepdf

__all__ = ["PREFIX", "appearance_of", "recorded_appearances", "rectangle"]

PREFIX = "An"
"""Name of a form: this and the annotation's index on its page."""


def rectangle(value: PdfValue) -> Rect | None:
    """A /Rect or /BBox as (x0, y0, x1, y1) in user space; None for anything that is no rectangle."""
    import pikepdf

    try:
        return ordered(Rect(*numbers(value)))
    except (pikepdf.PdfError, TypeError, ValueError):
        return None


def appearance_of(annotation: pikepdf.Dictionary, state: str | None = None) -> pikepdf.Stream | None:
    """The normal appearance stream that a viewer draws, or None."""
    import pikepdf

    shown = annotation.get("/AP")
    normal = shown.get("/N") if isinstance(shown, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Stream):
        return normal
    if isinstance(normal, pikepdf.Dictionary):
        key = f"/{state}" if state is not None else annotation.get("/AS")
        chosen = normal.get(key) if isinstance(key, (str, pikepdf.Name)) else None
        return chosen if isinstance(chosen, pikepdf.Stream) else None
    return None


def recorded_appearances(
    page: pikepdf.Page, drawn: Sequence[tuple[int, pikepdf.Dictionary]], rotation: int, engine: Engine
) -> tuple[Contents, bytes]:
    """The appearances of some annotations of a pikepdf page, recorded in the page's own coordinates.

    `drawn`: pairs of a number and an annotation, in drawing order; `rotation`: degrees by which the page is turned.
    Also returns the PDF whose only page draws them. `Contents.forms` says which annotation each record is of.
    """
    import pikepdf

    sheet = pikepdf.new()
    sheet.add_blank_page()
    target = sheet.pages[0]
    target.obj.MediaBox = pikepdf.Array([float(v) for v in page.mediabox])
    target.obj.Rotate = rotation
    forms = pikepdf.Dictionary()
    content: list[str] = []
    for number, annotation in drawn:
        stream = appearance_of(annotation)
        if stream is None or (matrix := _placing(stream, rectangle(annotation.get("/Rect")))) is None:
            continue
        name = f"/{PREFIX}{number}"
        forms[name] = sheet.copy_foreign(stream) if stream.is_indirect else sheet.make_stream(stream.read_bytes())
        content.append("q " + " ".join(f"{m:.5f}" for m in matrix) + f" cm {name} Do Q")
    target.obj.Resources = pikepdf.Dictionary(XObject=forms)
    target.obj.Contents = sheet.make_stream("\n".join(content).encode())
    out = io.BytesIO()
    sheet.save(out)
    with closing(engine.open(out.getvalue())) as document:
        return document.contents(0), out.getvalue()


def _placing(stream: pikepdf.Stream, rect: Rect | None) -> Matrix | None:
    """The matrix A of 12.5.5: the appearance's transformed /BBox onto the annotation's /Rect."""
    import pikepdf

    box = rectangle(stream.get("/BBox"))
    if rect is None or box is None:
        return None
    try:
        a, b, c, d, e, f = numbers(stream.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
    except (pikepdf.PdfError, TypeError, ValueError):
        a, b, c, d, e, f = 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if width <= 0 or height <= 0:
        return None
    across, along = rect.width / width, (rect.y1 - rect.y0) / height
    return across, 0.0, 0.0, along, rect.x0 - across * min(xs), rect.y0 - along * min(ys)
