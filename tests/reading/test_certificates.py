"""Digital signatures: who signed and when, as the signature itself says."""

from __future__ import annotations

import io

import pikepdf
import pytest

from erityisavustus.contracts.page import Widget, WidgetType
from erityisavustus.reading import read
from tests.extracted import FIXTURES, extracted

SIGNED = FIXTURES / "form-certified.pdf"


def signature(data: bytes) -> Widget:
    return next(w for p in read(data).pages for w in p.widgets if w.type is WidgetType.SIGNATURE)


def with_contents(contents: bytes) -> bytes:
    """The signed file with other signature data."""
    with pikepdf.open(SIGNED) as file:
        for page in file.pages:
            for annotation in page.get("/Annots", []):
                if annotation.get("/FT") == "/Sig":
                    annotation.V.Contents = pikepdf.String(contents)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def test_name_of_the_certificate_and_time() -> None:
    """The evidence of the signature tells who signed and when."""
    evidence = extracted(SIGNED.stem).evidence["signature.signed"]
    assert evidence.seen == "digital"
    assert evidence.raw is not None
    name, _, time = evidence.raw.partition(", ")
    assert (name, time[:10]) == ("Veikko Malliranta", "2026-11-24")


@pytest.mark.parametrize("contents", [b"ei allekirjoitus", b"\x30\x80\x06\x09"])
def test_data_that_can_not_be_read(contents: bytes) -> None:
    """Without readable data the dictionary's own name and time tell."""
    widget = signature(with_contents(contents))
    assert widget.signed
    assert (widget.value or "").startswith("Veikko Malliranta, 2026-11-24T")


def test_empty_contents_are_no_signature() -> None:
    """A prepared place whose contents are zeros is not signed."""
    assert not signature(with_contents(b"\x00" * 40)).signed
