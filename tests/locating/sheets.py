"""Small real PDFs for the tests of locating, made with reportlab and read by the real reader."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.answer import Answer, Located
from erityisavustus.form import FORM
from erityisavustus.locating import locate, sheet_of
from erityisavustus.reading import read

FIXTURES = Path(__file__).parent.parent / "fixtures"
HEIGHT = A4[1]
FONT, BOLD = "Helvetica", "Helvetica-Bold"

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw) -> bytes:
    """A PDF with one page for each drawing function; y is measured from the top by `text`."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(canvas: Canvas, x: float, top: float, words: str, *, font: str = FONT, size: float = 10) -> None:
    """`words` with their baseline `top` points below the upper edge."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - top, words)


def located(*pages: Draw) -> Located:
    """The answers of a PDF of these pages."""
    return locate(FORM, [sheet_of(page) for page in read(pdf(*pages)).pages])


def answers(found: Located) -> dict[str, Answer]:
    """Answers by field."""
    return {a.field: a for a in found.answers}


def unicode_font() -> str:
    """A font with box glyphs, if the machine has one under its usual Debian path."""
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    pdfmetrics.registerFont(TTFont("DejaVu", str(path)))
    return "DejaVu"
