"""Filling in a form by several tools, and flattening it by as many."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf

from tests.making.cases import Case
from tests.making.drawing import signature_png
from tests.making.forms_blank import Blank, pdflib_job

__all__ = ["FILLERS", "FLATTENERS", "sign_with_image", "values"]

Fill = Callable[[Path, Path, Blank, Case], None]


def values(blank: Blank, case: Case) -> tuple[dict[str, str], dict[str, str]]:
    """Texts by field name, and button values by field name."""
    texts = {name: "\n".join(case.paragraphs(id_)) for id_, name in blank.texts.items()}
    texts |= {
        name: shown[option] for question, (name, shown) in blank.lists.items() for option in case.ticks.get(question, ())
    }
    buttons = {
        blank.options[question, option][0]: blank.options[question, option][1]
        for question, ticked in case.ticks.items() for option in ticked if (question, option) in blank.options
    }
    return {name: text for name, text in texts.items() if text}, buttons


def by_pypdf(source: Path, out: Path, blank: Blank, case: Case) -> None:
    """pypdf writes /V, /AS and the appearances of text fields."""
    import pypdf

    texts, buttons = values(blank, case)
    writer = pypdf.PdfWriter(clone_from=str(source))
    for page in writer.pages:
        writer.update_page_form_field_values(page, texts | {k: f"/{v}" for k, v in buttons.items()}, auto_regenerate=False)
    writer.write(str(out))


def by_pdflib(source: Path, out: Path, blank: Blank, case: Case) -> None:
    """pdf-lib draws all appearances anew."""
    texts, buttons = values(blank, case)
    order: dict[str, list[str]] = {}
    for name, state in blank.options.values():
        order.setdefault(name, []).append(state)
    groups = {name: order[name].index(state) for name, state in buttons.items()}
    chosen = {"groups": groups} if blank.radios else {"checks": list(buttons)}
    pdflib_job(**{"in": source}, out=out, texts=texts, **chosen)


def by_pikepdf(source: Path, out: Path, blank: Blank, case: Case) -> None:
    """Values only, as UTF-16 with \\r between paragraphs; viewers are asked to draw them."""
    texts, buttons = values(blank, case)
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                _fill(widget, texts, buttons)
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.save(out)


def _fill(widget: pikepdf.Object, texts: dict[str, str], buttons: dict[str, str]) -> None:
    parent = widget.get("/Parent", {})
    names = dict.fromkeys(str(node.T) for node in (parent, widget) if "/T" in node)
    name = ".".join(names)
    if name in texts:
        widget.V = pikepdf.String(b"\xfe\xff" + texts[name].replace("\n", "\r").encode("utf-16-be"))
        if "/AP" in widget:
            del widget["/AP"]
    elif name in buttons and f"/{buttons[name]}" in widget.AP.N:
        raw = buttons[name].encode("utf-8", "surrogateescape")
        # An own spelling of the name: pikepdf takes no bytes that are not UTF-8.
        on = pikepdf.Object.parse(b"/" + b"".join(b"#%02X" % c if c > 126 else bytes([c]) for c in raw))
        widget.AS = on
        if "/FT" in parent:
            parent.V = on
        else:
            widget.V = on


def by_pdftk(source: Path, out: Path, blank: Blank, case: Case) -> None:
    """pdftk fills in from an FDF file and draws the appearances."""
    texts, buttons = values(blank, case)
    entries = [_entry(name, b"(" + _escaped(text) + b")") for name, text in texts.items()]
    entries += [_entry(name, b"/" + value.encode()) for name, value in buttons.items()]
    fdf = b"%FDF-1.2\n1 0 obj<</FDF<</Fields[" + b"\n".join(entries) + b"]>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "vastaukset.fdf")
        data.write_bytes(fdf)
        run("pdftk", source, "fill_form", data, "output", out)


def _entry(name: str, value: bytes) -> bytes:
    return b"<</T(" + name.encode() + b")/V" + value + b">>"


def _escaped(text: str) -> bytes:
    raw = b"\xfe\xff" + text.encode("utf-16-be")
    return re.sub(rb"([()\\\r\n])", lambda m: b"\\%03o" % m[1][0], raw)


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=180)


FILLERS: dict[str, Fill] = {"pypdf": by_pypdf, "pdflib": by_pdflib, "pikepdf": by_pikepdf, "pdftk": by_pdftk}

FLATTENERS: dict[str, Callable[[Path, Path], None]] = {
    "pdftk": lambda source, out: run("pdftk", source, "output", out, "flatten"),
    "qpdf": lambda source, out: run("qpdf", "--flatten-annotations=all", source, out),
    "gs": lambda source, out: run("gs", "-q", "-sDEVICE=pdfwrite", "-dNOPAUSE", "-dBATCH", "-dPreserveAnnots=false",
                                  f"-sOutputFile={out}", source),
    "pdflib": lambda source, out: pdflib_job(**{"in": source}, out=out, flatten=True),
    "cairo": lambda source, out: run("pdftocairo", "-pdf", source, out),
}  # fmt: skip


def sign_with_image(path: Path, page: int, rect: tuple[float, float, float, float]) -> None:
    """A picture of a signature drawn on the page."""
    import io

    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        _, _, width, height = (float(v) for v in pdf.pages[page].mediabox)
        canvas = Canvas(out, pagesize=(width, height), invariant=1)
        canvas.drawImage(ImageReader(io.BytesIO(signature_png())), rect[0] + 8, rect[1] + 2, 90, rect[3] - rect[1] - 4)
        canvas.save()
        ink = pikepdf.open(out)
        pdf.pages[page].add_overlay(ink.pages[0])
        pdf.save(path)
