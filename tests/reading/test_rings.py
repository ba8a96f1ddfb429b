"""Options of a scanned report that are ringed by hand, and what only looks like a ring."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable

import cv2
import numpy
import pytest
from PIL import Image

from erityisavustus import extract
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Page
from erityisavustus.contracts.result import Extraction
from erityisavustus.reading import read
from tests.conftest import FIXTURES
from tests.reading.test_scan import pictures, values

DPI = 200
BOXES, BARE = "weasyprint-rules-short", "chromium-ringed-deviated"
"""A report with boxes before its options, and one without."""
TRANSFERRED, AGREEMENT, USED = "transfer.transferred", "transfer.agreement_made", "transfer.used_as_agreed"
Line = list[tuple[float, float]]
pytestmark = pytest.mark.xdist_group("rings")  # its scans are read once, in one process


def ring(box: BBox, across: float = 4.0, down: float = 3.0, turns: float = 1.05) -> Line:
    """A wobbling line around a word, so many points from it, its ends a little over each other."""
    random = numpy.random.default_rng(round(box[1]))
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    line = []
    for angle in numpy.linspace(2.0, 2.0 + 2 * math.pi * turns, 60):
        wide, high = random.normal((across + (box[2] - box[0]) / 2, down + (box[3] - box[1]) / 2), 0.15)
        a, b = (math.copysign(abs(v) ** 0.8, v) for v in (math.cos(angle), math.sin(angle)))
        line.append((x + wide * a, y + high * b))
    return line


def loop(box: BBox) -> Line:
    """The first loop of a signature, which goes on to the right."""
    return ring(box) + [(box[2] + 6 * i, box[1] + 10 * (i % 2)) for i in range(1, 10)]


def strike(box: BBox) -> Line:
    """A line through a word."""
    return [(x, (box[1] + box[3]) / 2 + 0.3 * (i % 2)) for i, x in enumerate(numpy.linspace(box[0] - 2, box[2] + 2, 8))]


def frame(box: BBox) -> Line:
    """A printed frame."""
    x0, top, x1, bottom = box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3
    return [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]


def stamp(box: BBox) -> Line:
    """The oval line of a stamp that lies over a word."""
    return ring(box, across=50.0, down=14.0)


def option(name: str, page: int, text: str, number: int) -> BBox:
    """The place of 'Kyllä' or 'Ei' of a page's question."""
    digital = list(read((FIXTURES / f"{name}.pdf").read_bytes()).pages)[page - 1]
    rows = [w for w in digital.words if w.text == text and any(
        v.text in ("Kyllä", "Ei") and v is not w and abs(v.baseline - w.baseline) < 1 for v in digital.words)]
    return rows[number].bbox


def drawn(name: str, lines: Iterable[tuple[int, Line]]) -> bytes:
    """The first pages of a report as pictures, with lines drawn on them by a pen."""
    pages = [numpy.asarray(p).copy() for p in pictures(FIXTURES / f"{name}.pdf", dpi=DPI, first=2)]
    for page, line in lines:
        points = (numpy.array(line) * DPI / 72 * 16).round().astype(numpy.int32)
        cv2.polylines(pages[page - 1], [points], False, 60, 3, cv2.LINE_AA, 4)
    front, *rest = (Image.fromarray(p).rotate(0.4, Image.Resampling.BICUBIC, fillcolor=255) for p in pages)
    out = io.BytesIO()
    front.save(out, "PDF", resolution=DPI, save_all=True, append_images=rest, quality=80)
    return out.getvalue()


def told(result: Extraction, field: str) -> set[Code]:
    return {f.code for f in result.findings if f.field == field}


@pytest.fixture(scope="module")
def ticked() -> Extraction:
    """Boxes: 'Ei' is ticked and 'Kyllä' ringed; the boxes of two questions are empty and one option is ringed."""
    return extract(drawn(BOXES, [
        (1, ring(option(BOXES, 1, "Kyllä", 0))),
        (2, ring(option(BOXES, 2, "Kyllä", 0))),
        (2, ring(option(BOXES, 2, "Ei", 1), across=2.5, down=2.0)),
    ]))


def test_a_ring_counts_where_the_boxes_are_empty(ticked: Extraction) -> None:
    """Ringed 'Kyllä' is yes and ringed 'Ei' no; the line may run over the box."""
    assert values(ticked, (AGREEMENT, USED)) == {AGREEMENT: True, USED: False}
    assert not {Code.MARK_UNCLEAR, Code.MARK_AMBIGUOUS} & (told(ticked, AGREEMENT) | told(ticked, USED))


def test_a_ring_and_a_tick_that_differ_are_told(ticked: Extraction) -> None:
    """The box of 'Ei' is ticked and 'Kyllä' ringed: neither is taken."""
    assert values(ticked, (TRANSFERRED,)) == {TRANSFERRED: None}
    assert told(ticked, TRANSFERRED) & {Code.MARK_UNCLEAR, Code.MARK_AMBIGUOUS}


def test_options_without_boxes() -> None:
    """A printed ring, one by hand that touches letters, and a word that is struck out, which is no answer."""
    touching = ring(option(BARE, 1, "Kyllä", 1), across=4.5, down=0.6)
    result = extract(drawn(BARE, [(1, touching), (2, strike(option(BARE, 2, "Kyllä", 0)))]))
    assert values(result, (TRANSFERRED, AGREEMENT, USED)) == {TRANSFERRED: False, AGREEMENT: True, USED: None}
    assert told(result, USED)


def first(lines: list[Line]) -> Page:
    return next(iter(read(drawn(BARE, [(1, line) for line in lines])).pages))


def test_the_letters_that_a_ring_touches_stay() -> None:
    """Only the line is taken out before the words are read."""
    box = option(BARE, 1, "Kyllä", 0)
    page = first([ring(box, across=4.5, down=0.6)])
    inside = [r for r in page.rings if r[0] < box[0] and box[2] < r[2] and r[1] < box[3] and box[1] < r[3]]
    assert len(inside) == 1
    assert any(w.text == "Kyllä" and abs(w.bbox[0] - box[0]) < 3 and abs(w.bbox[1] - box[1]) < 5 for w in page.words)


@pytest.mark.parametrize("shape", [strike, loop, frame])
def test_what_is_no_ring(shape: Callable[[BBox], Line]) -> None:
    """A word struck out, the loop of a signature and a printed frame."""
    x0, top, x1, bottom = option(BARE, 1, "Kyllä", 0)
    page = first([shape((x0, top, x1, bottom))])
    assert not [r for r in page.rings if r[0] < (x0 + x1) / 2 < r[2] and r[1] < (top + bottom) / 2 < r[3]]


def test_a_stamp_over_an_option_is_no_answer() -> None:
    """Its oval line is far wider than the option that it happens to lie over."""
    result = extract(drawn(BARE, [(1, stamp(option(BARE, 1, "Kyllä", 1)))]))
    assert values(result, (AGREEMENT,)) == {AGREEMENT: None}
    assert told(result, AGREEMENT)
