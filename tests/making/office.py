"""Fixtures exported by LibreOffice Writer, from .docx (python-docx), .odt (odfpy) and HTML."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.making.cases import Case
from tests.making.document import Block, Wording, blocks
from tests.making.drawing import signature_png
from tests.making.html import HtmlStyle, page
from tests.making.odt import write_odt
from tests.making.recipes import Recipe
from tests.making.syllables import soft_hyphens

Make = Callable[[Path, Case], None]


def convert(source: Path, path: Path, *filters: str) -> None:
    """Exports a document as PDF with a headless LibreOffice of its own profile."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", *filters,
             "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        path.write_bytes(Path(folder, source.stem + ".pdf").read_bytes())


@dataclass(frozen=True, slots=True)
class DocxStyle:
    """A way to lay the form out in a word processor."""

    layout: str = "cell"
    """cell, beside, oneline or plain."""
    symbols: tuple[str, str, str] = ("DejaVu Sans", "☒", "☐")
    """(font, ticked, empty); characters of a symbol font as hex, e.g. 'F0FE'."""
    after: bool = False
    flow: str = "row"
    """row, stacked or inline."""
    size: float = 10
    label_size: float = 7.5
    label_bold: bool = False
    underline: bool = False
    leader: bool = False
    """A dotted line from the label to its value, by a tab."""
    soft: bool = False
    header: str = ""
    page: tuple[float, float] = (21.0, 29.7)
    signature_beside: bool = False
    wording: Wording = field(default_factory=Wording)


class _Writer:
    def __init__(self, case: Case, style: DocxStyle) -> None:
        self.case, self.style = case, style
        self.doc = Document()
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = "Carlito", Pt(style.size)
        normal.paragraph_format.space_after = Pt(2)
        section = self.doc.sections[0]
        section.page_width, section.page_height = (Cm(x) for x in style.page)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.9)
        if style.header:
            self.running(section)

    def running(self, section: Any) -> None:
        """A header 'Työ- ja elinkeinoministeriö   LOPPURAPORTTI   2 (7)' with page number fields."""
        paragraph = section.header.paragraphs[0]
        paragraph.add_run(f"{self.style.header}\t")
        self._field(paragraph, "PAGE")
        paragraph.add_run(" (")
        self._field(paragraph, "NUMPAGES")
        paragraph.add_run(")")

    @staticmethod
    def _field(paragraph: Any, code: str) -> None:
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), code)
        paragraph._p.append(simple)

    def text(self, text: str) -> str:
        return soft_hyphens(text) if self.style.soft else text

    def write(self, path: Path) -> None:
        boxed = ("field", "choice", "pair", "signature")
        for filled, group in groupby(blocks(self.case, self.style.wording), lambda b: b.kind in boxed):
            if not filled:
                for block in group:
                    self.heading(block)
            elif self.style.layout in ("cell", "beside"):
                self.table(list(group))
            else:
                for block in group:
                    self.free(block)
        for lines in self.case.attachments:
            self.attachment(lines)
        self.doc.save(str(path))

    def heading(self, block: Block) -> None:
        paragraph = self.doc.add_paragraph()
        run = paragraph.add_run(self.text(block.label))
        run.bold = block.kind in ("title", "section")
        run.italic = block.kind in ("hint", "heading")
        if block.kind == "title":
            run.font.size = Pt(self.style.size + 3)
        if block.kind == "section":
            paragraph.paragraph_format.space_before = Pt(9)
            paragraph.paragraph_format.keep_with_next = True

    def table(self, group: list[Block]) -> None:
        beside = self.style.layout == "beside"
        table = self.doc.add_table(rows=0, cols=6)
        table.style = "Table Grid"
        for block in group:
            rows: Iterable[tuple[Block, ...]]
            if block.kind == "pair" or (block.kind == "signature" and self.style.signature_beside):
                rows = [block.cells]
            else:
                rows = [(cell,) for cell in block.cells or (block,)]
            for row in rows:
                cells = table.add_row().cells
                width = 6 // len(row)
                for i, block_ in enumerate(row):
                    first, last = i * width, (i + 1) * width - 1
                    if beside:
                        split = first + max(1, width // 3) - 1
                        self.into(cells[first].merge(cells[split]), block_, label=True, value=False)
                        self.into(cells[split + 1].merge(cells[last]), block_, label=False, value=True)
                    else:
                        self.into(cells[first].merge(cells[last]), block_, label=True, value=True)
        self.doc.add_paragraph().paragraph_format.space_after = Pt(0)

    def free(self, block: Block) -> None:
        for cell in block.cells or (block,):
            if self.style.layout == "oneline" and cell.kind == "field":
                first, *rest = cell.paragraphs or ("",)
                paragraph = self.label(self.doc.add_paragraph(), cell)
                if self.style.leader:
                    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8.5), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
                run = paragraph.add_run(("\t" if self.style.leader else "  ") + self.text(first))
                run.font.underline = self.style.underline
                for text in rest:
                    self.doc.add_paragraph(self.text(text))
            else:
                self.into(self.doc, cell, label=True, value=True)

    def label(self, paragraph: Any, block: Block) -> Any:
        run = paragraph.add_run(self.text(block.label))
        run.font.size, run.bold = Pt(self.style.label_size), self.style.label_bold
        return paragraph

    def into(self, holder: Any, block: Block, *, label: bool, value: bool) -> None:
        """Label and value as paragraphs of a cell or of the document."""
        empty = list(getattr(holder, "paragraphs", [])) if holder is not self.doc else []

        def paragraph() -> Any:
            return empty.pop(0) if empty else holder.add_paragraph()

        last = self.label(paragraph(), block) if label and block.label else None
        if not value:
            return
        if block.kind == "choice":
            self.options(last, paragraph, block)
        elif block.kind == "signature":
            target = paragraph()
            if block.signed:
                target.add_run().add_picture(io.BytesIO(signature_png()), width=Cm(4.2))
            else:
                target.add_run().add_break(WD_BREAK.LINE)
        else:
            for text in block.paragraphs or ("",):
                paragraph().add_run(self.text(text))

    def options(self, last: Any, paragraph: Callable[[], Any], block: Block) -> None:
        inline = self.style.flow == "inline" and block.id != "grant.type" and last is not None
        stacked = self.style.flow == "stacked" or block.id == "grant.type"
        target = last if inline else None
        for i, option in enumerate(block.options):
            if target is None or (stacked and i):
                target = paragraph()
            elif i or inline:
                target.add_run("\u2003")
            if self.style.after:
                target.add_run(option.text + " ")
            self.box(target, option.ticked)
            if not self.style.after:
                target.add_run(" " + option.text)

    def box(self, paragraph: Any, ticked: bool) -> None:
        font, on, off = self.style.symbols
        char = on if ticked else off
        if len(char) == 4 and font:
            symbol = OxmlElement("w:sym")
            symbol.set(qn("w:font"), font)
            symbol.set(qn("w:char"), char)
            paragraph.add_run()._r.append(symbol)
        elif char:
            run = paragraph.add_run(char)
            if font:
                run.font.name = font
                run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)

    def attachment(self, lines: tuple[str, ...]) -> None:
        self.doc.add_page_break()
        for row, group in groupby(lines, lambda line: " | " in line):
            texts = list(group)
            if row:
                table = self.doc.add_table(rows=0, cols=3)
                table.style = "Table Grid"
                for line in texts:
                    for cell, text in zip(table.add_row().cells, line.split(" | "), strict=True):
                        cell.text = text
            else:
                for line in texts:
                    self.doc.add_paragraph().add_run(line.removeprefix("# ")).bold = line.startswith("# ")


