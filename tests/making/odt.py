"""The form as an OpenDocument text: a borderless table, labels in the left column, answers in the right."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from odf.draw import Frame, Image
from odf.opendocument import OpenDocumentText
from odf.style import (
    Footer,
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TextProperties,
)
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P, PageCount, PageNumber, Span, Tab

from tests.making.cases import Case
from tests.making.document import Block, blocks
from tests.making.drawing import signature_png

__all__ = ["write_odt"]


class _Odt:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.doc = OpenDocumentText()
        self.title = self.style("Title", size="14pt", bold=True)
        self.section = self.style("Section", size="11pt", bold=True, above="10pt")
        self.label = self.style("Label", size="9pt", bold=False)
        self.value = self.style("Value", size="10pt", bold=False)
        self.symbol = Style(name="Symbol", family="text")
        self.symbol.addElement(TextProperties(fontfamily="Symbola"))
        self.doc.automaticstyles.addElement(self.symbol)
        self.cell = Style(name="Cell", family="table-cell")
        self.cell.addElement(TableCellProperties(border="none", padding="0.08cm"))
        self.doc.automaticstyles.addElement(self.cell)
        self.widths = [self.column("Left", "6cm"), self.column("Right", "11cm")]
        self.footer()

    def style(self, name: str, *, size: str, bold: bool, above: str = "0pt") -> Style:
        style = Style(name=name, family="paragraph")
        style.addElement(ParagraphProperties(margintop=above, marginbottom="3pt"))
        style.addElement(TextProperties(fontsize=size, fontweight="bold" if bold else "normal", fontfamily="Liberation Serif"))
        self.doc.styles.addElement(style)
        return style

    def column(self, name: str, width: str) -> Style:
        style = Style(name=name, family="table-column")
        style.addElement(TableColumnProperties(columnwidth=width))
        self.doc.automaticstyles.addElement(style)
        return style

    def footer(self) -> None:
        layout = PageLayout(name="Sheet")
        layout.addElement(PageLayoutProperties(pagewidth="21cm", pageheight="29.7cm", margin="2cm"))
        self.doc.automaticstyles.addElement(layout)
        master = MasterPage(name="Standard", pagelayoutname=layout)
        footer, line = Footer(), P(stylename=self.label, text="Sivu ")
        line.addElement(PageNumber(selectpage="current"))
        line.addText("/")
        line.addElement(PageCount())
        footer.addElement(line)
        master.addElement(footer)
        self.doc.masterstyles.addElement(master)

    def write(self, path: Path) -> None:
        for filled, group in groupby(blocks(self.case), lambda b: b.kind in ("field", "choice", "pair", "signature")):
            if filled:
                self.table([cell for block in group for cell in (block.cells or (block,))])
                continue
            for block in group:
                style = {"title": self.title, "section": self.section}.get(block.kind, self.value)
                self.doc.text.addElement(P(stylename=style, text=block.label))
        self.doc.save(str(path))

    def table(self, group: list[Block]) -> None:
        table = Table(name=group[0].id)
        for width in self.widths:
            table.addElement(TableColumn(stylename=width))
        for block in group:
            row = TableRow()
            left, right = TableCell(stylename=self.cell), TableCell(stylename=self.cell)
            left.addElement(P(stylename=self.label, text=block.label))
            for line in self.content(block):
                right.addElement(line)
            row.addElement(left)
            row.addElement(right)
            table.addElement(row)
        self.doc.text.addElement(table)

    def content(self, block: Block) -> list[P]:
        if block.kind == "choice":
            return self.options(block)
        if block.kind == "signature":
            return [self.picture()] if block.signed else [P(stylename=self.value)]
        return [P(stylename=self.value, text=text) for text in block.paragraphs or ("",)]

    def options(self, block: Block) -> list[P]:
        lines = [P(stylename=self.value)]
        for i, option in enumerate(block.options):
            if i and block.id == "grant.type":
                lines.append(P(stylename=self.value))
            elif i:
                lines[-1].addElement(Tab())
            lines[-1].addElement(Span(stylename=self.symbol, text="✔" if option.ticked else "☐"))
            lines[-1].addText(" " + option.text)
        return lines

    def picture(self) -> P:
        name = self.doc.addPictureFromString(signature_png(alpha=True), "image/png")
        line = P(stylename=self.value)
        frame = Frame(width="4cm", height="1.1cm", anchortype="as-char")
        frame.addElement(Image(href=name))
        line.addElement(frame)
        return line


def write_odt(path: Path, case: Case) -> None:
    """Writes the filled-in form as .odt."""
    _Odt(case).write(path)
