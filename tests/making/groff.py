"""Fixtures set by groff: its own PDF driver, and PostScript through Ghostscript."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from tests.making.cases import Case
from tests.making.document import Block, blocks
from tests.making.drawing import scrawl
from tests.making.recipes import Recipe


def _escape(text: str) -> str:
    text = text.replace("\\", "\\[rs]").replace("-", "\\-").replace("'", "\\[aq]")
    return "\\&" + text


def _source(case: Case, box: tuple[str, str], *, after: bool, bold: bool) -> str:
    out = [".pl 29.7c", ".po 2.2c", ".ll 16.6c", ".ps 10", ".vs 13", ".nh", ".ad l", ".nf", ".fi",
           ".de NP", "'bp", "'sp 2c", "..", ".wh 0 HD", ".de HD", "'sp 1.6c", "..", ".wh -2c NP"]  # fmt: skip
    for block in blocks(case):
        for cell in block.cells or (block,):
            out += _block(cell, box, after=after, bold=bold)
    return "\n".join(out) + "\n"


def _block(block: Block, box: tuple[str, str], *, after: bool, bold: bool) -> list[str]:
    if block.kind in ("title", "section"):
        return [".sp 0.6", ".ne 4", ".ft B", _escape(block.label), ".br", ".ft R", ".sp 0.2"]
    if block.kind in ("intro", "heading", "hint"):
        return [".ft I", _escape(block.label), ".br", ".ft R"]
    out = [".ne 3", *([".ft B"] if bold else []), _escape(block.label), ".br", ".ft R"]
    if block.kind == "choice":
        shown = []
        for option in block.options:
            mark = box[0] if option.ticked else box[1]
            parts = [_escape(option.text), mark] if after else [mark, _escape(option.text)]
            shown.append("\\~".join(part for part in parts if part))
        if block.id == "grant.type":
            return [*out, *(line for text in shown for line in (text, ".br")), ".sp 0.4"]
        return [*out, "\\~\\~\\~\\~\\~\\~".join(shown), ".br", ".sp 0.4"]
    if block.kind == "signature":
        return [*out, *(_ink() if block.signed else [".sp 3"])]
    for text in block.paragraphs or ("",):
        out += [_escape(text) if text else "\\&", ".br"]
    return [*out, ".sp 0.4"]


def _ink() -> list[str]:
    points = scrawl(120, 32)
    moves = " ".join(f"\\D'l {x1 - x0:.2f}p {y1 - y0:.2f}p'" for (x0, y0), (x1, y1) in pairwise(points))
    strokes = moves.replace(" \\D", "\\D")
    return [f"\\v'6p'\\h'{points[0][0]:.1f}p'{strokes}\\h'1p'", ".br", ".sp 2.4"]


def _groff(device: str, box: tuple[str, str], *, after: bool = False, bold: bool = True) -> Callable[[Path, Case], None]:
    def make(path: Path, case: Case) -> None:
        source = _source(case, box, after=after, bold=bold).encode()
        made = subprocess.run(
            ["groff", "-K", "utf8", "-T", device, "-P", "-pa4"], input=source, capture_output=True, check=True, timeout=60
        ).stdout
        if device == "ps":
            subprocess.run(["ps2pdf", "-", str(path)], input=made, check=True, capture_output=True, timeout=60)
        else:
            path.write_bytes(made)

    return make


RECIPES = [
    Recipe("groff-plain-short", "short", "groff (gropdf)",
           "Plain, bold labels, Times; bare X before the ticked option, nothing before the other",
           "a bare letter as a tick, very short answers",
           _groff("pdf", ("X", ""))),
    Recipe("groff-ps-typed-1", "typed-1", "groff (grops) through Ghostscript",
           "Plain, labels and answers in one style; '[x]' and '[ ]' after the option",
           "typed variants in a PDF distilled from PostScript, accents as composed glyphs",
           _groff("ps", ("[x]", "[\\~]"), after=True, bold=False)),
]  # fmt: skip
