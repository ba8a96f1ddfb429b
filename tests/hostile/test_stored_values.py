"""A form field's stored value against what the page draws in it: what a person reads decides whether they differ."""

from __future__ import annotations

import io

import pikepdf
import pytest

from erityisavustus import Extraction, extract
from erityisavustus.contracts.answer import Answer, Drawn
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.page import Widget
from erityisavustus.reading import read
from tests.conftest import FIXTURES
from tests.judging.answers_at_hand import told

FORM = FIXTURES / "form-flat-of.pdf"
AMOUNT, DIARY_NUMBER, E_MAIL, PERIOD = "Text8", "Text3", "Text5", "Text9"
SIZE = 10.0
"""Points: letters of the drawn text."""
MULTILINE = 1 << 12


def stored(field: str, value: str) -> Extraction:
    """The filled-in form with another value stored in a field, its drawing as it was."""
    with pikepdf.open(FORM) as file:
        fields(file)[field].Parent.V = pikepdf.String(value)
        out = io.BytesIO()
        file.save(out)
    return extract(out.getvalue())


def fields(file: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The widgets by the names of their fields."""
    return {str(a.Parent.T): a for page in file.pages for a in page.Annots if "/Parent" in a}


def conflicts(result: Extraction) -> list[str | None]:
    return [f.field for f in result.findings if f.code is Code.VALUE_CONFLICT]


def drawn(value: str, *lines: str, width: float, height: float = 16.0, shift: float = 2.0) -> Widget:
    """A field with a stored value and lines that are drawn in it, as the program reads it."""
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
                              Encoding=pikepdf.Name.WinAnsiEncoding)
    text = " ".join(f"({line}) Tj 0 -{SIZE + 2} Td" for line in lines).encode("cp1252")
    start = height - SIZE - 2 if len(lines) > 1 else 4
    look = file.make_stream(b"/Tx BMC q BT /F0 %d Tf %d %d Td " % (SIZE, shift, start) + text + b" ET Q EMC")
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    look.BBox = pikepdf.Array([0, 0, width, height])
    look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
    widget = file.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String("kohta"),
        V=pikepdf.String(value), Rect=pikepdf.Array([60, 600, 60 + width, 600 + height]), F=4,
        Ff=MULTILINE if len(lines) > 1 else 0, AP=pikepdf.Dictionary(N=look)))
    page.obj.Annots = pikepdf.Array([widget])
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]))
    out = io.BytesIO()
    file.save(out)
    return next(iter(read(out.getvalue()).pages)).widgets[0]


@pytest.mark.parametrize("value", ["24000000", "240000.00.00", "240,00", "2400", "24 000,00", "240 000,01", "-240000"])
def test_another_amount_is_a_conflict(value: str) -> None:
    """The page shows 240 000,00: what reads as another amount, by its separators alone, is named at the field."""
    assert conflicts(stored(AMOUNT, value)) == ["decision.granted_eur"]


@pytest.mark.parametrize("value", ["240000.00", "240000", "240 000", "240\u00a0000,00", "240000,0", "240 000,00 €"])
def test_the_same_amount_is_none(value: str) -> None:
    """A script of the field may draw '240000.00' as '240 000,00': the amount is the same."""
    result = stored(AMOUNT, value)
    assert result.report is not None
    assert str(result.report.decision.granted_eur) == "240000.00"
    assert not conflicts(result)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (DIARY_NUMBER, "VN/470/62022-TEM-13", "recipient.diary_number"),
        (DIARY_NUMBER, "VN/4706/2022-TEM-1-3", "recipient.diary_number"),
        (DIARY_NUMBER, "vn/4706/2022-TEM-13", None),
        (E_MAIL, "ainoesimerkki@suvantola.example", "recipient.contact_email"),
        (PERIOD, "1.9.2022 - 31.8.2023", None),
        (PERIOD, "10.9.2022-31.8.2023", "decision.period"),
        ("Text26", "Suvantola 5.10.2023", None),
        ("Text26", "Suvantola 05.11.2023", "signature.date"),
    ],
)
def test_typed_values(field: str, value: str, found: str | None) -> None:
    """What reads as the same value is no conflict however it is written, what reads otherwise is one."""
    assert conflicts(stored(field, value)) == ([found] if found else [])


@pytest.mark.parametrize(
    ("value", "lines", "width"),
    [
        ("65 310,00", ("65 310",), 200),
        ("Toinen kunta ei ole mukana", ("Toinen kunta on mukana",), 120),
        ("Hanke ei ole onnistunut hyvin", ("Hanke on onnistunut hyvin",), 300),
        ("Hanke ei ole onnistunut", ("Hanke ole onnistunut",), 300),
        ("yksi kaksi ja viela kolme nelja", ("yksi kaksi", "kolme nelja"), 60),
        ("Muu kunta ja Suvannon kunta", ("Suvannon kunta",), 80),
        ("Kela; kunta", ("Kela, kunta",), 200),
        ("Päijät-Häme", ("Paijat-Hame",), 200),
        ("Silta 3", ("",), 200),
        ("Elinvoimaja tyollisyys", ("Elinvoima ja tyollisyys",), 300),
        ("yksi kaksi.Kolme nelja", ("yksi kaksi.", "Kolme nelja"), 100),
    ],
    ids=["a part in a wide box", "another word in a full box", "a word more", "a word more in the middle",
         "words in the middle of full lines", "words before", "another separator", "other letters", "nothing drawn",
         "a blank taken out", "a line's end taken out"],
)
def test_another_text_is_a_conflict(value: str, lines: tuple[str, ...], width: float) -> None:
    """What is drawn is neither the value nor a beginning of it that fills the box."""
    assert drawn(value, *lines, width=width, height=16 if len(lines) == 1 else 28).conflict


@pytest.mark.parametrize(
    ("value", "lines", "width"),
    [
        ("Suvannon kunta ja seitsemän muuta", ("Suvannon kunta ja",), 85),
        ("yksi kaksi kolme nelja viisi kuusi", ("yksi kaksi", "kolme nelja"), 60),
        ("Suvannon\u00a0kunta", ("Suvannon kunta",), 200),
        ("Suvannon\r\nkunta", ("Suvannon kunta",), 200),
        ("1\u20132\u22123 \u201dsilta\u201d", ('1-2-3 "silta"',), 200),
        ("Çağla ja työ \u2192 \u015eule ja muut", ("Ça?la ja työ ? ?ule ja muut",), 200),
        ("Çağla ja työ ja työ", ("Çala ja työ ja työ",), 200),
        ("VN/4615/2022\u2011TEM\u201168", ("VN/4615/2022?TEM?68",), 200),
        ("moni\u00adkielinen", ("moni-kielinen",), 200),
        ("65310", ("6 5 3 1 0",), 200),
        ("yksi moni-kielinen", ("yksi moni-", "kielinen"), 100),
        ("osaamiskeskustoiminta", ("osaamiskeskus", "toiminta"), 80),
    ],
    ids=["a box too small", "too few lines", "a fixed blank", "a line end", "dashes and quotes", "letters replaced",
         "a letter left out", "hyphens replaced", "a soft hyphen", "a comb",
         "broken at a hyphen", "longer than its line"],
)
def test_the_same_text_is_none(value: str, lines: tuple[str, ...], width: float) -> None:
    """What viewers draw otherwise than it is stored, and what a small box cuts off, is no conflict."""
    assert not drawn(value, *lines, width=width, height=16 if len(lines) == 1 else 28).conflict


def test_a_text_that_runs_over_the_left_edge() -> None:
    """The end of a value, set flush right in a box that is too small, is no conflict; words before it that fit are."""
    value = "Suvannon kunta ja muut"
    assert not drawn(value, "kunta ja muut", width=58, shift=-4).conflict
    assert drawn(value, "kunta ja muut", width=200, shift=40).conflict


def test_a_cut_amount_is_another_amount() -> None:
    """Of a long amount in a narrow box a person sees another amount: that is named."""
    widget = drawn("6531000,00", "6531", width=26)
    assert (widget.conflict, widget.drawn) == (False, "6531")
    shown = Drawn(2, widget)
    number = Answer("decision.granted_eur", found=True, text="6531000,00", page=2, drawn=(shown,))
    assert ("value.conflict", "decision.granted_eur", "warning") in told(decision__granted_eur=number)
    name = Answer("recipient.project_name", found=True, text="6531000,00", page=2, drawn=(shown,))
    assert not told(recipient__project_name=name)
