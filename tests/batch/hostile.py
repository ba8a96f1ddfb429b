"""Files that no batch may stumble over, made in place."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf

from tests.conftest import FIXTURES

__all__ = ["HOSTILE", "make_hostile"]

OPERATORS = 20_000_000
"""Of a page that draws nothing: minutes of work in 100 kB, less than the contents that are refused unread."""
SWOLLEN = 600 * 1024 * 1024
"""Bytes behind a picture of one square centimetre, 600 kB in the file."""


def _page(content: bytes) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)))
    page.obj.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out, compress_streams=True, recompress_flate=True)
    return out.getvalue()


def slow() -> bytes:
    """Takes minutes, and some tens of megabytes."""
    return _page(b"q Q\n" * (OPERATORS // 2))


def large() -> bytes:
    """Takes hundreds of megabytes at once: a small picture whose data swells."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    picture = pdf.make_stream(
        b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=40, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray)
    squeezer = zlib.compressobj(1)
    piece = bytes(1024 * 1024)
    data = b"".join(squeezer.compress(piece) for _ in range(SWOLLEN // len(piece))) + squeezer.flush()
    picture.write(data, filter=pikepdf.Name.FlateDecode)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.obj.Contents = pdf.make_stream(b"12 0 0 12 90 700 cm /I Do")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def locked() -> bytes:
    """Needs a password to open."""
    out = io.BytesIO()
    with pikepdf.open(FIXTURES / "writer-beside-wide.pdf") as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="omistaja", user="salasana"))
    return out.getvalue()


def other_form() -> bytes:
    """A PDF, but another document."""
    return _page(b"BT /F1 12 Tf 72 700 Td (Kokouksen muistio) Tj ET")


def good() -> bytes:
    return (FIXTURES / "form-hand-hub.pdf").read_bytes()


HOSTILE = {
    "hidas.pdf": slow,
    "suuri.pdf": large,
    "lukittu.pdf": locked,
    "muistio.pdf": other_form,
    "katkennut.pdf": lambda: good()[:3000],
    "tyhja.pdf": lambda: b"",
    "teksti.pdf": lambda: b"Loppuraportti on liitteen\xe4.",
    "rivi\nvaihto ja \"lainaus\" 'toinen', =1+1.pdf": good,
    "kopio.pdf": good,
}
"""By name: each of another kind. The last two have the same content."""


def make_hostile(folder: Path) -> None:
    """All of them, in `folder`."""
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content())
