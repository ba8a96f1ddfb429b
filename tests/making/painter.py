"""A small layout engine: the form as drawing commands for libraries that only draw.

What comes out is a list of pages of commands, in points with the origin at the top left:
("text", x, baseline, text, font, size) · ("line", x0, y0, x1, y1) · ("rect", x, y, w, h, filled)
("circle", x, y, r, filled) · ("path", points, width) · ("image", x, y, w, h, name). Fonts are 'regular', 'bold'
and 'italic' (metrics of Helvetica, which Liberation Sans shares) and 'symbol'.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from tests.making.cases import Case
from tests.making.document import Block, Wording, blocks
from tests.making.drawing import scrawl

__all__ = ["Command", "PaintStyle", "paint"]

Command = tuple[Any, ...]
_FACES = {"regular": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique", "symbol": "ZapfDingbats"}
_DEJAVU = "/usr/share/fonts/truetype/dejavu/"
_LEADING = 1.28


@dataclass(frozen=True, slots=True)
class PaintStyle:
    """A way to draw the form."""

    layout: str = "cell"
    """cell, beside, rules or plain."""
    box: str = "cross"
    """cross, tick, fill, dot, image, or 'text:ON:OFF' for characters of the text font, 'symbol:ON:OFF' of another."""
    after: bool = False
    flow: str = "row"
    """row, stacked or inline (after the question, on its last line)."""
    size: float = 9.5
    label_size: float = 7
    label_font: str = "regular"
    sheet: tuple[float, float] = (595.28, 841.89)
    margin: float = 48
    left: float = 0.33
    """Share of the label column, beside."""
    footer: str = ""
    """'Sivu {page}/{pages}'."""
    header: str = ""
    signature: str = "path"
    """path or image."""
    signature_beside: bool = False
    face: str = ""
    """One DejaVu font ('DejaVuSans') for everything, instead of Helvetica's metrics."""
    words: bool = False
    """Each word is drawn by itself."""
    keep_boxes: bool = True
    """False: the boxes of `apart` start the next page."""
    apart: frozenset[str] = frozenset()
    wording: Wording = field(default_factory=Wording)


@dataclass(slots=True)
class _Line:
    height: float
    parts: list[tuple[str, float, Any]] = field(default_factory=list)
    """(kind, x offset, what): text -> (text, font, size); box -> ticked; sign -> None; break -> None."""


