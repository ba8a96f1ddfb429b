"""What is in the file and no person sees: hidden layers, white corrections, white or transparent text."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.page import MarkState
from tests.reading.sheets import changed, page_of, pdf, with_widget

Change = Callable[[pikepdf.Pdf], None]
LAYERED = b"BT /F1 12 Tf 60 700 Td (Lahti) Tj ET /OC /Layer BDC BT /F1 12 Tf 60 650 Td (Luonnos) Tj ET EMC"


def texts(data: bytes) -> list[str]:
    return [w.text for w in page_of(data).words]


def layered(config: Callable[[pikepdf.Object], pikepdf.Dictionary], member: bool = False) -> bytes:
    """A page with 'Lahti' on no layer and 'Luonnos' on one; `config` makes the configuration of its group."""

    def change(file: pikepdf.Pdf) -> None:
        group = file.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.OCG, Name=pikepdf.String("vesileima"),
            Usage=pikepdf.Dictionary(View=pikepdf.Dictionary(ViewState=pikepdf.Name.OFF)),
        ))
        other = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("muu")))
        file.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([group, other]), D=config(group))
        of = pikepdf.Dictionary(
            Type=pikepdf.Name.OCMD, OCGs=pikepdf.Array([group, other]), P=pikepdf.Name.AllOn
        ) if member else group
        page = file.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(Layer=of)
        page.Contents = file.make_stream(LAYERED)

    return changed(pdf(lambda canvas: canvas.drawString(60, 700, "x")), change)


@pytest.mark.parametrize("member", [False, True])
@pytest.mark.parametrize(
    ("config", "shown"),
    [
        (lambda _: pikepdf.Dictionary(), True),
        (lambda g: pikepdf.Dictionary(OFF=pikepdf.Array([g])), False),
        (lambda _: pikepdf.Dictionary(BaseState=pikepdf.Name.OFF), False),
        (lambda g: pikepdf.Dictionary(BaseState=pikepdf.Name.OFF, ON=pikepdf.Array([g])), True),
        (lambda g: pikepdf.Dictionary(AS=pikepdf.Array([pikepdf.Dictionary(
            Event=pikepdf.Name.View, Category=pikepdf.Array([pikepdf.Name.View]), OCGs=pikepdf.Array([g]))])), False),
        (lambda g: pikepdf.Dictionary(AS=pikepdf.Array([pikepdf.Dictionary(
            Event=pikepdf.Name.Print, Category=pikepdf.Array([pikepdf.Name.Print]), OCGs=pikepdf.Array([g]))])), True),
    ],
    ids=["no state", "off", "all off", "all off but this", "off on the screen", "off in print only"],
)
def test_layers(config: Callable[[pikepdf.Object], pikepdf.Dictionary], shown: bool, member: bool) -> None:
    """Contents of an optional content group that is off on the screen are not on the page (8.11)."""
    if member and config(pikepdf.Dictionary()).get("/BaseState") is not None:
        shown = False  # the other group of the membership is off
    assert texts(layered(config, member)) == (["Lahti", "Luonnos"] if shown else ["Lahti"])


def test_a_widget_on_a_hidden_layer() -> None:
    """A field whose /OC is off is not on the page."""

    def change(file: pikepdf.Pdf) -> None:
        group = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("piilossa")))
        file.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([group]), D=pikepdf.Dictionary(OFF=pikepdf.Array([group])))
        file.pages[0].Annots[0].OC = group

    on = with_widget(V=pikepdf.Name.Yes, AS=pikepdf.Name.Yes)
    assert len(page_of(on).marks) == 1
    assert not page_of(changed(on, change)).marks


def test_a_white_correction() -> None:
    """The old text under an opaque white rectangle is gone, the new one over it is read."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Helsinki")
        canvas.drawString(160, 700, "27.10.2023")
        canvas.setFillGray(1)
        canvas.rect(55, 695, 80, 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(60, 700, "Lahti")

    assert texts(pdf(draw)) == ["Lahti", "27.10.2023"]


def test_a_highlighter_hides_nothing() -> None:
    """A transparent rectangle lets the text through, a white background painted first too."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.rect(50, 690, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(60, 700, "Helsinki")
        canvas.setFillColorRGB(1, 1, 1, alpha=0.4)
        canvas.rect(55, 695, 80, 18, stroke=0, fill=1)

    assert texts(pdf(draw)) == ["Helsinki"]


def test_a_ticked_box_painted_over() -> None:
    """A box with its cross under a white rectangle is no mark; one drawn over it is."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 702, "Kyllä")
        canvas.rect(60, 700, 12, 12)
        canvas.line(60, 700, 72, 712)
        canvas.line(60, 712, 72, 700)
        canvas.setFillGray(1)
        canvas.rect(58, 698, 16, 16, stroke=0, fill=1)
        canvas.rect(60, 700, 12, 12)

    (mark,) = page_of(pdf(draw)).marks
    assert mark.state is MarkState.UNCHECKED


@pytest.mark.parametrize(("ground", "seen"), [(None, False), (0.4, True)])
def test_white_text(ground: float | None, seen: bool) -> None:
    """White text on paper is not seen, on a dark bar it is."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "Lahti")
        if ground is not None:
            canvas.setFillGray(ground)
            canvas.rect(50, 690, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(60, 700, "AVUSTUS")

    assert ("AVUSTUS" in texts(pdf(draw))) is seen


def test_white_text_between_the_parts_of_a_path() -> None:
    """All borders of a page may be one path: what lies between them is paper."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "Lahti")
        path = canvas.beginPath()
        path.rect(50, 720, 400, 1)
        path.rect(50, 680, 400, 1)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(60, 700, "AVUSTUS")

    assert "AVUSTUS" not in texts(pdf(draw))


def test_transparent_text() -> None:
    """Text with an alpha of 0 is not on the page."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "Lahti")
        canvas.setFillColorRGB(0, 0, 0, alpha=0)
        canvas.drawString(60, 700, "piilossa")

    assert texts(pdf(draw)) == ["Lahti"]


@pytest.mark.parametrize(("width", "cut"), [(58, True), (200, False)])
def test_a_letter_cut_through(width: int, cut: bool) -> None:
    """The last letter of a line runs through the edge of its clip: the field was too small."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(60, 690, width, 20)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(60, 700, "Suvantolan")

    (word,) = page_of(pdf(draw)).words
    assert (word.text, word.cut) == ("Suvantolan", cut)


def test_a_line_that_goes_on_behind_its_edge() -> None:
    """The line is one text that is cut: all its letters are in the file, but a person does not see them."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(60, 690, 58, 20)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(60, 700, "Suvantolan kaupunki")

    assert [(w.text, w.cut) for w in page_of(pdf(draw)).words][-1] == ("kaupunki", True)


def test_text_in_a_colour_of_a_palette() -> None:
    """The number of a colour in a palette says nothing of how dark it is."""

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        page.Resources.ColorSpace = pikepdf.Dictionary(
            CS0=pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String(b"\xff\xff\xff\0\0\0")])
        )
        page.Contents = file.make_stream(b"/CS0 cs 1 scn BT /F1 12 Tf 60 700 Td (Lahti) Tj ET")

    assert texts(changed(pdf(lambda canvas: canvas.drawString(60, 700, "x")), change)) == ["Lahti"]


def test_white_letters_with_an_outline() -> None:
    """Stroked text is seen whatever its fill."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(2)
        canvas.setFillGray(1)
        text.textLine("Lahti")
        canvas.drawText(text)

    assert texts(pdf(draw)) == ["Lahti"]
