"""What an engine gives: records of one page, the same for every engine."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing

import pikepdf
import pytest
from PIL import Image as Pil
from PIL.Image import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.engines import default_engine
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.page_geometry import MAX_COORDINATE
from erityisavustus.reading.records import Contents
from tests.reading.sheets import HEIGHT, Draw, changed, pdf


def contents_of(data: bytes, index: int = 0, off: frozenset[int] = frozenset(), turn: int = 0) -> Contents:
    """What the default engine gives of a page."""
    with closing(default_engine().open(data)) as document:
        return document.contents(index, off, turn)


def drawn(draw: Draw) -> Contents:
    return contents_of(pdf(draw))


def one_of_each(canvas: Canvas) -> None:
    canvas.rect(60, 500, 10, 10)
    canvas.drawString(60, 600, "Hanke")
    canvas.drawImage(ImageReader(Pil.new("RGB", (20, 10), (200, 200, 200))), 60, 400, 40, 20)


def with_page(change: Callable[[pikepdf.Object], None], draw: Draw = one_of_each) -> bytes:
    """A PDF of one page whose dictionary is changed."""
    return changed(pdf(draw), lambda file: change(file.pages[0].obj))


def test_records_lie_where_they_are_drawn() -> None:
    """Characters, paths and pictures in points, y upwards, numbered in the order in which they are drawn."""
    contents = drawn(one_of_each)
    assert "".join(c.text or "" for c in contents.chars) == "Hanke"
    assert (contents.chars[0].x0, contents.chars[0].baseline) == pytest.approx((60, 600))
    [path], [picture] = contents.paths, contents.pictures
    assert path.extent == pytest.approx((60, 500, 70, 510))
    assert picture.bbox == pytest.approx((60, 400, 100, 420))
    assert path.order < contents.chars[0].order < picture.order
    assert contents.origins[contents.chars[0].order] == pytest.approx((60, 600))


def test_every_page_is_known() -> None:
    """A file's pages are counted, and each is asked for by its number from 0."""
    data = pdf(lambda c: c.drawString(60, 600, "yksi"), lambda c: c.drawString(60, 600, "kaksi"))
    with closing(default_engine().open(data)) as document:
        assert document.page_count == 2
        assert ["".join(c.text or "" for c in document.contents(i).chars) for i in (0, 1)] == ["yksi", "kaksi"]


def test_the_lower_left_corner_of_the_media_box_is_the_origin() -> None:
    """Whatever two corners the file gives, and whatever the crop box; a point goes back to where the file has it."""

    def moved(page: pikepdf.Object) -> None:
        page.MediaBox = pikepdf.Array([600, 850, 10, 20])
        page.CropBox = pikepdf.Array([30, 40, 500, 800])

    contents = contents_of(with_page(moved))
    assert (contents.media, contents.crop) == (Rect(10, 20, 600, 850), Rect(30, 40, 500, 800))
    assert contents.size == (590, 830)
    first = contents.chars[0]
    assert (first.x0, first.baseline) == pytest.approx((50, 580))
    assert contents.user_space(first.x0, first.baseline) == pytest.approx((60, 600))


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_is_turned_as_it_is_asked_for(turn: int) -> None:
    """Quarter turns beyond the page's own give what /Rotate gives, and are forgotten with the next question."""
    rotated = with_page(lambda page: page.__setattr__("Rotate", 90 * turn))
    with closing(default_engine().open(pdf(one_of_each))) as document:
        asked, plain = document.contents(0, turn=turn), document.contents(0)
    assert asked.rotation == 90 * turn
    assert plain.rotation == 0
    assert asked.chars == contents_of(rotated).chars
    assert plain.chars == drawn(one_of_each).chars
    assert asked.user_space(*asked.origins[asked.chars[0].order]) == pytest.approx((60, 600))


def test_contents_of_a_hidden_layer_are_left_out() -> None:
    """Whoever asks says which layers are off, by the numbers of their objects."""

    def layered(file: pikepdf.Pdf) -> None:
        group = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Piilossa"))
        file.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L=group)
        file.pages[0].contents_add(b"/OC /L BDC", prepend=True)
        file.pages[0].contents_add(b"EMC")

    data = changed(pdf(one_of_each), layered)
    with pikepdf.open(io.BytesIO(data)) as file:
        number = file.pages[0].obj.Resources.Properties.L.objgen[0]
    assert contents_of(data).chars
    hidden = contents_of(data, off=frozenset({number}))
    assert (hidden.chars, hidden.paths, hidden.pictures) == ((), (), ())


