"""Fixtures drawn by fpdf2."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF

from tests.making.cases import Case
from tests.making.document import Wording
from tests.making.drawing import box_png, signature_png
from tests.making.painter import PaintStyle, paint
from tests.making.recipes import Recipe

_FOLDER = Path("/usr/share/fonts/truetype/liberation")


def _fpdf(style: PaintStyle, *, alpha: bool = False) -> Callable[[Path, Case], None]:
    def make(path: Path, case: Case) -> None:
        pdf = FPDF(unit="pt", format=style.sheet)
        pdf.set_auto_page_break(False)
        pdf.add_font("Sans", "", _FOLDER / "LiberationSans-Regular.ttf")
        pdf.add_font("Sans", "B", _FOLDER / "LiberationSans-Bold.ttf")
        pdf.add_font("Sans", "I", _FOLDER / "LiberationSans-Italic.ttf")
        faces = {"regular": ("Sans", ""), "bold": ("Sans", "B"), "italic": ("Sans", "I"), "symbol": ("ZapfDingbats", "")}
        pictures = {
            "on": box_png(ticked=True, alpha=alpha),
            "off": box_png(ticked=False, alpha=alpha),
            "signature": signature_png(alpha=alpha),
        }
        for page in paint(case, style):
            pdf.add_page()
            for kind, *what in page:
                if kind == "text":
                    x, y, text, font, size = what
                    pdf.set_font(*faces[font], size=size)
                    pdf.text(x, y, text)
                elif kind == "line":
                    pdf.set_line_width(0.9)
                    pdf.line(*what)
                elif kind == "rect":
                    *place, filled = what
                    pdf.set_line_width(0.7)
                    pdf.rect(*place, style="F" if filled else "D")
                elif kind == "circle":
                    x, y, r, filled = what
                    pdf.circle(x, y, r, style="F" if filled else "D")
                elif kind == "path":
                    points, width = what
                    pdf.set_line_width(width)
                    pdf.polyline(points)
                else:
                    x, y, w, h, name = what
                    pdf.image(io.BytesIO(pictures[name]), x, y, w, h)
        pdf.output(str(path))

    return make


RECIPES = [
    Recipe("fpdf-bitmap-deviated", "deviated", "fpdf2",
           "Label cell beside value cell; bitmap boxes with alpha, after the option; Letter; signature bitmap with alpha",
           "boxes that are small pictures with a soft mask",
           _fpdf(PaintStyle("beside", "image", after=True, left=0.27, sheet=(612, 792), label_size=8.5, signature="image"), alpha=True)),
    Recipe("fpdf-bracket-typed-2", "typed-2", "fpdf2",
           "Plain paragraphs, bold labels with colons; '[X]' and '[ ]' beside the question; words drawn one by one",
           "typed variants without rulings, text without space characters",
           _fpdf(PaintStyle("plain", "text:[X]:[ ]", flow="inline", words=True, label_font="bold", label_size=9.5,
                            wording=Wording(after_label=":")))),
]  # fmt: skip
