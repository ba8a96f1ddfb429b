"""Fixtures printed from HTML: Chromium, Firefox, wkhtmltopdf, WeasyPrint, xhtml2pdf."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.making.cases import Case
from tests.making.document import Wording
from tests.making.firefox import print_page
from tests.making.html import HtmlStyle, page
from tests.making.recipes import Recipe

Make = Callable[[Path, Case], None]


def _chromium(style: HtmlStyle, *, browser_header: bool = False) -> Make:
    def make(path: Path, case: Case) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "loppuraportti.html")
            source.write_text(page(case, style), encoding="utf-8")
            flags = [] if browser_header else ["--no-pdf-header-footer"]
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                 f"--print-to-pdf={path}", *flags, source.as_uri()],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip

    return make


def _firefox(style: HtmlStyle, **settings: object) -> Make:
    return lambda path, case: print_page(page(case, style), path, **settings)


def _wkhtmltopdf(style: HtmlStyle, *flags: str) -> Make:
    def make(path: Path, case: Case) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "raportti.html")
            source.write_text(page(case, style), encoding="utf-8")
            subprocess.run(["wkhtmltopdf", "-q", *flags, str(source), str(path)], check=True, capture_output=True, timeout=120)

    return make


def _weasyprint(style: HtmlStyle) -> Make:
    def make(path: Path, case: Case) -> None:
        import weasyprint

        weasyprint.HTML(string=page(case, style)).write_pdf(path)

    return make


def _xhtml2pdf(style: HtmlStyle) -> Make:
    def make(path: Path, case: Case) -> None:
        from xhtml2pdf import pisa

        with path.open("wb") as out:
            if pisa.CreatePDF(page(case, style), dest=out, encoding="utf-8").err:
                raise RuntimeError("xhtml2pdf could not print the page")

    return make


_CHROMIUM, _FIREFOX, _WK = "Chromium print to PDF (Skia)", "Firefox print to PDF (cairo)", "wkhtmltopdf (Qt)"
_WEASY, _XHTML = "WeasyPrint", "xhtml2pdf (reportlab)"
_HYPHENS = "body{hyphens:auto} p{text-align:justify}"
_RUNNING = """
@page { margin-top: 24mm; @top-left { content: 'Työ- ja elinkeinoministeriö'; font-size: 8pt }
 @top-right { content: 'Sivu ' counter(page) '/' counter(pages); font-size: 8pt }
 @bottom-center { content: 'Loppuraportti – erityisavustus'; font-size: 8pt } }
