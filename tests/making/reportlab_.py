"""Fixtures made by reportlab: drawn on its canvas, and laid out by platypus."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.making.cases import Case
from tests.making.document import Block, Wording, blocks
from tests.making.drawing import box_png, scrawl, signature_png
from tests.making.painter import PaintStyle, paint
from tests.making.recipes import Recipe

_FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique", "symbol": "ZapfDingbats"}


def _canvas(style: PaintStyle) -> Callable[[Path, Case], None]:
    def make(path: Path, case: Case) -> None:
        fonts = _FONTS | (dict.fromkeys(("regular", "bold", "italic"), style.face) if style.face else {})
        canvas = Canvas(str(path), pagesize=style.sheet, invariant=1)
        for page in paint(case, style):
            for kind, *what in page:
                _COMMANDS[kind](canvas, style.sheet[1], fonts, *what)
            canvas.showPage()
        canvas.save()

    return make


def _text(canvas: Any, height: float, fonts: dict[str, str], x: float, y: float, text: str, font: str, size: float) -> None:
    canvas.setFont(fonts[font], size)
    canvas.drawString(x, height - y, text)


def _line(canvas: Any, height: float, fonts: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setLineWidth(0.8)
    canvas.line(x0, height - y0, x1, height - y1)


def _rect(canvas: Any, height: float, fonts: Any, x: float, y: float, w: float, h: float, filled: bool) -> None:
    canvas.setLineWidth(0.7)
    canvas.rect(x, height - y - h, w, h, stroke=0 if filled else 1, fill=1 if filled else 0)


def _circle(canvas: Any, height: float, fonts: Any, x: float, y: float, r: float, filled: bool) -> None:
    canvas.setLineWidth(0.7)
    canvas.circle(x, height - y, r, stroke=0 if filled else 1, fill=1 if filled else 0)


def _path(canvas: Any, height: float, fonts: Any, points: list[tuple[float, float]], width: float) -> None:
    canvas.setLineWidth(width)
    path = canvas.beginPath()
    path.moveTo(points[0][0], height - points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, height - y)
    canvas.drawPath(path)


def _image(canvas: Any, height: float, fonts: Any, x: float, y: float, w: float, h: float, name: str) -> None:
    data = signature_png() if name == "signature" else box_png(ticked=name == "on")
    canvas.drawImage(ImageReader(io.BytesIO(data)), x, height - y - h, w, h)


_COMMANDS: dict[str, Callable[..., None]] = {
    "text": _text, "line": _line, "rect": _rect, "circle": _circle, "path": _path, "image": _image,
}  # fmt: skip


class _Ink(Flowable):  # type: ignore[misc]
    """A signature of straight strokes."""

    def wrap(self, *_: float) -> tuple[float, float]:
        return 140, 38

    def draw(self) -> None:
        _path(self.canv, 36, None, scrawl(136, 34), 1.2)


class _Platypus:
    def __init__(self, case: Case, box: tuple[str, str], *, after: bool, sheet: tuple[float, float], wording: Wording) -> None:
        self.case, self.on_off, self.after, self.sheet, self.wording = case, box, after, sheet, wording
        self.width = sheet[0] - 100

    def style(self, size: float, font: str = "Times-Roman", above: float = 0) -> ParagraphStyle:
        return ParagraphStyle(f"{font}{size}", fontName=font, fontSize=size, leading=size * 1.25, spaceBefore=above, spaceAfter=3)

    def build(self, path: Path) -> None:
        doc = SimpleDocTemplate(str(path), pagesize=self.sheet, margins=50, leftMargin=50, rightMargin=50, invariant=1)
        story: list[Any] = []
        for filled, group in groupby(
            blocks(self.case, self.wording), lambda b: b.kind in ("field", "choice", "pair", "signature")
        ):
            if filled:
                story.append(self.table([cell for block in group for cell in block.cells or (block,)]))
            else:
                story += [self.heading(block) for block in group]
        for lines in self.case.attachments:
            story.append(PageBreak())
            story += [Paragraph(escape(line.removeprefix("# ")), self.style(10)) for line in lines]

        def number(canvas: Any, doc: Any) -> None:
            canvas.setFont("Times-Roman", 8)
            canvas.drawRightString(self.sheet[0] - 50, 30, f"Sivu {doc.page}")

        doc.build(story, onFirstPage=number, onLaterPages=number)

    def heading(self, block: Block) -> Paragraph:
        style = {
            "title": self.style(14, "Times-Bold"),
            "section": self.style(11.5, "Times-Bold", 8),
            "intro": self.style(10),
        }.get(block.kind, self.style(10, "Times-Italic"))
        return Paragraph(escape(block.label), style)

    def table(self, cells: list[Block]) -> Table:
        rows = [[Paragraph(escape(cell.label), self.style(9)), self.content(cell)] for cell in cells]
        table = Table(rows, colWidths=[self.width * 0.35, self.width * 0.65], splitInRow=1)
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
        return table

    def content(self, block: Block) -> list[Any]:
        if block.kind == "signature":
            return [_Ink()] if block.signed else [Spacer(1, 30)]
        if block.kind == "choice":
            options = [self.option(option.text, option.ticked) for option in block.options]
            texts = options if block.id == "grant.type" else ["&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;".join(options)]
        else:
            texts = [escape(text) for text in block.paragraphs]
        return [Paragraph(text, self.style(10)) for text in texts]

    def option(self, text: str, ticked: bool) -> str:
        char = self.on_off[0] if ticked else self.on_off[1]
        box = f'<font name="ZapfDingbats">{char}</font>' if char else ""
        parts = [escape(text), box] if self.after else [box, escape(text)]
        return " ".join(part for part in parts if part)


def _platypus(
    on: str, off: str, *, after: bool = False, sheet: tuple[float, float] = A4, wording: Wording | None = None
) -> Callable[[Path, Case], None]:
    def make(path: Path, case: Case) -> None:
        _Platypus(case, (on, off), after=after, sheet=sheet, wording=wording or Wording()).build(path)

    return make


_PLATYPUS, _CANVAS = "reportlab platypus", "reportlab canvas"
RECIPES = [
    Recipe("platypus-zapf-plain", "plain", _PLATYPUS,
           "Landscape table, label cell beside value cell, vertically centred; ZapfDingbats ■ ticked, ❏ empty",
           "ticked boxes that are filled squares of a symbol font; rows split over pages",
           _platypus("\u25a0", "\u274f", sheet=landscape(A4))),
    Recipe("platypus-zapf-tick-hub", "hub", _PLATYPUS,
           "Table with label and value cells, e-mail and phone in rows of their own; ZapfDingbats ✔ after the ticked option, "
           "❑ after the other",
           "a bare tick and an empty box in one question, after the options",
           _platypus("\u2714", "\u2751", after=True)),
    Recipe("canvas-vector-quotes", "quotes", _CANVAS,
           "Bordered cells; vector squares with a tick, after the option; signature strokes; 'Sivu 2/3'",
           "quoted labels in a drawn table",
           _canvas(PaintStyle(box="tick", after=True, face="DejaVuSans", footer="Sivu {page}/{pages}"))),
    Recipe("canvas-circle-unanswered", "unanswered", _CANVAS,
           "Rules only, bold labels; vector circles with a dot; the boxes of one question start a page",
           "unanswered radio buttons; nothing signed, an empty place for it",
           _canvas(PaintStyle("rules", "dot", label_font="bold", label_size=8.5,
                              apart=frozenset({"transfer.used_as_agreed"})))),
    Recipe("canvas-serif-short", "short", _CANVAS,
           "Plain paragraphs in one serif font and size for labels and answers; '(x)' and '( )' beside the question",
           "very short answers that nothing but wording sets off",
           _canvas(PaintStyle("plain", "text:(x):( )", flow="inline", label_size=9.5, signature="image",
                              face="DejaVuSerif"))),
]  # fmt: skip
