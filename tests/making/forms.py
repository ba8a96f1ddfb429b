"""Fixtures of fillable forms: filled in, flattened, filled in over a print, and what happens to them afterwards.

Needs node with pdf-lib (NODE_PATH names the folder where `npm install pdf-lib` was run), LibreOffice, pdftk, qpdf,
Ghostscript, pdftocairo and openssl; pypdf, WeasyPrint and pyHanko from PyPI.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf

from tests.making.cases import Case
from tests.making.forms_blank import (
    Blank,
    Make,
    by_hand,
    office_html,
    office_lists,
    pdflib,
    reportlab_form,
    weasyprint_form,
)
from tests.making.forms_fill import FILLERS, FLATTENERS, run, sign_with_image
from tests.making.forms_layout import Layout
from tests.making.forms_over import filled_over
from tests.making.forms_wrap import certified, cropped, encrypted, linearised, packed, turned, updated
from tests.making.recipes import Recipe

__all__ = ["RECIPES"]

After = Callable[[Path, Blank], None]


def _filled(make: Make, filler: str, *after: After, signed: bool = True) -> Callable[[Path, Case], None]:
    """Make the blank form, fill it in, sign it with a picture, and do what comes after."""

    def write(path: Path, case: Case) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "lomake.pdf")
            blank = make(source, case)
            FILLERS[filler](source, path, blank, case)
        if signed and case.signed and blank.signature:
            sign_with_image(path, *blank.signature)
        for step in after:
            step(path, blank)

    return write


def _flat(tool: str) -> After:
    def flatten(path: Path, blank: Blank) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "lomake.pdf")
            source.write_bytes(path.read_bytes())
            FLATTENERS[tool](source, path)

    return flatten


def _changed(change: Callable[[pikepdf.Pdf, dict[str, list[pikepdf.Object]], Blank], None]) -> After:
    """Change widgets, given by the name of their field."""

    def step(path: Path, blank: Blank) -> None:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            widgets: dict[str, list[pikepdf.Object]] = {}
            for page in pdf.pages:
                for widget in page.obj.get("/Annots", []):
                    owner = widget if "/T" in widget else widget.Parent
                    widgets.setdefault(str(owner.T), []).append(widget)
            change(pdf, widgets, blank)
            pdf.save(path)

    return step


def _unshown(pdf: pikepdf.Pdf, widgets: dict[str, list[pikepdf.Object]], blank: Blank) -> None:
    """One box whose value says yes while the page shows it empty, another the other way round."""
    for key, shown in ((("outcomes.followed_plan", "yes"), False), (("outcomes.accessibility_law", "no"), True)):
        name, on = blank.options[key]
        widget = widgets[name][0]
        owner = widget if "/FT" in widget else widget.Parent
        owner.V = pikepdf.Name.Off if shown else pikepdf.Name(f"/{on}")
        widget.AS = pikepdf.Name(f"/{on}") if shown else pikepdf.Name.Off


def _blank_tick(pdf: pikepdf.Pdf, widgets: dict[str, list[pikepdf.Object]], blank: Blank) -> None:
    """The state of the ticked box draws the same as that of an empty one."""
    name, on = blank.options["outcomes.followed_plan", "yes"]
    states = widgets[name][0].AP.N
    states[f"/{on}"] = states["/Off"]


def _old_text(pdf: pikepdf.Pdf, widgets: dict[str, list[pikepdf.Object]], blank: Blank) -> None:
    """The value was changed by a program that left the drawn text as it was."""
    widget = widgets[blank.texts["recipient.project_name"]][0]
    owner = widget if "/FT" in widget else widget.Parent
    owner.V = pikepdf.String("Silta 3")
    pdf.Root.AcroForm.NeedAppearances = False


def _burnt(path: Path, case: Case, layout: Layout, ticks: str, signature: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "lomake.pdf")
        filled_over(source, case, layout, ticks=ticks, signature=signature)
        run("qpdf", "--flatten-annotations=all", source, path)


def _form(name: str, case: str, producer: str, notes: str, purpose: str, make: Callable[[Path, Case], None],
          family: str = "acroform", **more: object) -> Recipe:
    return Recipe(f"form-{name}", case, producer, notes, purpose, make, family, **more)  # type: ignore[arg-type]


_CELLS, _PLAIN = Layout(), Layout(bordered=False)
_AFTER, _STACKED = Layout(bordered=False, after=True), Layout(stacked=True)
_NOT_SIGNED = {"truth": {"signature.signed": False}, "must_flag": ("signature.signed",)}
"""LibreOffice and WeasyPrint print no place whose coordinates are known, so nobody signs there."""
_RL, _PL, _HAND = "reportlab acroForm", "pdf-lib", "pikepdf, by hand"
_ONE = pdflib(_CELLS)
"""The form that is flattened by each tool."""

RECIPES: list[Recipe] = [
    _form("writer-pypdf", "hub", "LibreOffice (HTML form controls), filled in by pypdf", "Labels above fields; check boxes with on-state 'on'",
          "appearances that pypdf writes; no signature", _filled(office_html, "pypdf"), **_NOT_SIGNED),
    _form("writer-pdftk", "deviated", "LibreOffice (HTML form controls), filled in by pdftk from FDF", "As above",
          "appearances that pdftk draws; no signature", _filled(office_html, "pdftk"), **_NOT_SIGNED),
    _form("writer-lists", "hub", "LibreOffice (HTML form controls), filled in by pikepdf", "Lists to pick from in place of boxes",
          "a choice field answers a question; no signature", _filled(office_lists, "pikepdf"), **_NOT_SIGNED),
    _form("weasyprint-pypdf", "typed-1", "WeasyPrint (appearance: auto), filled in by pypdf", "Radio kids with names of their own, /Opt at their parent",
          "on-states that are numbers; NeedAppearances", _filled(weasyprint_form, "pypdf"), **_NOT_SIGNED),
    _form("reportlab-pdftk", "plain", f"{_RL}, filled in by pdftk from FDF", "Bordered cells; check boxes",
          "values and appearances by pdftk", _filled(reportlab_form(_CELLS), "pdftk")),
    _form("reportlab-both", "both", f"{_RL}, filled in by pypdf", "Bordered cells; check boxes after the option, crosses",
          "two boxes of one question ticked", _filled(reportlab_form(Layout(after=True), style="cross"), "pypdf")),
    _form("reportlab-radio", "typed-2", f"{_RL}, filled in by pdftk", "Bold labels, options stacked; radio buttons",
          "typed variants in fields", _filled(reportlab_form(Layout(bordered=False, stacked=True), radios=True), "pdftk")),
    _form("pdflib-quotes", "quotes", f"{_PL}, filled in by pikepdf", "Bordered cells, options stacked; check boxes",
          "answers in fields that quote labels", _filled(pdflib(_STACKED), "pikepdf")),
    _form("pdflib-radio", "short", f"{_PL}, filled in by pikepdf", "Bold labels, radio buttons after the option; values without appearances",
          "NeedAppearances; paragraphs parted by carriage returns", _filled(pdflib(_AFTER, radios=True), "pikepdf")),
    _form("hand-hub", "hub", f"{_HAND}, filled in by pikepdf", "Attributes inherited from the parent, radio kids with /Opt, /Kyll#E4, a comb",
          "inherited attributes, names that are Latin-1 bytes", _filled(by_hand(_CELLS), "pikepdf")),
    _form("hand-unanswered", "unanswered", f"{_HAND}, filled in by pikepdf", "As above, bold labels",
          "radio groups without a choice, fields left empty", _filled(by_hand(_PLAIN), "pikepdf")),
    _form("hand-pdflib", "deviated", f"{_HAND}, filled in by pdf-lib", "As above, options stacked",
          "hierarchical names, appearances by pdf-lib", _filled(by_hand(_STACKED), "pdflib")),
    _form("unshown", "plain", f"{_PL}, filled in by pypdf", "Bordered cells; check boxes, /V against /AS in two of them",
          "a value that the page does not show, and one that only the page shows",
          _filled(_ONE, "pypdf", _changed(_unshown)),
          truth={"outcomes.followed_plan": None, "outcomes.accessibility_law": None},
          must_flag=("outcomes.followed_plan", "outcomes.accessibility_law")),
    _form("blank-tick", "plain", f"{_PL}, filled in by pdf-lib", "Bordered cells; a ticked box that is drawn empty",
          "an appearance that contradicts /V and /AS", _filled(_ONE, "pdflib", _changed(_blank_tick)),
          truth={"outcomes.followed_plan": None}, must_flag=("outcomes.followed_plan",)),
    _form("old-text", "plain", f"{_PL}, filled in by pdf-lib", "Bordered cells; a value that differs from the drawn text",
          "a text appearance that contradicts /V", _filled(_ONE, "pdflib", _changed(_old_text)),
          truth={"recipient.project_name": "Silta 3"}, must_flag=("recipient.project_name",)),
    *(_form(f"flat-{tool}", "hub", f"{_PL}, flattened by {tool}", "Bordered cells; check boxes", "the same report flattened by each tool",
            _filled(_ONE, "pdflib", _flat(tool)), "flattened") for tool in FLATTENERS),
    _form("flat-of", "hub", f"{_PL}, filled in by itself", "Bordered cells; check boxes", "the form that the flattened ones were",
          _filled(_ONE, "pdflib")),
    _form("flat-reportlab", "typed-1", f"{_RL}, flattened by pdftk", "Bold labels, radio buttons", "flattened radio buttons",
          _filled(reportlab_form(_PLAIN, radios=True), "pdflib", _flat("pdftk")), "flattened"),
    _form("flat-writer", "deviated", "LibreOffice, filled in by pdftk, printed through Ghostscript", "Labels above fields", "ticks of OpenSymbol or ZapfDingbats in the page",
          _filled(office_html, "pdftk", _flat("gs")), "flattened", **_NOT_SIGNED),
    _form("over-text", "plain", "reportlab, FreeText annotations", "Bordered cells; 'X' typed over vector squares; ink signature; a comment",
          "fill-and-sign with typed ticks", lambda path, case: filled_over(path, case, _CELLS, ticks="text", signature="ink"), "static"),
    _form("over-ink", "hub", "reportlab, FreeText without appearance, Ink", "Bold labels; ink ticks; stamp as signature; a comment",
          "fill-and-sign with drawn ticks; text in /Contents only",
          lambda path, case: filled_over(path, case, _PLAIN, ticks="ink", signature="stamp", drawn=False), "static"),
    _form("over-line", "typed-3", "reportlab, FreeText and Line annotations", "Bordered cells, boxes after the option; crosses of two lines",
          "fill-and-sign with crosses", lambda path, case: filled_over(path, case, Layout(after=True), ticks="line", signature="ink"), "static"),
    _form("burnt-text", "plain", "reportlab, FreeText, burnt in by qpdf", "Bordered cells; 'X' over vector squares; ink signature",
          "fill-and-sign burnt into the page", lambda path, case: _burnt(path, case, _CELLS, "text", "ink"), "static"),
    _form("burnt-ink", "hub", "reportlab, Ink, burnt in by qpdf", "Bold labels; ink ticks; stamp as signature",
          "drawn ticks burnt into the page", lambda path, case: _burnt(path, case, _PLAIN, "ink", "stamp"), "static"),
    _form("rc4", "plain", f"{_RL}, encrypted by qpdf", "Bordered cells", "RC4 with an empty user password",
          _filled(reportlab_form(_CELLS), "pdftk", lambda path, _: encrypted(path, bits=128))),
    _form("aes256", "short", f"{_PL}, encrypted by qpdf", "Bold labels", "AES-256 with an empty user password",
          _filled(pdflib(_PLAIN), "pdflib", lambda path, _: encrypted(path, bits=256))),
    _form("linearised", "short", f"{_RL}, linearised by qpdf", "Bordered cells", "linearised, objects in streams",
          _filled(reportlab_form(_CELLS), "pypdf", lambda path, _: packed(path), lambda path, _: linearised(path))),
    _form("updated", "short", f"{_RL}, filled in and corrected by pypdf", "Bordered cells", "an incremental update: the last word counts",
          _filled(reportlab_form(_CELLS), "pypdf",
                  lambda path, blank: updated(path, blank, "recipient.organisation", "Suvantolan seutukunta")),
          truth={"recipient.organisation": "Suvantolan seutukunta"}),
    *(_form(f"turned-{angle}", case, f"{source}, pages turned", "Stored on its side, shown upright", f"/Rotate {angle}",
            _filled(make, filler, lambda path, _, angle=angle: turned(path, angle)))
      for angle, case, source, make, filler in (
          (90, "plain", _PL, _ONE, "pdflib"),
          (180, "short", _RL, reportlab_form(_PLAIN, radios=True), "pypdf"),
          (270, "deviated", _PL, pdflib(_STACKED, radios=True), "pdflib"))),
    _form("turned-flat", "short", f"{_PL}, flattened by qpdf, pages turned", "Stored on its side, shown upright", "/Rotate 90 of a flattened form",
          _filled(_ONE, "pdflib", _flat("qpdf"), lambda path, _: turned(path, 90)), "flattened"),
    _form("cropped", "plain", f"{_PL}, offset CropBox", "Bordered cells; words outside the visible page", "what lies outside is not on the page",
          _filled(_ONE, "pdflib", lambda path, _: cropped(path, 30, 40))),
    _form("certified", "plain", f"{_PL}, signed by pyHanko", "Bordered cells; a digital signature field, nothing drawn",
          "a digital signature is a signature",
          _filled(_ONE, "pdflib", lambda path, blank: certified(path, *blank.signature), signed=False)),  # type: ignore[misc]
]  # fmt: skip
