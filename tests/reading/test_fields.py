"""Form fields: the state of a box by /AS, /V and what its appearance draws; values of text fields."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.page import MarkKind, MarkState, Method
from tests.reading.sheets import changed, page_of, pdf, with_widget

NAME = pikepdf.Name


@pytest.mark.parametrize(
    ("entries", "state", "conflict"),
    [
        ({"V": NAME.Yes, "AS": NAME.Yes}, MarkState.CHECKED, False),
        ({"V": NAME.Off, "AS": NAME.Off}, MarkState.UNCHECKED, False),
        ({"AS": NAME.Off}, MarkState.UNCHECKED, False),
        ({}, MarkState.UNCHECKED, False),
        ({"V": NAME.Yes}, MarkState.UNCHECKED, True),  # no appearance is chosen: the page shows an empty box
        ({"AS": NAME.Yes}, MarkState.CHECKED, True),  # the page shows it ticked, the value says nothing
        ({"V": NAME.Off, "AS": NAME.Yes}, MarkState.CHECKED, True),  # the page decides
        ({"V": NAME.Yes, "AS": NAME.Off}, MarkState.UNCHECKED, True),  # the page decides
        ({"V": NAME.On, "AS": NAME.On}, MarkState.UNCLEAR, True),  # a state without appearance: nothing is drawn
        ({"AP": None, "V": None, "AS": None}, MarkState.UNCLEAR, False),  # nothing tells
        ({"AP": None, "V": NAME.Yes, "AS": NAME.Yes}, MarkState.CHECKED, False),
        ({"V": pikepdf.String("/Yes"), "AS": NAME.Yes}, MarkState.CHECKED, False),  # a name written as a string
    ],
    ids=str,
)
def test_state_of_a_check_box(entries: dict[str, object], state: MarkState, conflict: bool) -> None:
    """Where /V, /AS and the appearance agree, that is the state; else the page decides, or nothing does."""
    entries = {k: v for k, v in entries.items() if v is not None or k == "AP"}
    page = page_of(with_widget(**entries))
    (mark,) = page.marks
    assert (mark.state, mark.conflict, mark.kind) == (state, conflict, MarkKind.WIDGET)
    assert mark.bbox == pytest.approx((60, 129.89, 72, 141.89), abs=0.1)


@pytest.mark.parametrize(("flag", "seen"), [(4, 1), (2, 0), (32, 0), (0, 1)])
def test_hidden_widgets_are_not_on_the_page(flag: int, seen: int) -> None:
    """/Hidden and /NoView: nobody sees them."""
    assert len(page_of(with_widget(F=flag, V=NAME.Yes, AS=NAME.Yes)).marks) == seen


def test_on_states_are_bytes() -> None:
    """/Kyll#E4 is Latin-1, and comes out as text."""

    def rename(file: pikepdf.Pdf) -> None:
        widget = file.pages[0].Annots[0]
        on = pikepdf.Object.parse(b"/Kyll#E4")
        states = widget.AP.N
        states["/Kyll\udce4"] = states.Yes
        del states["/Yes"]
        widget.V = widget.AS = on

    page = page_of(changed(with_widget(), rename))
    assert page.widgets[0].value == "Kyllä"
    assert page.widgets[0].checked is True


def form(canvas: Canvas) -> None:
    canvas.drawString(60, 720, "Hankkeen nimi")
    canvas.acroForm.textfield(name="Text1", x=60, y=690, width=200, height=18, value="Silta")


def test_a_text_field_gives_its_value() -> None:
    """Words of the field's value, marked as such, in its rectangle."""
    page = page_of(pdf(form))
    words = [w for w in page.words if w.method is Method.WIDGET]
    assert [w.text for w in words] == ["Silta"]
    assert page.widgets[words[0].widget or 0].name == "Text1"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xfe\xff\x00S\x00\xe4", "Sä"),
        (b"\xff\xfeS\x00\xe4\x00", "Sä"),
        (b"\xef\xbb\xbfS\xc3\xa4", "Sä"),
        (b"S\xe4\x85", "Sä–"),  # PDFDocEncoding: 0x85 is an en dash
        (b"yksi\r\nkaksi\rkolme", "yksi\nkaksi\nkolme"),
    ],
)
def test_text_strings(raw: bytes, text: str) -> None:
    """UTF-16, UTF-8 and PDFDocEncoding (ISO 32000-2, 7.9.2.2); any line end."""

    def fill(file: pikepdf.Pdf) -> None:
        widget = file.pages[0].Annots[0]
        widget.V = pikepdf.String(raw)
        del widget["/AP"]

    assert page_of(changed(pdf(form), fill)).widgets[0].value == text


def test_a_value_that_the_page_does_not_show_is_a_conflict() -> None:
    """/V was changed, the appearance still shows the old text, and viewers are not asked to draw anew."""

    def fill(file: pikepdf.Pdf) -> None:
        file.pages[0].Annots[0].V = pikepdf.String("Aivan muuta")
        file.Root.AcroForm["/NeedAppearances"] = False

    widget = page_of(changed(pdf(form), fill)).widgets[0]
    assert (widget.value, widget.conflict) == ("Aivan muuta", True)


def test_a_loop_of_parents_ends() -> None:
    """/Parent points back to the widget itself."""

    def loop(file: pikepdf.Pdf) -> None:
        widget = file.pages[0].Annots[0]
        widget.Parent = widget

    assert page_of(changed(with_widget(V=NAME.Yes, AS=NAME.Yes), loop)).widgets[0].checked is True


def test_typed_and_drawn_over_the_page() -> None:
    """FreeText is words; ink over an empty box ticks it; a reviewer's comment is no answer."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 700, 10, 10)
        canvas.drawString(76, 702, "Kyllä")

    def fill(file: pikepdf.Pdf) -> None:
        annotations = [
            {"Subtype": NAME.FreeText, "Rect": [100, 600, 300, 620], "Contents": pikepdf.String("Kivirannan kunta")},
            {"Subtype": NAME.Ink, "Rect": [59, 699, 72, 712],
             "InkList": pikepdf.Array([pikepdf.Array([60, 700, 70, 710])])},
            {"Subtype": NAME.Text, "Rect": [400, 600, 420, 620], "Contents": pikepdf.String("Tarkista tämä")},
        ]
        file.pages[0].obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary({f"/{k}": pikepdf.Array(v) if isinstance(v, list) else v for k, v in a.items()})
             for a in annotations]
        )

    page = page_of(changed(pdf(draw), fill))
    assert [w.text for w in page.words if w.method is Method.ANNOTATION] == ["Kivirannan", "kunta"]
    (mark,) = page.marks
    assert (mark.state, mark.kind) == (MarkState.CHECKED, MarkKind.ANNOTATION)
    assert [(a.text, a.answer) for a in page.annotations if a.subtype == "Text"] == [("Tarkista tämä", False)]


def test_the_file_stays_as_it_is() -> None:
    """Reading does not change the bytes given."""
    data = with_widget(V=NAME.Yes, AS=NAME.Yes)
    page_of(data)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert NAME.Yes == file.pages[0].Annots[0].V
