"""Small PDFs made with reportlab and pikepdf for the tests of reading."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.pages import Mark, Page
from erityisavustus.reading import read

HEIGHT = A4[1]
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw) -> bytes:
    """A PDF with one page for each drawing function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def page_of(data: bytes, number: int = 1) -> Page:
    """One page as it is read."""
    return list(read(data).pages)[number - 1]


def marks_of(draw: Draw) -> tuple[Mark, ...]:
    """The marks of a page with this drawing and some text."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, HEIGHT - 60, "Onko hanke toteutunut hankesuunnitelman mukaisesti?")
        draw(canvas)

    return page_of(pdf(page)).marks


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file after a change of its objects."""
    file = pikepdf.open(io.BytesIO(data))
    change(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def with_widget(**entries: object) -> bytes:
    """A page with one check box at (60, 700)-(72, 712), whose on-state is /Yes; `entries` go into the widget."""
    file = pikepdf.open(io.BytesIO(pdf(lambda canvas: canvas.drawString(80, 702, "Kyllä"))))

    def form(content: bytes) -> pikepdf.Object:
        stream = file.make_stream(content)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox = pikepdf.Array([0, 0, 12, 12])
        return file.make_indirect(stream)

    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, T=pikepdf.String("ruutu"),
        Rect=pikepdf.Array([60, 700, 72, 712]), F=4,
        AP=pikepdf.Dictionary(
            N=pikepdf.Dictionary(
                Yes=form(b"0 0 12 12 re S 2 2 m 10 10 l S 2 10 m 10 2 l S"), Off=form(b"0 0 12 12 re S")
            )
        ),
    )
    for key, value in entries.items():
        if value is None:
            del widget[f"/{key}"]
        else:
            widget[f"/{key}"] = value
    held = file.make_indirect(widget)
    file.pages[0].obj.Annots = pikepdf.Array([held])
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([held]))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