def _docx(style: DocxStyle) -> Make:
    def make(path: Path, case: Case) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "loppuraportti.docx")
            _Writer(case, style).write(source)
            convert(source, path)

    return make


def _html(style: HtmlStyle) -> Make:
    def make(path: Path, case: Case) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "loppuraportti.html")
            source.write_text(page(case, style), encoding="utf-8")
            convert(source, path, "--writer")

    return make


def _odt(path: Path, case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "loppuraportti.odt")
        write_odt(source, case)
        convert(source, path)


_DOCX = "LibreOffice Writer, from .docx"
_HEADER = "Työ- ja elinkeinoministeriö\tLOPPURAPORTTI"
RECIPES = [
    Recipe("writer-beside-wide", "wide", _DOCX,
           "Label cell beside value cell, e-mail and phone in one row of four cells, rows over pages; boxes of Wingdings "
           "by w:sym (ticked F0FE, empty F0A8), stacked; header '2 (7)'",
           "symbol font boxes; labels and values that wrap beside each other",
           _docx(DocxStyle("beside", ("Wingdings", "F0FE", "F0A8"), flow="stacked", label_size=9, header=_HEADER))),
    Recipe("writer-cell-seed", "seed", _DOCX,
           "Bordered cells, small label above the value, cells over pages; ☒/☐ after the option, header '2 (7)'",
           "the seed's report; boxes after their options in a word processor",
           _docx(DocxStyle(header=_HEADER, after=True))),
    Recipe("writer-oneline-quotes", "quotes", _DOCX,
           "'Label: value' on one line, the value underlined; bold labels; ☑/☐ (OpenSymbol) beside the question",
           "quoted labels as lines of their own without rulings",
           _docx(DocxStyle("oneline", ("OpenSymbol", "☑", "☐"), flow="inline", label_size=10, label_bold=True, underline=True,
                           wording=Wording(after_label=":")))),
    Recipe("writer-plain-long", "long", _DOCX,
           "Plain paragraphs, bold labels, hyphenated by soft hyphens, A4 with 12 pt; bare X before the ticked option",
           "answers of several pages with numbered and dashed lists; labels hyphenated",
           _docx(DocxStyle("plain", ("", "X", ""), label_bold=True, label_size=12, size=12, soft=True, header="Loppuraportti\t"))),
    Recipe("writer-letter-attached", "attached", _DOCX,
           "Letter, bordered cells, signature row of three cells; '[x]' and '[ ]'; instructions in brackets left out",
           "attached pages from a word processor; labels without their instructions",
           _docx(DocxStyle(symbols=("", "[x]", "[ ]"), page=(21.59, 27.94), signature_beside=True,
                           wording=Wording(without_brackets=True)))),
    Recipe("writer-html-unanswered", "unanswered", "LibreOffice Writer, from HTML",
           "Plain paragraphs, labels and answers in one style; ☒/☐ before the option",
           "unanswered questions, nothing signed",
           _html(HtmlStyle("plain", pair_beside=False, css=".plain .l{font-weight:normal}"))),
    Recipe("writer-odt-hub", "hub", "LibreOffice Writer, from .odt",
           "Borderless two-column table, label beside value; tab-separated options with ✔/☐ of Symbola; footer 'Sivu 2/7'",
           "columns without rulings; section 7 filled",
           _odt),
    Recipe("writer-leaders-typed-1", "typed-1", _DOCX,
           "'Label.........value' on one line, a tab's dotted leader between them; '(x)' and '( )'",
           "a leader is no part of a word; typed variants",
           _docx(DocxStyle("oneline", ("", "(x)", "( )"), leader=True, label_size=10, label_bold=True))),
]  # fmt: skip
