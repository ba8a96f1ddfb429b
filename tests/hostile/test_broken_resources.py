"""Files whose names and fonts are not what the specification asks for."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from erityisavustus import extract
from tests.conftest import FIXTURES

FILE = FIXTURES / "form-turned-flat.pdf"


def uncompressed() -> bytes:
    """The file with all its objects to be seen."""
    out = io.BytesIO()
    with pikepdf.open(FILE) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False,
                 stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return out.getvalue()


@pytest.mark.parametrize(
    "name", [b"/Type /Page", b"/Type /Font", b"/Filter", b"/FlateDecode", b"/Subtype", b"/Resources"])
def test_a_name_that_is_no_text(name: bytes) -> None:
    """A name of bytes that are no UTF-8 (7.3.5 allows any) is the file's doing, never a fault of the program."""
    whole = FILE.read_bytes() if name.startswith(b"/F") else uncompressed()
    places = [m.end() - len(name.rpartition(b"/")[2]) for m in re.finditer(name + rb"\b", whole)]
    assert places
    for at in (places[0], places[len(places) // 2], places[-1]):
        data = bytearray(whole)
        data[at] = 0xE4
        assert "file.internal" not in {f.code for f in extract(bytes(data)).findings}


def test_text_in_a_font_that_is_missing() -> None:
    """Some viewers show it and some do not: the values keep their words apart and each is doubted."""
    with pikepdf.open(FILE) as pdf:
        for page in pdf.pages:
            for form in page.Resources.XObject.values():
                if "/Font" in form.get("/Resources", {}):
                    del form.Resources.Font
        out = io.BytesIO()
        pdf.save(out)
    whole, result = extract(FILE), extract(out.getvalue())
    assert whole.report is not None
    assert result.report is not None
    doubted = {f.field for f in result.findings if f.code == "text.covered"}
    for field in ("recipient.organisation", "recipient.project_name", "activity.description", "outcomes.participants"):
        room, name = field.split(".")
        value = getattr(getattr(whole.report, room), name)
        assert value == getattr(getattr(result.report, room), name)
        assert (field in doubted) == bool(value)
