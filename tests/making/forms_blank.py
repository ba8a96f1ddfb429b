"""Blank fillable forms, by makers whose field structures differ."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.making.cases import Case
from tests.making.document import blocks
from tests.making.forms_layout import HEIGHT, WIDTH, Field, Layout, as_data, lay_out, paint

__all__ = ["Blank", "by_hand", "office_html", "office_lists", "pdflib", "pdflib_job", "reportlab_form", "weasyprint_form"]

NODE_MODULES = os.environ.get("NODE_PATH", "node_modules")
"""Folder where `npm install pdf-lib` was run."""


@dataclass(slots=True)
class Blank:
    """A blank form and the names of its fields."""

    texts: dict[str, str] = field(default_factory=dict)
    """Field id -> name of the text field."""
    options: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(question, option) -> name of the button's field, and the appearance state of the widget when it is on."""
    lists: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    """Question -> name of the list to pick from, and the text of each option."""
    radios: bool = False
    signature: tuple[int, tuple[float, float, float, float]] | None = None
    """Page index and rectangle of the place to sign."""


Make = Callable[[Path, Case], Blank]


def _named(fields: list[Field], *, radios: bool) -> list[tuple[Field, str, str]]:
    """Fields with names that say nothing: Text1, Check Box1, Group1; and the value of an option."""
    out: list[tuple[Field, str, str]] = []
    texts = boxes = 0
    groups: dict[str, str] = {}
    for item in fields:
        if item.kind == "text":
            texts += 1
            out.append((item, f"Text{texts}", ""))
        elif item.kind == "option" and radios:
            group = groups.setdefault(item.id, f"Group{len(groups) + 1}")
            out.append((item, group, f"Choice{sum(1 for _, name, _ in out if name == group) + 1}"))
        elif item.kind == "option":
            boxes += 1
            out.append((item, f"Check Box{boxes}", "Yes"))
        else:
            out.append((item, "", ""))
    return out


def _with_states(path: Path, blank: Blank) -> Blank:
    """The on-states as they are in the file: some makers number them whatever they were told."""
    states: dict[str, list[str]] = {}
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                owner = widget if "/T" in widget else widget.get("/Parent", {})
                if "/AP" in widget and isinstance(widget.AP.get("/N"), pikepdf.Dictionary) and "/T" in owner:
                    states.setdefault(str(owner.T), []).extend(k[1:] for k in widget.AP.N if k.lower() != "/off")
    seen: dict[str, int] = {}
    for key, (name, _) in blank.options.items():
        blank.options[key] = (name, states[name][seen.get(name, 0)])
        seen[name] = seen.get(name, 0) + 1
    return blank


def _blank(named: list[tuple[Field, str, str]], *, radios: bool) -> Blank:
    out = Blank(radios=radios)
    for item, name, value in named:
        if item.kind == "text":
            out.texts[item.id] = name
        elif item.kind == "option":
            out.options[item.id, item.option] = (name, value)
        else:
            out.signature = (item.page, item.rect)
    return out


def reportlab_form(layout: Layout, *, radios: bool = False, style: str = "check") -> Make:
    """reportlab's acroForm: every widget is its own field or a radio kid, all with appearances of their own."""

    def make(path: Path, case: Case) -> Blank:
        placed = lay_out(case, replace(layout))
        named = _named(placed.fields, radios=radios)
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
        canvas.setTitle("Loppuraportti")
        form = canvas.acroForm
        for page in paint(canvas, placed):
            for item, name, value in named:
                x0, y0, x1, y1 = item.rect
                if item.page != page or item.kind == "signature":
                    continue
                if item.kind == "text":
                    form.textfield(name=name, x=x0, y=y0, width=x1 - x0, height=y1 - y0, fontSize=9, borderWidth=0,
                                   maxlen=20000, fieldFlags="multiline" if item.multiline else "")
                elif radios:
                    form.radio(name=name, value=value, selected=False, x=x0, y=y0, size=x1 - x0, buttonStyle="circle",
                               borderWidth=1)
                else:
                    form.checkbox(name=name, x=x0, y=y0, size=x1 - x0, buttonStyle=style, borderWidth=1)
        canvas.save()
        return _with_states(path, _blank(named, radios=radios))

    return make


