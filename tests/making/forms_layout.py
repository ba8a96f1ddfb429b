"""The blank form with places for fields: where each label and field of a fillable form stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.making.cases import Case
from tests.making.document import Block, blocks

__all__ = ["HEIGHT", "WIDTH", "Field", "Layout", "Text", "as_data", "lay_out", "paint"]

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 48.0
Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, from the lower left corner."""


@dataclass(frozen=True, slots=True)
class Text:
    """A printed line."""

    page: int
    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A place for an answer: a text field, one option of a question, or the signature."""

    page: int
    rect: Rect
    id: str
    option: str = ""
    multiline: bool = False
    kind: str = "text"
    """text, option or signature."""


@dataclass(slots=True)
class Layout:
    """How the form is laid out, and while it is: what stands where."""

    bordered: bool = True
    """Cells with a border; else bold labels with the fields below them."""
    stacked: bool = False
    """Options below each other; else in one row where they fit."""
    after: bool = False
    """The box stands after its option."""
    box: float = 10
    size: float = 9
    texts: list[Text] = None  # type: ignore[assignment]
    fields: list[Field] = None  # type: ignore[assignment]
    lines: list[tuple[int, Rect]] = None  # type: ignore[assignment]
    page: int = 0
    y: float = HEIGHT - MARGIN

    def room(self, height: float) -> None:
        """Start a page when the next thing does not fit."""
        if self.y - height < MARGIN:
            self.page += 1
            self.y = HEIGHT - MARGIN

    def write(self, text: str, x: float, width: float, *, size: float = 0, bold: bool = False) -> float:
        """Wrapped text at x; returns its height, and does not move down."""
        size = size or self.size
        lines = simpleSplit(text, _font(bold), size, width)
        for number, line in enumerate(lines):
            self.texts.append(Text(self.page, x, self.y - size - number * size * 1.25, line, size, bold))
        return len(lines) * size * 1.25 + 2


def _font(bold: bool) -> str:
    return "Helvetica-Bold" if bold else "Helvetica"


def lay_out(case: Case, layout: Layout) -> Layout:
    """Place the blank form; the case tells only how much room its answers want."""
    layout.texts, layout.fields, layout.lines = [], [], []
    inner = WIDTH - 2 * MARGIN
    for block in blocks(case):
        if block.kind in ("title", "intro", "section", "hint", "heading"):
            size = {"title": 13.0, "section": 11.0}.get(block.kind, layout.size)
            layout.room(70)
            layout.y -= 6 if block.kind == "section" else 0
            layout.y -= layout.write(block.label, MARGIN, inner, size=size, bold=block.kind in ("title", "section")) + 3
        elif block.kind == "choice":
            _choice(layout, block, inner)
        elif block.kind == "pair" or (block.kind == "signature" and block.cells):
            _row(layout, block, inner)
        else:
            _field(layout, block, inner)
    return layout


def _wanted(layout: Layout, paragraphs: tuple[str, ...], width: float) -> int:
    """Lines that the answer takes, and one to spare."""
    return sum(len(simpleSplit(p, "Helvetica", layout.size, width - 24)) for p in paragraphs) + 1


def _field(layout: Layout, block: Block, width: float) -> None:
    count = _wanted(layout, block.paragraphs, width)
    long = not block.id.startswith(("recipient", "signature")) and not block.id.endswith(("eur", "period", ".to"))
    height = max(count * layout.size * 1.4 + 8, 60) if long else 18.0
    layout.room(height + 40)
    top = layout.y
    layout.y -= 3
    layout.y -= layout.write(block.label, MARGIN + 4, width - 8, bold=not layout.bordered) + 2
    box = (MARGIN + 4, layout.y - height, MARGIN + width - 4, layout.y)
    layout.fields.append(Field(layout.page, box, block.id, multiline=long))
    layout.y -= height + 4
    if layout.bordered:
        layout.lines.append((layout.page, (MARGIN, layout.y, MARGIN + width, top)))
    else:
        layout.y -= 6


def _choice(layout: Layout, block: Block, width: float) -> None:
    layout.room(90)
    top = layout.y
    layout.y -= 3
    layout.y -= layout.write(block.label, MARGIN + 4, width - 8, bold=not layout.bordered) + 3
    stacked = layout.stacked or len(block.options) > 2
    for number, option in enumerate(block.options):
        x = MARGIN + 8 + (0 if stacked else number * 120)
        at = x + 8 + 5.2 * layout.size / 9 * len(option.text) if layout.after else x
        box = (at, layout.y - layout.box, at + layout.box, layout.y)
        layout.fields.append(Field(layout.page, box, block.id, option.value, kind="option"))
        high = layout.write(option.text, x if layout.after else x + layout.box + 5, width - 40)
        if stacked or number == len(block.options) - 1:
            layout.y -= max(high, layout.box) + 5
    if layout.bordered:
        layout.lines.append((layout.page, (MARGIN, layout.y, MARGIN + width, top)))
    else:
        layout.y -= 6


def _row(layout: Layout, block: Block, width: float) -> None:
    """Cells side by side: e-mail and phone, or place and date, signature and name."""
    layout.room(80)
    top, step = layout.y, width / len(block.cells)
    height = 40.0 if block.kind == "signature" else 18.0
    for number, cell in enumerate(block.cells):
        x = MARGIN + number * step
        layout.y = top - 3
        layout.y -= layout.write(cell.label, x + 4, step - 8, bold=not layout.bordered) + 2
        box = (x + 4, layout.y - height, x + step - 4, layout.y - height + (18 if cell.kind == "field" else height))
        layout.fields.append(Field(layout.page, box, cell.id, kind="signature" if cell.kind == "signature" else "text"))
        layout.y -= height + 4
        if layout.bordered:
            layout.lines.append((layout.page, (x, layout.y, x + step, top)))
    layout.y -= 0 if layout.bordered else 6


def paint(canvas: Canvas, layout: Layout) -> Iterator[int]:
    """Draw the labels page by page; each page is handed out before it ends."""
    for page in range(layout.page + 1):
        canvas.setLineWidth(0.6)
        for _, (x0, y0, x1, y1) in [line for line in layout.lines if line[0] == page]:
            canvas.rect(x0, y0, x1 - x0, y1 - y0)
        for text in layout.texts:
            if text.page == page:
                canvas.setFont(_font(text.bold), text.size)
                canvas.drawString(text.x, text.y, text.text)
        yield page
        canvas.showPage()


def as_data(layout: Layout) -> dict[str, Any]:
    """The layout for a maker in another language."""
    return {
        "pages": layout.page + 1,
        "texts": [asdict(text) for text in layout.texts],
        "fields": [asdict(field) for field in layout.fields],
        "lines": [{"page": page, "rect": rect} for page, rect in layout.lines],
    }
