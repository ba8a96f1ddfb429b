"""The form as a web page, in the layouts that browsers and HTML converters print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from tests.making.cases import Case
from tests.making.document import Block, Choice, Wording, blocks
from tests.making.drawing import box_png, data_uri, signature_png, signature_svg
from tests.making.syllables import soft_hyphens

__all__ = ["BOXES", "HtmlStyle", "page"]

BoxMaker = Callable[[bool, str], str]
"""(ticked, question id) -> HTML of the box."""


def _glyphs(on: str, off: str, style: str = "") -> BoxMaker:
    css = f' style="{style}"' if style else ""
    return lambda ticked, _: f"<span{css}>{on if ticked else off}</span>" if (on if ticked else off) else ""


def _input(kind: str) -> BoxMaker:
    return lambda ticked, name: f'<input type="{kind}" {"checked" if ticked else ""}>'


def _image(mark: str, *, alpha: bool) -> BoxMaker:
    def make(ticked: bool, _: str) -> str:
        source = data_uri(box_png(ticked=ticked, alpha=alpha, mark=mark))
        return f'<img src="{source}" style="width:9pt;height:9pt;vertical-align:-1pt" alt="">'

    return make


def _svg(inner: str, frame: str) -> BoxMaker:
    def make(ticked: bool, _: str) -> str:
        return (
            f'<svg width="13" height="13" viewBox="0 0 20 20" style="vertical-align:-2px">{frame}'
            f"{inner if ticked else ''}</svg>"
        )

    return make


_SQUARE = '<rect x="1.5" y="1.5" width="17" height="17" fill="none" stroke="#222" stroke-width="1.6"/>'
_CIRCLE = '<circle cx="10" cy="10" r="8.4" fill="none" stroke="#222" stroke-width="1.4"/>'
BOXES: dict[str, BoxMaker] = {
    "ballot-x": _glyphs("☒", "☐", "font-family:'DejaVu Sans'"),
    "ballot-tick": _glyphs("☑", "☐", "font-family:'Symbola'"),
    "tick-bare": _glyphs("✓", "", "font-family:'DejaVu Sans'"),
    "x-bare": _glyphs("X", ""),
    "square-bracket": _glyphs("[x]", "[ ]"),
    "bracket": _glyphs("(x)", "( )"),
    "x-over-box": lambda ticked, _: (
        "<span style=\"position:relative;font-family:'DejaVu Sans'\">☐"
        + ('<span style="position:absolute;left:0.16em;top:-0.05em;font-family:Liberation Sans">X</span>' if ticked else "")
        + "</span>"
    ),
    "input": lambda ticked, name: _input("checkbox" if name == "grant.type" else "radio")(ticked, name),
    "checkbox": _input("checkbox"),
    "image": _image("cross", alpha=False),
    "image-alpha": _image("tick", alpha=True),
    "svg-cross": _svg('<path d="M4 4 L16 16 M16 4 L4 16" stroke="#111" stroke-width="2" fill="none"/>', _SQUARE),
    "svg-tick": _svg('<path d="M4 10 L8.5 15 L17 3.5" stroke="#0a6b2f" stroke-width="2.4" fill="none"/>', _SQUARE),
    "svg-fill": _svg('<rect x="4.5" y="4.5" width="11" height="11" fill="#111"/>', _SQUARE),
    "svg-tick-bare": _svg('<path d="M3 11 L8 16 L18 3" stroke="#060" stroke-width="3" fill="none"/>', ""),
    "svg-dot": _svg('<circle cx="10" cy="10" r="4.6" fill="#111"/>', _CIRCLE),
}


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    """A way to lay the form out as HTML."""

    layout: str = "cell"
    """cell, beside, oneline, plain or rules."""
    box: str = "ballot-x"
    box_after: bool = False
    flow: str = "row"
    """Where yes/no options stand: row, stacked, inline (on the question's line), cells or header; without boxes: struck
    (the wrong one is struck out), ringed (the right one is ringed) or named (only the right one is printed)."""
    css: str = ""
    head: str = ""
    """Markup before the title, e.g. a running header for paged media."""
    signature: str = "svg"
    """svg, png, alpha, or typed (a name in a handwriting font)."""
    signature_beside: bool = False
    wording: Wording = field(default_factory=Wording)
    break_before: frozenset[str] = frozenset()
    """Blocks (field ids) that start a page."""
    break_before_options: frozenset[str] = frozenset()
    """Questions whose boxes start a page."""
    pair_beside: bool = True
    soft: bool = False
    """Soft hyphens in labels and answers."""


_TEXT = re.compile(r"(?<=>)[^<>]{24,}(?=<)")
"""Text between tags, short answers aside."""
_CSS = """
@page { size: A4; margin: 18mm 16mm }
body { font: 10pt/1.35 'Liberation Sans', sans-serif; margin: 0 }
h1 { font-size: 13pt; margin: 0 0 6pt } h2 { font-size: 11pt; margin: 12pt 0 4pt }
h3, .hint { font-size: 10pt; font-style: italic; font-weight: normal; margin: 5pt 0 }
p { margin: 0 0 3pt } table { border-collapse: collapse; width: 100% } td { vertical-align: top; padding: 2pt 4pt }
.cell td, .beside td { border: 0.7pt solid #333 } .cell .l { font-size: 7pt; color: #222; margin: 0 }
.beside .l { width: 34% } .plain .l, .oneline .l, .rules .l { font-weight: bold }
.rules .f { border-top: 0.6pt solid #555; padding: 3pt 0 } .f { margin: 0 0 4pt }
.o { margin-right: 22pt } .sig { height: 46px } .v { min-height: 10pt } .new { break-before: page; page-break-before: always }
.pair td { width: 50% }
"""


def page(case: Case, style: HtmlStyle, *, title: str = "Loppuraportti") -> str:
    """The whole document."""
    body = "\n".join(_groups(case, style))
    if style.soft:
        body = _TEXT.sub(lambda found: soft_hyphens(found[0]), body)
    appendix = "".join(_attachment(lines) for lines in case.attachments)
    return (
        f'<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>{title}</title><style>{_CSS}{style.css}'
        f'</style></head><body class="{style.layout}">{style.head}{body}{appendix}</body></html>'
    )


def _groups(case: Case, style: HtmlStyle) -> list[str]:
    out: list[str] = []
    tables = style.layout in ("cell", "beside")
    for boxed, group in groupby(
        blocks(case, style.wording, pair=style.pair_beside), lambda b: b.kind in ("field", "choice", "pair", "signature")
    ):
        if not boxed:
            out += [_heading(block, style) for block in group]
        elif tables:
            out.append("<table class=t>" + "".join(_row(block, style) for block in group) + "</table>")
        else:
            out += [_free(block, style) for block in group]
    return out


def _heading(block: Block, style: HtmlStyle) -> str:
    tag = {"title": "h1", "section": "h2", "heading": "h3"}.get(block.kind, "p")
    extra = ' class="hint"' if block.kind == "hint" else ""
    if f"{block.kind} {block.id}" in style.break_before:
        extra = ' class="new"'
    return f"<{tag}{extra}>{escape(block.label)}</{tag}>"


def _values(block: Block) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in block.paragraphs)


def _options(block: Block, style: HtmlStyle) -> str:
    box = BOXES[style.box]

    def one(option: Choice) -> str:
        parts = [box(option.ticked, block.id), f"<span>{escape(option.text)}</span>"]
        if style.box_after:
            parts.reverse()
        return " ".join(part for part in parts if part)

    stacked = block.id == "grant.type" or style.flow == "stacked"
    new = " class=new" if block.id in style.break_before_options else ""
    if stacked:
        return f"<div{new}>" + "".join(f"<div>{one(option)}</div>" for option in block.options) + "</div>"
    if style.flow == "cells" and block.id != "grant.type":
        return f"<table{new}><tr>" + "".join(f"<td>{one(option)}</td>" for option in block.options) + "</tr></table>"
    if style.flow in UNBOXED and block.id != "grant.type":
        return "<div>" + UNBOXED[style.flow](block.options) + "</div>"
    if style.flow == "header":
        box_cells = "".join(f"<td>{box(option.ticked, block.id)}</td>" for option in block.options)
        heads = "".join(f"<td>{escape(option.text)}</td>" for option in block.options)
        return f'<table{new} style="width:30%"><tr>{heads}</tr><tr>{box_cells}</tr></table>'
    return f"<div{new}>" + "".join(f"<span class=o>{one(option)}</span> " for option in block.options) + "</div>"


def _struck(options: tuple[Choice, ...]) -> str:
    answered = any(option.ticked for option in options)
    return " / ".join(f"<s>{o.text}</s>" if answered and not o.ticked else o.text for o in options)


def _ringed(options: tuple[Choice, ...]) -> str:
    ring = "border:1.2px solid #00a;border-radius:50%;"
    return " &nbsp; ".join(f'<span style="{ring if o.ticked else ""}padding:1px 8px">{o.text}</span>' for o in options)


def _named(options: tuple[Choice, ...]) -> str:
    return " ".join(option.text for option in options if option.ticked)


UNBOXED = {"struck": _struck, "ringed": _ringed, "named": _named}


def _content(block: Block, style: HtmlStyle) -> str:
    if block.kind == "choice":
        return _options(block, style)
    if block.kind == "signature":
        return f"<div class=sig>{_signature(block, style)}</div>"
    return _values(block)


def _signature(block: Block, style: HtmlStyle) -> str:
    if style.signature == "typed":
        return "<span style=\"font:20pt 'Z003'\">Veikko Malliranta</span>"
    if not block.signed:
        return ""
    if style.signature == "svg":
        return signature_svg()
    source = data_uri(signature_png(alpha=style.signature == "alpha"))
    return f'<img src="{source}" width="160" height="43" alt="">'


def _label(block: Block) -> str:
    return f"<p class=l>{escape(block.label)}</p>" if block.label else ""


def _row(block: Block, style: HtmlStyle) -> str:
    """A table row: label above its value in one cell, or beside it."""
    new = " class=new" if block.id in style.break_before else ""
    if block.cells and (block.kind == "pair" or style.signature_beside):
        if style.layout == "beside":
            cells = "".join(
                f"<td class=l>{escape(c.label)}</td><td class=v>{_content(c, style)}</td>" for c in block.cells
            )
        else:
            cells = "".join(f"<td>{_label(c)}<div class=v>{_content(c, style)}</div></td>" for c in block.cells)
        return f'<tr{new}><td colspan=2 style="padding:0"><table class=pair><tr>{cells}</tr></table></td></tr>'
    if block.cells:
        return "".join(_row(cell, style) for cell in block.cells)
    if style.layout == "beside":
        return f"<tr{new}><td class=l>{escape(block.label)}</td><td class=v>{_content(block, style)}</td></tr>"
    return f"<tr{new}><td colspan=2>{_label(block)}<div class=v>{_content(block, style)}</div></td></tr>"


def _free(block: Block, style: HtmlStyle) -> str:
    """A field without a cell."""
    if block.cells and (block.kind == "pair" or style.signature_beside):
        cells = "".join(f"<td>{_free(cell, style)}</td>" for cell in block.cells)
        return f"<table class=pair><tr>{cells}</tr></table>"
    if block.cells:
        return "".join(_free(cell, style) for cell in block.cells)
    new = " new" if block.id in style.break_before else ""
    if block.kind == "choice" and style.flow == "inline" and block.id != "grant.type":
        options = _options(block, style).replace("<div>", "<span>").replace("</div>", "</span>")
        return f'<div class="f choice{new}"><span class=l>{escape(block.label)}</span> {options}</div>'
    if style.layout == "oneline" and block.kind == "field":
        first, rest = (block.paragraphs or ("",))[0], block.paragraphs[1:]
        more = "".join(f"<p>{escape(text)}</p>" for text in rest)
        return (
            f'<div class="f{new}"><p><span class=l>{escape(block.label)}</span> <span class=u>{escape(first)}</span></p>'
            f"{more}</div>"
        )
    return f'<div class="f{new}">{_label(block)}<div class=v>{_content(block, style)}</div></div>'


def _attachment(lines: tuple[str, ...]) -> str:
    out = ['<div class="new">']
    for row, group in groupby(lines, lambda line: " | " in line):
        if row:
            cells = ("".join(f"<td>{escape(c)}</td>" for c in line.split(" | ")) for line in group)
            out.append("<table class=a border=1>" + "".join(f"<tr>{c}</tr>" for c in cells) + "</table>")
        else:
            for line in group:
                tag = "h2" if line.startswith("# ") else "p"
                out.append(f"<{tag}>{escape(line.removeprefix('# '))}</{tag}>")
    return "".join(out) + "</div>"