def pdflib_job(**job: object) -> None:
    """Run the pdf-lib script."""
    script = Path(__file__).with_name("forms_pdflib.mjs")
    text = json.dumps({"modules": NODE_MODULES, **job}, default=str)
    subprocess.run(["node", str(script)], input=text.encode(), check=True, capture_output=True, timeout=120)


def pdflib(layout: Layout, *, radios: bool = False) -> Make:
    """pdf-lib: fields with kids, object streams."""

    def make(path: Path, case: Case) -> Blank:
        placed = lay_out(case, replace(layout))
        named = _named(placed.fields, radios=radios)
        data = as_data(placed)
        for entry, (item, name, value) in zip(data["fields"], named, strict=True):
            entry |= {"name": name, "group": name} | ({"option": value} if item.kind == "option" and radios else {})
        pdflib_job(out=path, layout=data, radios=radios)
        return _with_states(path, _blank(named, radios=radios))

    return make


def _controls(case: Case, *, lists: bool = False) -> tuple[str, Blank]:
    """The form as HTML with form controls; with `lists` the questions have one to pick from instead of boxes."""
    out: list[str] = []
    blank = Blank(radios=True)

    def text(id_: str, paragraphs: tuple[str, ...], columns: int) -> str:
        name = blank.texts[id_] = f"teksti{len(blank.texts) + 1}"
        rows = sum(1 + len(p) // (columns - 12) for p in paragraphs) + 1
        if id_.startswith(("recipient", "signature")) or id_.endswith(("period", "eur", ".to")):
            return f'<input type="text" name="{name}" size="{columns}">'
        return f'<textarea name="{name}" rows="{max(rows, 3)}" cols="{columns}"></textarea>'

    for block in blocks(case):
        label = escape(block.label)
        if block.kind == "title":
            out.append(f"<h1>{label}</h1>")
        elif block.kind == "section":
            out.append(f"<h2>{label}</h2>")
        elif block.kind in ("intro", "hint", "heading"):
            out.append(f"<p>{label}</p>")
        elif block.kind == "choice" and lists:
            name = f"luettelo{len(blank.lists) + 1}"
            blank.lists[block.id] = name, {option.value: option.text for option in block.options}
            shown = ["Valitse", *(option.text for option in block.options)]
            items = "".join(f"<option>{escape(text)}</option>" for text in shown)
            out.append(f'<p><b>{label}</b><br><select name="{name}">{items}</select></p>')
        elif block.kind == "choice":
            group = f"valinta{len({q for q, _ in blank.options}) + 1}"
            shown = []
            for number, option in enumerate(block.options):
                blank.options[block.id, option.value] = (group, f"v{number}")
                shown.append(f'<label><input type="radio" name="{group}" value="v{number}"> {escape(option.text)}</label>')
            out.append(f"<p><b>{label}</b><br>{'<br>'.join(shown)}</p>")
        elif block.cells:
            for cell in block.cells:
                control = "<br><br>" if cell.kind == "signature" else text(cell.id, cell.paragraphs, 50)
                out.append(f"<p><b>{escape(cell.label)}</b><br>{control}</p>")
        else:
            out.append(f"<p><b>{label}</b><br>{text(block.id, block.paragraphs, 85)}</p>")
    return f"<form>{''.join(out)}</form>", blank


_CSS = "@page{size:A4;margin:16mm} body{font:10pt 'Liberation Sans'} h1{font-size:13pt} h2{font-size:11pt}"


def office_html(path: Path, case: Case) -> Blank:
    """LibreOffice: the form controls of an HTML page exported as fields; check boxes instead of radio buttons."""
    return _by_office(path, *_controls(case))


def office_lists(path: Path, case: Case) -> Blank:
    """LibreOffice: lists to pick from."""
    return _by_office(path, *_controls(case, lists=True))


def _by_office(path: Path, body: str, blank: Blank) -> Blank:
    body = body.replace('type="radio"', 'type="checkbox"')
    blank.radios = False
    for number, key in enumerate(blank.options, 1):
        group, value = blank.options[key]
        body = body.replace(f'name="{group}" value="{value}"', f'name="ruutu{number}"')
        blank.options[key] = (f"ruutu{number}", "Yes")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "lomake.html")
        source.write_text(f"<html><head><meta charset='utf-8'><style>{_CSS}</style></head><body>{body}</body></html>",
                          encoding="utf-8")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                        "pdf:writer_web_pdf_Export", "--outdir", folder, str(source)],
                       check=True, capture_output=True, timeout=180)  # fmt: skip
        path.write_bytes(source.with_suffix(".pdf").read_bytes())
    return _with_states(path, blank)


