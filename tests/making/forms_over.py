"""Fill-and-sign: a printed form with answers, ticks and a signature laid over it as annotations."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
from PIL import Image
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.making.cases import Case
from tests.making.drawing import scrawl, signature_png
from tests.making.forms_layout import HEIGHT, WIDTH, Field, Layout, Rect, lay_out, paint

__all__ = ["filled_over"]

SIZE = 9.0
Point = tuple[float, float]


def filled_over(path: Path, case: Case, layout: Layout, *, ticks: str, signature: str, drawn: bool = True) -> None:
    """Print the form, then lay FreeText answers over it.

    `ticks`: 'text', 'ink' or 'line'; `signature`: 'ink' or 'stamp'; not `drawn`: FreeText without appearance.
    """
    placed = lay_out(case, replace(layout))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle("Loppuraportti")
    for page in paint(canvas, placed):
        for item in placed.fields:
            if item.page == page and item.kind == "option":
                x0, y0, x1, y1 = item.rect
                canvas.rect(x0, y0, x1 - x0, y1 - y0)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        over = _Over(pdf, drawn=drawn)
        for item in placed.fields:
            if item.kind == "text" and (paragraphs := case.paragraphs(item.id)):
                over.text(item.page, item.rect, paragraphs)
            elif item.kind == "option" and item.option in case.ticks[item.id]:
                over.tick(item, ticks)
            elif item.kind == "signature" and case.signed:
                over.sign(item, signature)
        over.comment(0, (560, 800, 580, 820), "Tarkista diaarinumero. Kyllä")
        pdf.save(path)


class _Over:
    """Adds annotations to a file."""

    def __init__(self, pdf: pikepdf.Pdf, *, drawn: bool) -> None:
        self.pdf, self.drawn = pdf, drawn
        name = pikepdf.Name
        self.font = pdf.make_indirect(pikepdf.Dictionary(
            Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding))

    def _add(self, page: int, subtype: str, rect: Rect, content: bytes | None, *,
             image: pikepdf.Object | None = None, **more: object) -> None:
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{subtype}"), F=4,
                                        Rect=pikepdf.Array([round(v, 2) for v in rect]), **more)
        if content is not None:
            stream = self.pdf.make_stream(content)
            stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            stream.BBox = annotation.Rect
            stream.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=self.font))
            if image is not None:
                stream.Resources.XObject = pikepdf.Dictionary(Im0=image)
            annotation.AP = pikepdf.Dictionary(N=self.pdf.make_indirect(stream))
        owner = self.pdf.pages[page].obj
        if "/Annots" not in owner:
            owner.Annots = pikepdf.Array()
        owner.Annots.append(self.pdf.make_indirect(annotation))

    def text(self, page: int, rect: Rect, paragraphs: tuple[str, ...]) -> None:
        x0, _, x1, y1 = rect
        lines = [line for p in paragraphs for line in simpleSplit(p, "Helvetica", SIZE, x1 - x0 - 8)]
        content = [b"BT /Helv %.1f Tf 0 0 0.6 rg 1 0 0 1 %.2f %.2f Tm %.2f TL" % (SIZE, x0 + 3, y1 - SIZE - 1, SIZE * 1.3)]
        content += [b"<%s> Tj T*" % line.encode("cp1252").hex().encode() for line in lines]
        self._add(page, "FreeText", rect, b"\n".join([*content, b"ET"]) if self.drawn else None,
                  Contents=pikepdf.String("\r".join(paragraphs)), DA=pikepdf.String("/Helv 9 Tf 0 0 0.6 rg"))

    def tick(self, item: Field, kind: str) -> None:
        x0, y0, x1, y1 = item.rect
        if kind == "text":
            self._add(item.page, "FreeText", (x0 - 1, y0 - 1, x1 + 2, y1 + 1),
                      b"BT /Helv 11 Tf 0 0 0.6 rg 1 0 0 1 %.2f %.2f Tm (X) Tj ET" % (x0 + 1.4, y0 + 1.2),
                      Contents=pikepdf.String("X"), DA=pikepdf.String("/Helv 11 Tf"))
        elif kind == "ink":
            self._ink(item.page, [(x0 + 1, y0 + 5), (x0 + 4, y0 + 1), (x1 + 2, y1 + 2)])
        else:
            for a, b in (((x0, y0), (x1, y1)), ((x0, y1), (x1, y0))):
                content = b"0 0 0.6 RG 1.4 w %.2f %.2f m %.2f %.2f l S" % (*a, *b)
                self._add(item.page, "Line", (x0 - 1, y0 - 1, x1 + 1, y1 + 1), content, L=pikepdf.Array([*a, *b]))

    def sign(self, item: Field, kind: str) -> None:
        x0, y0, x1, y1 = item.rect
        if kind == "ink":
            pen = scrawl(x1 - x0 - 20, y1 - y0)
            self._ink(item.page, [(x0 + 6 + x, y1 - y) for x, y in pen])
            return
        with Image.open(io.BytesIO(signature_png())) as picture:
            raw = pikepdf.Stream(self.pdf, picture.convert("RGB").tobytes())
            raw.Type, raw.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            raw.Width, raw.Height = picture.size
        raw.ColorSpace, raw.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        rect = (x0 + 6, y0 + 2, x0 + 110, y1 - 2)
        content = b"q %.2f 0 0 %.2f %.2f %.2f cm /Im0 Do Q" % (rect[2] - rect[0], rect[3] - rect[1], rect[0], rect[1])
        self._add(item.page, "Stamp", rect, content, image=self.pdf.make_indirect(raw))

    def _ink(self, page: int, points: list[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        path = b" ".join(b"%.2f %.2f %s" % (x, y, b"l" if n else b"m") for n, (x, y) in enumerate(points))
        self._add(page, "Ink", (min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2), b"0 0 0.6 RG 1.2 w " + path + b" S",
                  InkList=pikepdf.Array([pikepdf.Array([round(v, 2) for point in points for v in point])]))

    def comment(self, page: int, rect: Rect, text: str) -> None:
        """A reviewer's note: no answer."""
        self._add(page, "Text", rect, None, Contents=pikepdf.String(text), T=pikepdf.String("Tarkastaja"))