def test_a_form_knows_its_records() -> None:
    """What a form XObject of the page draws has order numbers between those that the form names."""

    def form(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "ennen")
        canvas.beginForm("lomake")
        canvas.drawString(60, 600, "sisällä")
        canvas.endForm()
        canvas.doForm("lomake")
        canvas.drawString(60, 500, "sen jälkeen")

    contents = drawn(form)
    [inside] = contents.forms
    text = "".join(c.text or "" for c in contents.chars if inside.before < c.order <= inside.last)
    assert text == "sisällä"


def decoded(data: bytes, **entries: object) -> Image | None:
    """What the engine decodes of a picture of 8 by 8 pixels with these samples."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Pil.new("RGB", (8, 8))), 60, HEIGHT - 100, 10, 10)

    def altered(file: pikepdf.Pdf) -> None:
        [(name, _)] = file.pages[0].obj.Resources.XObject.items()
        file.pages[0].obj.Resources.XObject[name] = file.make_stream(
            data, {"/Subtype": pikepdf.Name.Image, "/Width": 8, "/Height": 8, "/BitsPerComponent": 8, **entries})

    [record] = contents_of(changed(pdf(draw), altered)).pictures
    return record.grey()


def jpeg(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


HALVES = Pil.new("L", (8, 8), 255)
HALVES.paste(0, (0, 0, 4, 8))
"""Dark on the left, light on the right."""
INDEXED = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String(b"\xff\xff\xff\x00\x00\x00")])


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (HALVES.tobytes(), {"/ColorSpace": pikepdf.Name.DeviceGray}),
        (HALVES.convert("RGB").tobytes(), {"/ColorSpace": pikepdf.Name.DeviceRGB}),
        (HALVES.convert("CMYK").tobytes(), {"/ColorSpace": pikepdf.Name.DeviceCMYK}),
        (b"\x0f" * 8, {"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 1}),
        (b"\x00\x00\xff\xff" * 8, {"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 4}),
        (b"\xf0" * 8, {"/ColorSpace": INDEXED, "/BitsPerComponent": 1}),
        (b"\x0f" * 8, {"/ImageMask": True, "/BitsPerComponent": 1}),
        (b"\xf0" * 8, {"/ImageMask": True, "/BitsPerComponent": 1, "/Decode": pikepdf.Array([1, 0])}),
        (jpeg(HALVES), {"/ColorSpace": pikepdf.Name.DeviceGray, "/Filter": pikepdf.Name.DCTDecode}),
    ],
    ids=["grey", "colours", "inks", "one bit", "four bits", "palette", "stencil", "stencil the other way", "JPEG"],
)
def test_pictures_are_decoded_when_they_are_asked_for(data: bytes, entries: dict[str, object]) -> None:
    """In grey on white paper, though the document is closed by then: dark stays dark, and light light."""
    grey = decoded(data, **entries)
    assert grey is not None
    assert grey.mode == "L"
    assert grey.getpixel((1, 4)) < 80
    assert grey.getpixel((6, 4)) > 200


@pytest.mark.parametrize("width", [3_000, 10**7], ids=["fewer samples than that", "more than any box has"])
def test_a_picture_that_cannot_be_decoded_is_none(width: int) -> None:
    """No pixels, and no exception."""
    grey = pikepdf.Name.DeviceGray
    assert decoded(HALVES.tobytes(), **{"/Width": width, "/ColorSpace": grey}) is None


def test_a_page_of_no_size_is_refused() -> None:
    """A page box out of all measure is the page's fault, with its number."""
    data = with_page(lambda page: page.__setattr__("MediaBox", pikepdf.Array([0, 0, 500, MAX_COORDINATE * 2])))
    with pytest.raises(FileError) as refused:
        contents_of(data)
    assert (refused.value.detail, refused.value.page) == ("size", 1)
