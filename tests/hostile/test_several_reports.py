"""Pages of another report in the file are told, and never given as this report's; what quotes the form is no report."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from erityisavustus import Extraction, extract
from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.form import FORM
from tests.conftest import FIXTURES, truth

PAIRS = [
    ("weasyprint-rules-short", "chromium-cell-quotes"),
    ("writer-cell-seed", "form-flat-of"),
    ("form-flat-of", "weasyprint-beside-seed"),
    ("chromium-oneline-typed-1", "typst-plain-hub"),
]
"""This report and the other one: of different makers, typed and in form fields."""
pytestmark = pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
"""The other report's form fields are widgets of no form, as other programs leave them."""
Arrangement = Callable[[list[pikepdf.Page], list[pikepdf.Page]], list[pikepdf.Page]]
ARRANGEMENTS: dict[str, Arrangement] = {
    "its first page in front": lambda a, b: [b[0], *a],
    "all of it behind": lambda a, b: [*a, *b],
    "all of it behind, last page first": lambda a, b: [*a, *reversed(b)],
    "its first page in the middle": lambda a, b: [*a[: len(a) // 2], b[0], *a[len(a) // 2 :]],
}
IDENTITY = ("recipient.organisation", "recipient.project_name", "recipient.diary_number")


def opened(file: str) -> pikepdf.Pdf:
    return pikepdf.open(FIXTURES / f"{file}.pdf")


def put_together(a: str, b: str, arrange: Arrangement) -> bytes:
    """A file with the pages of two reports in another order, the form fields of the first kept."""
    with opened(a) as file, opened(b) as other:
        own = list(file.pages)
        pages = arrange(own, list(other.pages))
        at = next(i for i, p in enumerate(pages) if p in own)
        for page in pages[:at][::-1]:
            file.pages.insert(0, page)
        for index, page in enumerate(pages):
            if index >= at and page not in own:
                file.pages.insert(index, page)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


@cache
def alone(name: str) -> Extraction:
    return extract(FIXTURES / f"{name}.pdf")


def leaves(result: Extraction) -> dict[str, Any]:
    """The report's values by field."""
    assert result.report is not None
    report = json.loads(result.report.model_dump_json())
    return {spec.id: report[spec.id.split(".")[0]][spec.id.split(".")[1]] for spec in FORM.fields}


def several(result: Extraction, field: str | None = None) -> list[str]:
    """Messages on pages of another report."""
    return [f.message for f in result.findings if f.code is Code.FORM_SEVERAL and f.field == field]


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_another_report_is_told_and_never_given(a: str, b: str, arrangement: str) -> None:
    """The file is invalid; each value is this report's or null, and where null another page's answer is named."""
    result = extract(put_together(a, b, ARRANGEMENTS[arrangement]))
    assert len(several(result)) == 1
    assert result.status == "invalid"
    got, own = leaves(result), leaves(alone(a))
    assert {f: v for f, v in got.items() if v is not None and v != own[f]} == {}
    lost = [f for f in got if got[f] is None and own[f] is not None]
    assert [f for f in lost if not several(result, f)] == []
    whole = "behind" in arrangement
    assert [got[f] for f in IDENTITY] == [own[f] if whole else None for f in IDENTITY]


@pytest.mark.parametrize(("a", "b", "page", "at"), [
    ("chromium-struck-hub", "form-flat-writer", 3, 2), ("weasyprint-newsprint-plain", "form-flat-cairo", 2, 1)])
def test_an_inner_page_of_another_report(a: str, b: str, page: int, at: int) -> None:
    """What goes on where it begins or ends may be the other's: each value is this report's, null or doubted."""
    result = extract(put_together(a, b, lambda own, other: [*own[:at], other[page], *own[at:]]))
    assert result.status == "invalid"
    got, own = leaves(result), leaves(alone(a))
    doubted = {f.field for f in result.findings}
    assert [f for f, v in got.items() if v is not None and v != own[f] and f not in doubted] == []


def test_the_message_names_the_pages() -> None:
    """Of the file as a whole, and at a field both pages on which it is answered."""
    content = put_together("weasyprint-rules-short", "chromium-cell-quotes", ARRANGEMENTS["its first page in front"])
    for language, where in (("fi", "(s. 1)"), ("en", "(p. 1)")):
        result = extract(content, lang=language)
        assert where in several(result)[0]
        assert where.replace("1", "1, 2") in several(result, "recipient.diary_number")[0]
    found = next(f for f in result.findings if f.field == "recipient.diary_number")
    assert found.severity is Severity.ERROR
    assert result.evidence["recipient.diary_number"].raw


def test_the_other_report_is_kept_as_text() -> None:
    """Nothing of it is lost: its pages are given with the attachments."""
    a, b = PAIRS[0]
    with opened(a) as file:
        own = len(file.pages)
    result = extract(put_together(a, b, ARRANGEMENTS["all of it behind"]))
    number = truth(b)["report"]["recipient.diary_number"]
    assert any(number in attachment.text for attachment in result.attachments if attachment.page > own)


@pytest.mark.parametrize("name", ["weasyprint-rules-short", "writer-cell-seed", "form-flat-of"])
def test_the_very_same_page_twice_is_no_other_report(name: str) -> None:
    """Its first page repeated, with the same answers."""
    with opened(name) as file:
        file.pages.insert(1, file.pages[0])
        out = io.BytesIO()
        file.save(out)
    assert not several(extract(out.getvalue()))


@pytest.mark.parametrize("name", ["form-burnt-ink", "form-flat-cairo", "form-flat-reportlab", "typst-beside-quotes",
                                  "weasyprint-newsprint-plain"])
def test_pages_twice_lose_no_line(name: str) -> None:
    """All lines of a page recur on its copy: that makes no running headers of them."""
    with opened(name) as file:
        for page in list(file.pages):
            file.pages.append(page)
        out = io.BytesIO()
        file.save(out)
    assert leaves(extract(out.getvalue())) == leaves(alone(name))


def sheet(*lines: str, size: int = 11) -> bytes:
    """A page of typed lines."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for index, line in enumerate(lines):
        canvas.setFont("Helvetica", size)
        canvas.drawString(60, 760 - 22 * index, line)
    canvas.save()
    return out.getvalue()


LETTER = sheet(
    "Työ- ja elinkeinoministeriölle", "Oheisena toimitamme lomakkeen",
    "VALTION ERITYISAVUSTUKSEN KÄYTÖN LOPPURAPORTOINTI", "Avustuksen saaja: Toinen Kela kunta",
    "Hankkeen nimi: Aivan muu hanke", "Valtionavustuksen diaarinumero: VN/111/2021-TEM-1",
    "Yhteyshenkilön nimi: Maija Mallinen", "Yhteyshenkilön sähköpostiosoite: maija@muu.example",
    "Yhteyshenkilön puhelinnumero: 050 555 0199", "Ystävällisin terveisin Maija Mallinen")
TABLE = sheet(
    "Liite 1. Osatoteuttajien kustannukset", "Avustuksen saaja: Toinen Kela kunta", "Palkat 12 000,00",
    "Avustuksen saaja: Kolmas kunta", "Palkat 8 000,00")
CONTENTS = sheet(
    "VALTION ERITYISAVUSTUKSEN KÄYTÖN LOPPURAPORTOINTI", "Sisällys", "1. Raportoitava erityisavustus 2",
    "2. Avustuksen saaja 2", "3. Avustuspäätöksen mukaiset tiedot 2",
    "4. Päätöksen mukaisen avustuksen siirto muille toimijoille 3", "5. Hankkeen toiminnan raportointi 3",
    "6. Hankkeen tavoitteiden saavuttaminen 3", "8. Allekirjoitus 5")
QUOTING = sheet(
    "Liite 2. Vastauksemme lisätietopyyntöön", "Kysyitte kohdasta Hankkeen nimi", "Hankkeen nimi",
    "Nimi muuttui: Aivan muu hanke", "Myönnetty avustus euroina", "99 000,00", "Diaarinumero VN/111/2021-TEM-1")


@pytest.mark.parametrize("name", ["weasyprint-rules-short", "form-flat-of"])
@pytest.mark.parametrize(
    ("page", "front"), [(LETTER, True), (TABLE, False), (CONTENTS, True), (QUOTING, False)],
    ids=["a cover letter", "a table behind", "a table of contents", "an attachment that quotes labels"],
)
def test_what_quotes_the_form_is_no_report(name: str, page: bytes, front: bool) -> None:
    """Labels in a letter, a table, a list of contents or an attachment: the report is read as without them."""
    with opened(name) as file, pikepdf.open(io.BytesIO(page)) as other:
        file.pages.insert(0 if front else len(file.pages), other.pages[0])
        out = io.BytesIO()
        file.save(out)
    assert not several(extract(out.getvalue()))


def side_by_side(left: pikepdf.Page, right: pikepdf.Page) -> bytes:
    """Two pages on one sheet of A4 on its side."""
    file = pikepdf.new()
    target = file.add_blank_page(page_size=(842, 595))
    for at, page in ((0.0, left), (421.0, right)):
        target.add_overlay(page, pikepdf.Rectangle(at, 0, at + 421, 595))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_two_reports_side_by_side_on_a_sheet() -> None:
    """The first pages of two reports on one sheet: no value of either is given for a field that both answer."""
    with opened("weasyprint-rules-short") as one, opened("chromium-cell-quotes") as other:
        result = extract(side_by_side(one.pages[0], other.pages[0]))
    if result.report is not None:
        assert several(result)
        assert [leaves(result)[f] for f in IDENTITY] == [None, None, None]


def test_two_pages_of_one_report_on_a_sheet() -> None:
    """A report printed two pages to a sheet is one report."""
    with opened("weasyprint-rules-short") as file:
        result = extract(side_by_side(file.pages[0], file.pages[1]))
    assert not several(result)