def weasyprint_form(path: Path, case: Case) -> Blank:
    """WeasyPrint with appearance: auto; radio buttons by their values."""
    import weasyprint

    body, blank = _controls(case)
    style = _CSS + " input,textarea{appearance:auto;border:0.7pt solid #555;font-size:9pt} textarea{width:100%;display:block}" \
        " input[type=text]{width:60%;height:14pt} input[type=radio]{width:9pt;height:9pt;border-radius:50%}"
    weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf(path)
    return _with_states(path, blank)


def by_hand(layout: Layout) -> Make:
    """Object by object: attributes inherited from a parent, radio kids with /Opt, /Kyll#E4, a comb."""

    def make(path: Path, case: Case) -> Blank:
        placed = lay_out(case, replace(layout))
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
        for _ in paint(canvas, placed):
            pass
        canvas.save()
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            blank = _Hand(pdf).build(placed.fields)
            pdf.save(path)
        return blank

    return make


@dataclass(slots=True)
class _Hand:
    pdf: pikepdf.Pdf

    def build(self, fields: list[Field]) -> Blank:
        pdf, name = self.pdf, pikepdf.Name
        blank = Blank(radios=True)
        font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding)
        root = pdf.make_indirect(pikepdf.Dictionary(
            T=pikepdf.String("lomake"), FT=name.Tx, DA=pikepdf.String("/Helv 9 Tf 0 g"), Kids=pikepdf.Array()))
        tops = pikepdf.Array([root])
        for number, item in enumerate(i for i in fields if i.kind == "text"):
            widget = self._widget(item, T=pikepdf.String(f"kohta{number}"), Parent=root,
                                  TU=pikepdf.String(f"Kohta {number}"), Ff=1 << 12 if item.multiline else 0)
            if item.id == "recipient.contact_phone":
                widget["/Ff"], widget["/MaxLen"] = 1 << 24, 20  # comb
            root.Kids.append(widget)
            blank.texts[item.id] = f"lomake.kohta{number}"
        for number, question in enumerate(dict.fromkeys(i.id for i in fields if i.kind == "option")):
            kids = [i for i in fields if i.id == question]
            latin = len(kids) == 2 and number % 2 == 0
            group = pdf.make_indirect(pikepdf.Dictionary(
                T=pikepdf.String(f"valinta{number}"), FT=name.Btn, Ff=(1 << 15) | (1 << 14), V=name.Off, Kids=pikepdf.Array()))
            for index, item in enumerate(kids):
                on = ("Kyll\udce4", "Ei")[index] if latin else str(index)
                widget = self._widget(item, Parent=group, AS=name.Off)
                widget.AP = pikepdf.Dictionary(N=pikepdf.Dictionary(Off=self._dot(item, 0)))
                widget.AP.N[f"/{on}"] = self._dot(item, 1)
                group.Kids.append(widget)
                blank.options[question, item.option] = (f"valinta{number}", on)
            if not latin:
                group.Opt = pikepdf.Array([pikepdf.String(item.option.encode("utf-16")) for item in kids])
            tops.append(group)
        place = next(i for i in fields if i.kind == "signature")
        blank.signature = (place.page, place.rect)
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=tops, DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=pdf.make_indirect(font))), NeedAppearances=True)
        return blank

    def _widget(self, item: Field, **more: object) -> pikepdf.Object:
        page = self.pdf.pages[item.page].obj
        widget = self.pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=pikepdf.Array(list(item.rect)), F=4, P=page, **more))
        if "/Annots" not in page:
            page.Annots = pikepdf.Array()
        page.Annots.append(widget)
        return widget

    def _dot(self, item: Field, on: int) -> pikepdf.Object:
        size = item.rect[2] - item.rect[0]
        dot = f" {size * 0.3} {size * 0.3} {size * 0.4} {size * 0.4} re f" if on else ""
        stream = self.pdf.make_stream(f"0.8 w 0.5 0.5 {size - 1} {size - 1} re S{dot}".encode())
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox = pikepdf.Array([0, 0, size, size])
        return self.pdf.make_indirect(stream)
