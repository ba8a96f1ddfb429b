"""A report ticked by hand and scanned askew, with punch holes: what is read from it is right or told."""

from __future__ import annotations

import pypdfium2
import pytest

from benchmarks.accuracy import score
from benchmarks.degrade import LOOKS, scanned
from erityisavustus import extract
from tests.conftest import FIXTURES, truth

NAME = "weasyprint-rules-short"
OFFICE = next(look for look in LOOKS if look.name == "office")
pytestmark = pytest.mark.xdist_group("degraded")  # its scans are read once, in one process


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned(FIXTURES / f"{NAME}.pdf", OFFICE, seed=1)


def test_a_seed_makes_one_scan(scan: bytes) -> None:
    """The same bytes again, others for another seed, and as many pages as the report has."""
    assert scanned(FIXTURES / f"{NAME}.pdf", OFFICE, seed=1) == scan
    assert scanned(FIXTURES / f"{NAME}.pdf", OFFICE, seed=2) != scan
    assert len(pypdfium2.PdfDocument(scan)) == len(pypdfium2.PdfDocument(FIXTURES / f"{NAME}.pdf"))


def test_marks_made_by_hand(scan: bytes) -> None:
    """All marks are right, and no value of any field is wrong in silence."""
    result = score(NAME, extract(scan), truth(NAME) | {"family": "scan"})
    assert result.counts["marks right"] == result.counts["marks"]
    assert not [fault for fault in result.faults if fault.startswith("silent")]


@pytest.mark.parametrize(("name", "look", "seed"), [
    ("chromium-stretched-hub", "copy", 31),  # 'Ei' is read as 'Fi' on two pages, as a running title would stand there
    ("writer-odt-hub", "thin", 4),  # labels and answers side by side without borders, of one font
    ("wkhtmltopdf-plain-unanswered", "turned", 31),
])
def test_scans_of_many_kinds(name: str, look: str, seed: int) -> None:
    """All marks are right, and no value of any field is wrong in silence."""
    chosen = next(candidate for candidate in LOOKS if candidate.name == look)
    result = score(name, extract(scanned(FIXTURES / f"{name}.pdf", chosen, seed)), truth(name) | {"family": "scan"})
    assert result.counts["marks right"] == result.counts["marks"]
    assert not [fault for fault in result.faults if fault.startswith("silent")]