class _Painter:
    def __init__(self, case: Case, style: PaintStyle) -> None:
        self.case, self.style = case, style
        self.width = style.sheet[0] - 2 * style.margin
        self.bottom = style.sheet[1] - style.margin - 12
        self.faces = dict(_FACES)
        if style.face:
            pdfmetrics.registerFont(TTFont(style.face, f"{_DEJAVU}{style.face}.ttf"))
            self.faces = dict.fromkeys(_FACES, style.face)
        self.pages: list[list[Command]] = []
        self.y = 0.0
        self.turn()

    def turn(self) -> None:
        self.pages.append([])
        self.y = self.style.margin + (14 if self.style.header else 0)

    def put(self, *command: Any) -> None:
        self.pages[-1].append(command)

    # lines ----------------------------------------------------------------
    def wrap(self, text: str, width: float, font: str, size: float) -> list[_Line]:
        lines, now = [], ""
        for word in text.split(" "):
            longer = f"{now} {word}" if now else word
            if now and stringWidth(longer, self.faces[font], size) > width:
                lines.append(now)
                now = word
            else:
                now = longer
            while stringWidth(now, self.faces[font], size) > width:
                cut = len(now)
                while stringWidth(now[:cut], self.faces[font], size) > width:
                    cut -= 1
                lines.append(now[:cut])
                now = now[cut:]
        lines.append(now)
        return [_Line(size * _LEADING, [("text", 0, (line, font, size))]) for line in lines]

    def label(self, block: Block, width: float) -> list[_Line]:
        style = self.style
        return self.wrap(block.label, width, style.label_font, style.label_size) if block.label else []

    def value(self, block: Block, width: float) -> list[_Line]:
        if block.kind == "choice":
            return self.options(block, width)
        if block.kind == "signature":
            return [_Line(40, [("sign", 0, None)] if block.signed else [])]
        size, lines = self.style.size, []
        for text in block.paragraphs:
            lines += self.wrap(text, width, "regular", size)
            lines.append(_Line(3))
        return lines or [_Line(size * _LEADING)]

    def options(self, block: Block, width: float) -> list[_Line]:
        size, style = self.style.size, self.style
        lines: list[_Line] = [_Line(0, [("break", 0, None)])] if block.id in style.apart else []
        x = 0.0
        stacked = block.id == "grant.type" or style.flow == "stacked"
        for i, option in enumerate(block.options):
            if stacked or not i:
                lines.append(_Line(size * 1.45))
                x = 0.0
            text_width = stringWidth(option.text, self.faces["regular"], size)
            box_width = size * 1.5
            if style.after:
                lines[-1].parts += [("text", x, (option.text, "regular", size)), ("box", x + text_width + 4, option.ticked)]
            else:
                lines[-1].parts += [("box", x, option.ticked), ("text", x + box_width, (option.text, "regular", size))]
            x += text_width + box_width + 26
        return lines

    # drawing --------------------------------------------------------------
    def draw(self, line: _Line, x: float, y: float) -> None:
        for kind, dx, what in line.parts:
            if kind == "text":
                text, font, size = what
                self.text(x + dx, y + size, text, font, size)
            elif kind == "box":
                self.box(x + dx, y, what)
            elif kind == "sign":
                if self.style.signature == "image":
                    self.put("image", x + 6, y + 2, 130, 35, "signature")
                else:
                    self.put("path", [(x + 6 + px, y + 2 + py) for px, py in scrawl(130, 34)], 1.1)

    def text(self, x: float, y: float, text: str, font: str, size: float) -> None:
        if not self.style.words:
            self.put("text", x, y, text, font, size)
            return
        for word in text.split(" "):
            if word:
                self.put("text", x, y, word, font, size)
            x += stringWidth(word + " ", self.faces[font], size)

    def box(self, x: float, y: float, ticked: bool) -> None:
        kind, size = self.style.box, self.style.size
        side, top = size * 0.92, y + size * 0.18
        if kind.startswith(("text:", "symbol:")):
            font, on, off = kind.split(":")
            char = on if ticked else off
            if char:
                self.put("text", x, y + size, char, "regular" if font == "text" else "symbol", size)
        elif kind == "image":
            self.put("image", x, top, side, side, "on" if ticked else "off")
        elif kind == "dot":
            self.put("circle", x + side / 2, top + side / 2, side / 2, False)
            if ticked:
                self.put("circle", x + side / 2, top + side / 2, side * 0.26, True)
        else:
            self.put("rect", x, top, side, side, False)
            if ticked and kind == "cross":
                self.put("line", x + 1.5, top + 1.5, x + side - 1.5, top + side - 1.5)
                self.put("line", x + 1.5, top + side - 1.5, x + side - 1.5, top + 1.5)
            elif ticked and kind == "tick":
                points = [(0.16, 0.5), (0.42, 0.82), (0.9, 0.1)]
                self.put("path", [(x + px * side, top + py * side) for px, py in points], 1.4)
            elif ticked:
                self.put("rect", x + side * 0.2, top + side * 0.2, side * 0.6, side * 0.6, True)

    def row(self, columns: list[tuple[float, float, list[_Line]]], *, frame: bool, keep: float = 0) -> None:
        """Columns (x, width, lines) side by side; what does not fit goes on on the next page."""
        pad = 3.0 if frame else 0.0
        left = [list(lines) for _, _, lines in columns]
        if self.y + keep + 2 * pad > self.bottom:
            self.turn()
        while any(left):
            top, lowest = self.y, self.y + 2 * pad
            for (x, _, _), lines in zip(columns, left, strict=True):
                y = top + pad
                while lines and y + lines[0].height <= self.bottom - pad:
                    line = lines.pop(0)
                    if line.parts and line.parts[0][0] == "break":
                        break
                    self.draw(line, x + pad, y)
                    y += line.height
                lowest = max(lowest, y + pad)
            if frame:
                for x, width, _ in columns:
                    self.put("rect", x, top, width, lowest - top, False)
            self.y = lowest
            if any(left):
                self.turn()

    # blocks ---------------------------------------------------------------
    def heading(self, block: Block) -> None:
        font, size, above = {
            "title": ("bold", self.style.size + 4, 0),
            "section": ("bold", self.style.size + 1.5, 9),
            "heading": ("italic", self.style.size, 4),
            "hint": ("italic", self.style.size, 4),
        }.get(block.kind, ("regular", self.style.size, 0))
        self.y += above
        lines = self.wrap(block.label, self.width, font, size)
        self.row([(self.style.margin, self.width, lines)], frame=False, keep=40 if block.kind == "section" else 12)
        self.y += 3

    def field(self, block: Block) -> None:
        style, x = self.style, self.style.margin
        side_by_side = block.kind == "pair" or (block.kind == "signature" and style.signature_beside)
        groups = [block.cells] if block.cells and side_by_side else [(cell,) for cell in block.cells or (block,)]
        for cells in groups:
            share = self.width / len(cells)
            columns = []
            for i, cell in enumerate(cells):
                at = x + i * share
                if style.layout == "beside":
                    narrow = share * style.left
                    columns.append((at, narrow, self.label(cell, narrow - 7)))
                    columns.append((at + narrow, share - narrow, self.value(cell, share - narrow - 7)))
                else:
                    columns.append((at, share, self.stack(cell, share - 8)))
            if style.layout == "rules":
                self.put("line", x, self.y, x + self.width, self.y)
                self.y += 3
            self.row(columns, frame=style.layout in ("cell", "beside"), keep=min(44, 12 + len(columns[0][2]) * 9))
            if style.layout in ("plain", "rules"):
                self.y += 5

    def stack(self, block: Block, width: float) -> list[_Line]:
        """Label above value; 'inline' puts the options of a question after its last words."""
        label, value = self.label(block, width), self.value(block, width)
        if block.kind == "choice" and self.style.flow == "inline" and block.id != "grant.type" and label:
            text, font, size = label[-1].parts[0][2]
            start = stringWidth(text, self.faces[font], size) + 18
            if start < width * 0.7:
                label[-1].parts += [(kind, dx + start, what) for kind, dx, what in value[0].parts]
                return label
        return label + value

    def run(self) -> list[list[Command]]:
        for filled, group in groupby(
            blocks(self.case, self.style.wording), lambda b: b.kind in ("field", "choice", "pair", "signature")
        ):
            for block in group:
                if filled:
                    self.field(block)
                else:
                    self.heading(block)
        for lines in self.case.attachments:
            self.turn()
            for line in lines:
                bold = line.startswith("# ")
                text = self.wrap(line.removeprefix("# "), self.width, "bold" if bold else "regular", self.style.size)
                self.row([(self.style.margin, self.width, text)], frame=False)
                self.y += 4
        for number, page in enumerate(self.pages, 1):
            count = {"page": number, "pages": len(self.pages)}
            if self.style.header:
                page.insert(0, ("text", self.style.margin, self.style.margin - 8, self.style.header.format(**count), "regular", 8))
            if self.style.footer:
                baseline = self.style.sheet[1] - self.style.margin + 12
                page.append(("text", self.style.sheet[0] / 2 - 20, baseline, self.style.footer.format(**count), "regular", 8))
        return self.pages


def paint(case: Case, style: PaintStyle) -> list[list[Command]]:
    """Pages of drawing commands."""
    return _Painter(case, style).run()