"""

_DRAFT = '<div style="position:fixed;top:45%;left:18%;font-size:64pt;color:#e4e4e4;z-index:-1">LUONNOS</div>'
_NOTES = '<div class=note style="top:70mm">Huom! tarkista</div><div class=note style="top:140mm">ks. liite 2</div>'
_NOTED = "@page{margin-right:48mm} .note{position:absolute;right:-34mm;width:28mm;font-size:7.5pt;color:#a00}"
_AT_THE_EDGE = ".choice{display:flex;justify-content:space-between;align-items:center} .choice .l{width:70%}"

RECIPES = [
    Recipe("chromium-cell-quotes", "quotes", _CHROMIUM,
           "Bordered cells, small label above the value; ☒/☐ (DejaVu Sans) after the option; Chromium's own header and "
           "footer with date, title, address and page number; signature as a vector stroke",
           "answers quote labels, section headings, Kyllä and Ei, box glyphs as bullets",
           _chromium(HtmlStyle(box_after=True), browser_header=True)),
    Recipe("chromium-beside-deviated", "deviated", _CHROMIUM,
           "Label cell beside value cell, labels vertically centred, soft hyphens, justified; inputs stacked",
           "hyphenated labels and answers",
           _chromium(HtmlStyle("beside", "input", flow="stacked", signature="png", soft=True,
                               css=_HYPHENS + ".beside .l{vertical-align:middle;width:24%}"))),
    Recipe("chromium-plain-unstyled", "plain", _CHROMIUM,
           "Plain paragraphs, labels and answers in one and the same style, no rulings; '[x]' and '[ ]' before the option",
           "nothing but order and wording tells a label from an answer",
           _chromium(HtmlStyle("plain", "square-bracket", signature="alpha", pair_beside=False,
                               css=".plain .l{font-weight:normal} h1,h2{font-size:10pt;font-weight:normal} "
                               "h3,.hint{font-style:normal}"))),
    Recipe("chromium-a5-hub", "hub", _CHROMIUM,
           "A5, labels above values between rules, 8 pt; vector circles with a dot; the boxes of two questions start a page",
           "option boxes on the page after their question; every field filled",
           _chromium(HtmlStyle("rules", "svg-dot", break_before_options=frozenset(
               {"transfer.agreement_made", "outcomes.followed_plan"}),
               css="@page{size:A5;margin:12mm} body{font-size:8pt}"))),
    Recipe("chromium-pair-wide", "wide", _CHROMIUM,
           "Bordered cells; e-mail and phone side by side, each wrapped over several lines in its cell; vector square "
           "with a tick",
           "two wrapped fields side by side, a long address broken anywhere",
           _chromium(HtmlStyle(box="svg-tick", css=".pair td{overflow-wrap:anywhere} .pair{table-layout:fixed;width:60%}"))),
    Recipe("chromium-oneline-typed-1", "typed-1", _CHROMIUM,
           "'Hankkeen nimi: Silta 2' on one line, bold label; bare ✓ before the ticked option only",
           "typed variants: '65.310 €', '1.2.–31.8.2023', spaced diary number, month in words",
           _chromium(HtmlStyle("oneline", "tick-bare", signature="svg", wording=Wording(after_label=":")))),
    Recipe("chromium-header-cells-both", "both", _CHROMIUM,
           "Label cell beside value cell; yes/no boxes under header cells 'Kyllä' 'Ei'; vector square with a cross",
           "two boxes of one question ticked",
           _chromium(HtmlStyle("beside", "svg-cross", flow="header", signature_beside=False))),
    Recipe("chromium-plain-seed", "seed", _CHROMIUM,
           "Plain paragraphs, bold labels; browser check boxes before the option; page margin boxes 'Sivu 2/7'",
           "the seed's report; one question unanswered",
           _chromium(HtmlStyle("plain", "checkbox", css=_RUNNING))),
    Recipe("firefox-cell-typed-2", "typed-2", _FIREFOX,
           "Bordered cells, label above value; browser check boxes and radio buttons; no header",
           "typed variants: NBSPs, em dash, non-breaking hyphens, '8.000,00 EUR'",
           _firefox(HtmlStyle(box="input", signature="png"))),
    Recipe("firefox-rules-deviated", "deviated", _FIREFOX,
           "Labels above values between rules, hyphens:auto, justified, Letter size; filled vector squares",
           "hyphenation and boxes by another engine",
           _firefox(HtmlStyle("rules", "svg-fill", flow="stacked", css=_HYPHENS), width=21.59, height=27.94)),
    Recipe("wkhtmltopdf-cell-hub", "hub", _WK,
           "Bordered cells; WebKit check boxes and radio buttons",
           "boxes drawn by Qt; every field filled",
           _wkhtmltopdf(HtmlStyle(box="input", signature="png"))),
    Recipe("wkhtmltopdf-plain-unanswered", "unanswered", _WK,
           "Plain, bold labels, options on the question's line; ☒/☐",
           "questions without an answer, no signature, a required and an optional field blank",
           _wkhtmltopdf(HtmlStyle("plain", flow="inline"), "-s", "A4")),
    Recipe("weasyprint-beside-seed", "seed", _WEASY,
           "Label cell beside value cell, hyphenated (U+2010) and justified, rows over pages; bitmap boxes without alpha; "
           "running header and 'Sivu 2/7'",
           "the seed's report; rows of two wrapping cells over page breaks",
           _weasyprint(HtmlStyle("beside", "image", soft=True, css=_HYPHENS + _RUNNING + ".beside .l{width:26%}"))),
    Recipe("weasyprint-rules-short", "short", _WEASY,
           "Labels above values between rules, small caps headings, letterspaced title; bitmap boxes with alpha; "
           "signature row of three side by side",
           "very short answers, 'Ei' as a project's name",
           _weasyprint(HtmlStyle("rules", "image-alpha", signature="alpha", signature_beside=True,
                                 css="h1{letter-spacing:0.25em;font-size:11pt} h2{font-variant:small-caps}"))),
    Recipe("weasyprint-landscape-typed-3", "typed-3", _WEASY,
           "Landscape, 14 pt, bordered cells; X printed over an empty box glyph; 'Hankkeen nimi *'",
           "typed variants: '65310', dates with month names, 'VN/4615/2022 - TEM-68'; asterisks after labels",
           _weasyprint(HtmlStyle(box="x-over-box", wording=Wording(after_label=" *"),
                                 css="@page{size:A4 landscape} body{font-size:14pt} .cell .l{font-size:9pt}"))),
    Recipe("weasyprint-attached", "attached", _WEASY,
           "Bordered cells, running header; yes/no options in cells of their own; ☑/☐ (Symbola)",
           "two attached pages with a table, numbered headings and quoted labels",
           _weasyprint(HtmlStyle(box="ballot-tick", flow="cells", css=_RUNNING))),
    Recipe("xhtml2pdf-cell-plain", "plain", _XHTML,
           "Bordered cells, label above value; '(x)' and '( )' before the option",
           "bracket boxes; a small converter's text",
           _xhtml2pdf(HtmlStyle(box="bracket", signature="png", css="body{font-family:Helvetica} td{padding:2pt}"))),
    Recipe("weasyprint-newsprint-plain", "plain", _WEASY, "Two columns of running text, bold labels; filled vector squares",
           "columns are read one after the other, although labels stand on both sides",
           _weasyprint(HtmlStyle("plain", "svg-fill", pair_beside=False, css="body{columns:2;column-gap:8mm;font-size:9pt} h1{column-span:all}"))),
    Recipe("weasyprint-a3-hub", "hub", _WEASY, "A3 landscape, three columns; bare ticks drawn beside the chosen option, no boxes",
           "three columns; drawn ticks where there are no boxes",
           _weasyprint(HtmlStyle("plain", "svg-tick-bare", pair_beside=False,
                                 css="@page{size:A3 landscape} body{columns:3;column-gap:12mm} h1{column-span:all}"))),
    Recipe("weasyprint-watermark-deviated", "deviated", _WEASY,
           "Plain, bold labels; 'LUONNOS' large and pale under the text of every page; ☒/☐",
           "a watermark is no word of any line", _weasyprint(HtmlStyle("plain", head=_DRAFT))),
    Recipe("weasyprint-noted-hub", "hub", _WEASY, "Plain; small notes of a reader in the wide right margin; ☒/☐",
           "notes beside the text are no part of an answer", _weasyprint(HtmlStyle("plain", head=_NOTES, css=_NOTED))),
    Recipe("chromium-stretched-hub", "hub", _CHROMIUM, "Narrow justified column, serif, no hyphenation; browser check boxes",
           "lines of few words with wide gaps are no columns",
           _chromium(HtmlStyle("plain", "input", pair_beside=False,
                               css="body{font-family:'Noto Serif';width:55%} p{text-align:justify}"))),
    Recipe("chromium-struck-hub", "hub", _CHROMIUM, "Bordered cells; 'Kyllä / Ei' with the wrong one struck out",
           "a choice without boxes: struck out", _chromium(HtmlStyle("cell", "svg-cross", flow="struck"))),
    Recipe("chromium-ringed-deviated", "deviated", _CHROMIUM, "Plain; 'Kyllä  Ei' with the right one ringed",
           "a choice without boxes: ringed", _chromium(HtmlStyle("plain", flow="ringed", pair_beside=False))),
    Recipe("wkhtmltopdf-named-deviated", "deviated", _WK, "Label cell beside value cell; only the chosen option is printed",
           "a choice without boxes: named", _wkhtmltopdf(HtmlStyle("beside", flow="named"))),
    Recipe("chromium-tongues", "tongues", _CHROMIUM, "Plain, bold labels; check boxes beside the question at the page's right edge",
           "right-to-left words, Turkish and Baltic names, ellipses; boxes that stand between the lines of their question",
           _chromium(HtmlStyle("plain", "input", flow="inline", pair_beside=False, css=_AT_THE_EDGE))),
]  # fmt: skip
