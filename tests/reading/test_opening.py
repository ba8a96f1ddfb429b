"""Files that cannot be read say why; files that can be mended are read."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from erityisavustus.contracts.finding import Code
from erityisavustus.reading import FileError, read
from tests.reading.sheets import HEIGHT, changed, page_of, pdf, with_widget

HELLO = pdf(lambda canvas: canvas.drawString(60, HEIGHT - 100, "Hankkeen nimi"))


LOCKED = pikepdf.Encryption(user="a", owner="b")


def code_of(data: bytes) -> Code:
    with pytest.raises(FileError) as caught:
        list(read(data).pages)
    return caught.value.code


def saved(file: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    file.save(out, **options)
    return out.getvalue()


def looping() -> bytes:
    file = pikepdf.new()
    file.add_blank_page()
    file.Root.Pages.Kids.append(file.Root.Pages)
    return saved(file)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.FILE_NOT_PDF),
        (b"Hei, olen vain teksti.", Code.FILE_NOT_PDF),
        (HELLO[:60], Code.FILE_DAMAGED),
        (saved(pikepdf.new()), Code.FILE_DAMAGED),
        (looping(), Code.FILE_DAMAGED),
        (saved(pikepdf.open(io.BytesIO(HELLO)), encryption=LOCKED), Code.FILE_ENCRYPTED),
    ],
    ids=["empty", "text", "truncated", "no pages", "page tree loops", "user password"],
)
def test_a_file_that_gives_no_pages_says_why(data: bytes, code: Code) -> None:
    """One finding each, no other exception."""
    assert code_of(data) is code


def test_a_missing_file() -> None:
    """The path leads nowhere."""
    with pytest.raises(FileError) as caught:
        read(Path("ei-ole.pdf"))
    assert caught.value.code is Code.FILE_NOT_FOUND


def test_too_many_pages() -> None:
    """Refused before anything is read."""
    file = pikepdf.new()
    for _ in range(2001):
        file.add_blank_page()
    assert code_of(saved(file)) is Code.FILE_TOO_LARGE


def test_a_stream_that_swells_is_refused() -> None:
    """Eight run-length filters in a row."""

    def swell(file: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(file, b"8181>")
        stream.write(b"8181>", filter=pikepdf.Array([pikepdf.Name.ASCIIHexDecode, *[pikepdf.Name.RunLengthDecode] * 8]))
        file.pages[0].obj.Contents = file.make_indirect(stream)

    assert code_of(changed(HELLO, swell)) is Code.FILE_TOO_LARGE


@pytest.mark.parametrize("how", ["junk before the header", "no media box", "empty user password, RC4", "AES-256"])
def test_what_can_be_mended_is_read(how: str) -> None:
    """The words come out as from the sound file."""

    def boxless(file: pikepdf.Pdf) -> None:
        del file.pages[0].obj["/MediaBox"]

    data = {
        "junk before the header": b"roskaa\n" * 20 + HELLO,
        "no media box": changed(HELLO, boxless),
        "empty user password, RC4": saved(
            pikepdf.open(io.BytesIO(HELLO)), encryption=pikepdf.Encryption(user="", owner="b", R=3, aes=False,
                                                                           metadata=False)
        ),
        "AES-256": saved(pikepdf.open(io.BytesIO(HELLO)), encryption=pikepdf.Encryption(user="", owner="b", R=6)),
    }[how]
    assert [w.text for w in page_of(data).words] == ["Hankkeen", "nimi"]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_on_its_side_is_read_upright(quarter: int) -> None:
    """/Rotate turns the page away; it is read as one turns it back."""
    words = " ".join(["Hankkeen nimi on tässä ja jatkuu pitkään"] * 2)
    upright = pdf(lambda canvas: canvas.drawString(60, HEIGHT - 100, words))

    def turn(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Rotate = quarter

    page = page_of(changed(upright, turn))
    assert " ".join(w.text for w in page.words) == words
    assert page.words[0].bbox == pytest.approx(page_of(upright).words[0].bbox, abs=0.1)


def test_an_offset_crop_box() -> None:
    """Coordinates start at the crop box's corner; what lies outside is not on the page."""

    def crop(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.CropBox = pikepdf.Array([50, 700, 300, 800])

    def draw(canvas: object) -> None:
        canvas.drawString(60, 750, "sisällä")  # type: ignore[attr-defined]
        canvas.drawString(60, 500, "ulkona")  # type: ignore[attr-defined]

    page = page_of(changed(pdf(draw), crop))
    assert [w.text for w in page.words] == ["sisällä"]
    assert page.words[0].bbox[0] == pytest.approx(10, abs=0.5)
    assert (page.width, page.height) == (250, 100)


@pytest.mark.parametrize("corners", [(0, 842, 595, 0), (595, 842, 0, 0)])
def test_a_page_box_by_any_two_corners(corners: tuple[int, ...]) -> None:
    """A rectangle's corners come in any order (7.9.5)."""

    def flip(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.MediaBox = pikepdf.Array(corners)

    def plain(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 595, 842])

    assert page_of(changed(HELLO, flip)).words == page_of(changed(HELLO, plain)).words


def test_a_dynamic_xfa_form() -> None:
    """A file that asks to be rendered from XFA and shows no field is named as such; with its fields it is read."""

    def xfa(file: pikepdf.Pdf) -> None:
        file.Root.NeedsRendering = True
        form = file.Root.get("/AcroForm") or pikepdf.Dictionary(Fields=pikepdf.Array())
        form.XFA = file.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        file.Root.AcroForm = form

    assert code_of(changed(HELLO, xfa)) is Code.FILE_DYNAMIC_XFA
    assert page_of(changed(with_widget(), xfa)).marks


def test_a_header_that_is_missing() -> None:
    """What is a PDF but for its first line is read."""
    assert [w.text for w in page_of(HELLO.partition(b"\n")[2]).words] == ["Hankkeen", "nimi"]


def test_a_form_xobject_with_references_for_numbers() -> None:
    """/BBox entries that are indirect objects."""

    def wrap(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        form = file.make_stream(page.Contents.read_bytes())
        form.Type, form.Subtype, form.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, page.Resources
        form.BBox = pikepdf.Array([file.make_indirect(pikepdf.Object.parse(n)) for n in (b"0", b"0", b"595", b"842")])
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm=form))
        page.Contents = file.make_stream(b"/Fm Do")

    assert [w.text for w in page_of(changed(HELLO, wrap)).words] == ["Hankkeen", "nimi"]
