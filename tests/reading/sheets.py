"""Small PDFs made with reportlab and pikepdf for the tests of reading."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.page import Mark, Page
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


def typeset(content: str, unicode: dict[str, str] | None = None, widths: dict[str, int] | None = None) -> bytes:
    """A page with this content stream, its text in /F1 (and /F2, the same in bold): every glyph half an em wide but for
    `widths` (of 1000 an em), and read as itself but for `unicode`."""
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(595, 842))
    told = "".join(f"<{ord(c):02x}> <{t.encode('utf-16-be').hex()}>\n" for c, t in (unicode or {}).items())
    mapping = (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
               f"1 begincodespacerange <00> <ff> endcodespacerange\n"
               f"{len(unicode or {})} beginbfchar\n{told}endbfchar\nendcmap end end")
    fonts = pikepdf.Dictionary()
    for name, base in (("/F1", "/ABCDEF+Own-Regular"), ("/F2", "/ABCDEF+Own-Bold")):
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Name(base), FirstChar=0,
            LastChar=255, Widths=[(widths or {}).get(chr(c), 500) for c in range(256)],
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FontDescriptor=pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(base), Flags=32, Ascent=800, Descent=-200,
                CapHeight=700, ItalicAngle=0, StemV=80, FontBBox=[0, -200, 1000, 800]))
        if unicode:
            font.ToUnicode = file.make_stream(mapping.encode())
        fonts[name] = file.make_indirect(font)
    page.obj.Resources = pikepdf.Dictionary(Font=fonts)
    page.obj.Contents = file.make_stream(content.encode("cp1252"))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def shown(*strings: tuple[float, float, str], font: str = "F1", size: float = 10) -> str:
    """Content that shows each string at (x, y from below), in this order."""
    return "".join(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n" for x, y, text in strings)
