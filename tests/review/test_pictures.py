"""The picture shown is the one that the coordinates belong to."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from erityisavustus import extract
from erityisavustus.contracts.page import Method
from erityisavustus.contracts.result import Extraction, Source, Status
from erityisavustus.reading import read
from erityisavustus.reading.engines.rendering import render, upright
from erityisavustus.review.pictures import page_pictures
from tests.conftest import FIXTURES
from tests.extracted import extracted

DARK = 110
"""Grey below which a pixel is ink."""
SLACK = 4.0
"""Points of air that a bbox of glyph boxes leaves around the ink of its letters."""


def unread(path: str, content: bytes) -> Extraction:
    """The result of a file of this content that gave no report."""
    source = Source(path=path, sha256=hashlib.sha256(content).hexdigest())
    return Extraction(source=source, status=Status.UNREADABLE, report=None)


def on_its_side(name: str, rotation: int) -> bytes:
    """A fixture whose pages are shown turned: it is read as one turns it to read it."""
    out = io.BytesIO()
    with pikepdf.open(FIXTURES / f"{name}.pdf") as pdf:
        for page in pdf.pages:
            page.obj["/Rotate"] = rotation
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def ink_fits(extraction: Extraction, source: Path | bytes) -> int:
    """How many one-line values were looked at; each has its ink inside its bbox, from edge to edge."""
    pictures = list(page_pictures(source, extraction))
    looked = 0
    for field in ("recipient.diary_number", "recipient.contact_name", "decision.granted_eur", "signature.name"):
        evidence = extraction.evidence.get(field)
        if evidence is None or evidence.bbox is None or evidence.page is None or evidence.method is not Method.TEXT:
            continue
        page = pictures[evidence.page - 1]
        assert page is not None
        image = Image.open(io.BytesIO(page.data)).convert("L")
        scale = image.width / page.width
        assert image.height / page.height == pytest.approx(scale, rel=0.01)
        x0, top, x1, bottom = (v * scale for v in evidence.bbox)
        ink = image.crop((round(x0) - 1, round(top), round(x1) + 1, round(bottom))).point(lambda v: 255 * (v < DARK))
        found = ink.getbbox()
        assert found is not None, field
        assert found[0] <= SLACK * scale, field
        assert found[2] >= x1 - x0 - SLACK * scale, field
        looked += 1
    return looked


@pytest.mark.parametrize(
    "name", ["chromium-beside-deviated", "form-turned-flat", "weasyprint-landscape-typed-3", "form-cropped"])
def test_answers_lie_on_their_ink(name: str) -> None:
    """Values of upright, turned, landscape and cropped pages."""
    file = FIXTURES / f"{name}.pdf"
    assert ink_fits(extracted(name), file) >= (0 if name == "form-cropped" else 3)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_on_its_side_is_shown_upright(rotation: int) -> None:
    """A page that was read turned is shown turned, and its answers lie on their ink."""
    data = on_its_side("chromium-beside-deviated", rotation)
    extraction = extract(data)
    assert extraction.report is not None
    assert ink_fits(extraction, data) >= 3


def test_a_skewed_scan_is_shown_straight(tmp_path: Path) -> None:
    """A page that was straightened by so many degrees is shown straightened by as many about its middle."""
    straight = Image.new("L", (1240, 1754), 255)
    straight.paste(0, (200, 850, 1040, 856))
    file = tmp_path / "scan.pdf"
    straight.rotate(-2.0, Image.Resampling.BICUBIC, fillcolor=255).save(file, resolution=150.0)
    drawn = next(upright(file, {1: (0, 2.0)}, 150 / 72))
    assert drawn is not None
    ink = drawn.picture.convert("L").point(lambda v: 255 * (v < DARK)).getbbox()
    assert ink == pytest.approx((200, 850, 1040, 856), abs=3)


def test_a_scan_is_shown_as_it_was_read(tmp_path: Path) -> None:
    """A page scanned askew: the words that OCR read lie on their ink in the picture shown. One scanned upside down
    is shown upright."""
    file = tmp_path / "scan.pdf"
    page = render(FIXTURES / "weasyprint-rules-short.pdf", 1, 200 / 72).convert("L")
    page.rotate(181.5, Image.Resampling.BICUBIC, fillcolor=255).save(file, resolution=200.0)
    seen = next(iter(read(file).pages))
    assert (seen.rotation, seen.skew) == (180, pytest.approx(-1.5, abs=0.15))
    page.rotate(1.5, Image.Resampling.BICUBIC, fillcolor=255).save(file, resolution=200.0)
    seen = next(iter(read(file).pages))
    rotation, skew = seen.rotation, seen.skew
    assert (rotation, skew) == (0, pytest.approx(-1.5, abs=0.15))
    words = [w for w in seen.words if len(w.text) > 6 and w.confidence > 0.9]
    drawn = next(upright(file, {1: (rotation, skew)}, 200 / 72))
    assert drawn is not None
    ink = drawn.picture.convert("L").point(lambda v: 255 * (v < DARK))
    boxes = [[v * 200 / 72 for v in w.bbox] for w in words]
    inside = [ink.crop((round(x0), round(top), round(x1), round(bottom))) for x0, top, x1, bottom in boxes]
    assert len(words) > 15
    for picture, (x0, top, x1, bottom) in zip(inside, boxes, strict=True):
        assert picture.getbbox() == pytest.approx((0, 0, x1 - x0, bottom - top), abs=6)


def test_a_photograph_is_made_light(tmp_path: Path) -> None:
    """A page that is a noisy picture is sent as WebP, print as PNG; both stay under some hundred kB."""
    noise = Image.effect_noise((1240, 1754), 60).convert("RGB")
    file = tmp_path / "photo.pdf"
    noise.save(file, resolution=150.0)
    photo = next(page_pictures(file, unread("photo.pdf", file.read_bytes())))
    print_ = FIXTURES / "writer-plain-long.pdf"
    text = next(page_pictures(print_, unread("text.pdf", print_.read_bytes())))
    assert photo is not None
    assert text is not None
    assert (photo.suffix, text.suffix) == ("webp", "png")
    assert len(text.data) < 250_000
    assert len(photo.data) < 900_000


def test_what_is_no_pdf_has_no_pictures(tmp_path: Path) -> None:
    """A file that cannot be opened gives none, whatever it is."""
    assert list(page_pictures(b"hello", unread("x", b"hello"))) == []
    assert list(page_pictures(tmp_path / "gone.pdf", unread("x", b""))) == []
