"""Fixtures set by Typst: hyphenated by its own Finnish patterns, justified, with ligatures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.making.cases import Case
from tests.making.document import Block, Wording, blocks
from tests.making.drawing import scrawl
from tests.making.recipes import Recipe

_BOXES = {
    "dot": (
        "box(baseline: 1pt, circle(radius: 4pt, stroke: 0.7pt, inset: 1.6pt, circle(radius: 2.2pt, fill: black)))",
        "box(baseline: 1pt, circle(radius: 4pt, stroke: 0.7pt))",
    ),
    "cross": (
        "box(baseline: 1pt, square(size: 8pt, stroke: 0.7pt, {place(line(start: (0pt, 0pt), end: (8pt, 8pt), stroke: 1pt));"
        " place(line(start: (8pt, 0pt), end: (0pt, 8pt), stroke: 1pt))}))",
        "box(baseline: 1pt, square(size: 8pt, stroke: 0.7pt))",
    ),
    "fill": ("box(baseline: 1pt, square(size: 8pt, fill: black))", "box(baseline: 1pt, square(size: 8pt, stroke: 0.7pt))"),
    "glyph": ('text(font: "DejaVu Sans", "☑")', 'text(font: "DejaVu Sans", "☐")'),
}


@dataclass(frozen=True, slots=True)
class TypstStyle:
    """A way to set the form in Typst."""

    layout: str = "plain"
    """plain, beside (stroked grid) or open (grid without strokes)."""
    box: str = "dot"
    after: bool = False
    page: str = 'paper: "a4", margin: 2cm, numbering: "1 / 1"'
    setup: str = ""
    wording: Wording = field(default_factory=Wording)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _source(case: Case, style: TypstStyle) -> str:
    out = [
        f"#set page({style.page})",
        '#set text(lang: "fi", size: 10pt, hyphenate: true, font: ("Libertinus Serif", "DejaVu Sans"))',
        "#set par(justify: true, leading: 0.6em, spacing: 0.7em)",
        style.setup,
    ]
    for block in blocks(case, style.wording):
        out.append(_block(block, style))
    for lines in case.attachments:
        out.append("#pagebreak()")
        out += [f"#par({_string(line.removeprefix('# '))})" for line in lines]
    return "\n".join(out)


def _block(block: Block, style: TypstStyle) -> str:
    if block.kind == "title":
        return f"#text(13pt, weight: \"bold\", tracking: 0.08em, {_string(block.label)})\n"
    if block.kind == "section":
        return f"#v(6pt)#block(sticky: true, text(11.5pt, weight: \"bold\", smallcaps({_string(block.label)})))"
    if block.kind in ("heading", "hint"):
        return f"#par(emph({_string(block.label)}))"
    if block.kind == "intro":
        return f"#par({_string(block.label)})"
    if block.kind in ("pair", "signature") and style.layout == "plain":
        cells = ", ".join(f"[{_field(cell, style)}]" for cell in block.cells)
        return f"#grid(columns: {len(block.cells)} * (1fr,), column-gutter: 8pt, {cells})".replace(
            f"{len(block.cells)} * (1fr,)", "(" + "1fr, " * len(block.cells) + ")"
        )
    return "".join(_field(cell, style) for cell in block.cells or (block,))


def _field(block: Block, style: TypstStyle) -> str:
    value = _value(block, style)
    label = _string(block.label)
    if style.layout == "plain":
        shown = f"#par(text(weight: \"bold\", {label}))" if block.label else ""
        return f"{shown}\n{value}\n#v(3pt)\n"
    stroke = "0.5pt" if style.layout == "beside" else "none"
    return (
        f"#block(above: 0pt, below: 0pt, grid(columns: (30%, 70%), stroke: {stroke}, inset: 4pt, "
        f"align: (horizon + left, top + left), par({label}), [{value}]))\n"
    )


def _value(block: Block, style: TypstStyle) -> str:
    if block.kind == "signature":
        if not block.signed:
            return "#v(30pt)"
        points = ", ".join(f"({x:.1f}pt, {y:.1f}pt)" for x, y in scrawl(110, 30))
        first, *rest = points.replace("), (", ")|(").split("|")
        lines = ", ".join(f"curve.line({p})" for p in rest)
        return f"#box(height: 32pt, curve(stroke: 1pt + rgb(\"#1b2f7a\"), curve.move({first}), {lines}))"
    if block.kind == "choice":
        on, off = _BOXES[style.box]
        shown = []
        for option in block.options:
            parts = ["#" + (on if option.ticked else off), f"#{_string(option.text)}"]
            shown.append(" ".join(reversed(parts) if style.after else parts))
        gap = " #linebreak() " if block.id == "grant.type" else " #h(2em) "
        return f"#par[{gap.join(shown)}]"
    return "\n".join(f"#par({_string(text)})" for text in block.paragraphs)


def _typst(style: TypstStyle) -> Callable[[Path, Case], None]:
    def make(path: Path, case: Case) -> None:
        import typst

        path.write_bytes(typst.compile(_source(case, style).encode()))

    return make


_REWORDED = {
    "recipient.organisation": "Avustuksen saajan nimi",
    "recipient.project_name": "Hankkeen nimi *",
    "recipient.contact_email": "Yhteyshenkilön sähköposti",
    "recipient.contact_name": "",
    "decision.granted_eur": "Myönnetty avustus, euroa",
    "outcomes.monitoring": "Kuvaile, miten toiminnan tuloksellisuutta on seurattu ja arvioitu: mittarit, tiedonkeruun "
    "menetelmät ja keskeiset tulokset",
    "outcomes.lessons": "Kerro hankkeen tärkeimmistä oppimiskokemuksista ja muista hankkeen toteuttamisesta ja "
    "kehittämistyöstä nousseista huomioista",
}


def _without_contact(style: TypstStyle) -> Callable[[Path, Case], None]:
    """The print of a case whose contact name stands nowhere: label and value are left out."""

    def make(path: Path, case: Case) -> None:
        from dataclasses import replace

        _typst(style)(path, replace(case, truth={**case.truth, "recipient.contact_name": None}))

    return make


_PRODUCER = "Typst"
RECIPES = [
    Recipe("typst-plain-hub", "hub", _PRODUCER,
           "Plain, bold labels, letterspaced title, small caps headings, justified, hyphenated, ligatures; circles with a "
           "dot; e-mail and phone, and the signature row, side by side without rulings; '2 / 4' at the foot",
           "hyphenation and ligatures of a typesetter; columns without rulings",
           _typst(TypstStyle())),
    Recipe("typst-beside-quotes", "quotes", _PRODUCER,
           "Stroked grid, narrow label cell hyphenated and vertically centred; vector squares with a cross after the option",
           "hyphenated labels beside answers that quote labels",
           _typst(TypstStyle("beside", "cross", after=True))),
    Recipe("typst-open-reworded", "plain", _PRODUCER,
           "Grid without strokes, Letter; some labels reworded or with an asterisk, one missing with its value, section 7 "
           "left out; filled squares",
           "labels reworded and missing, a section removed",
           _without_contact(TypstStyle("open", "fill", page='paper: "us-letter", margin: 2.2cm',
                                       wording=Wording(labels=_REWORDED, without=frozenset({"talent_hub"})))),
           truth={"recipient.contact_name": None}, must_flag=("recipient.contact_name",)),
    Recipe("typst-columns-long", "long", _PRODUCER,
           "Stroked grid, rows over several pages, 8 pt, running header 'Loppuraportti 2(9)'; ☑/☐ (DejaVu Sans)",
           "very long answers in table rows",
           _typst(TypstStyle("beside", "glyph", page='paper: "a5", margin: (x: 1.4cm, y: 1.8cm), header: context [Loppuraportti '
                             '#h(1fr) #counter(page).display("1") (#counter(page).final().first())]',
                             setup="#set text(8pt)"))),
    Recipe("typst-numbered-plain", "plain", _PRODUCER, "Plain, bold labels, a number before every line; filled squares",
           "line numbers are no part of any answer", _typst(TypstStyle(box="fill", setup='#set par.line(numbering: "1")'))),
]  # fmt: skip
