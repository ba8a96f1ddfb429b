"""Scans with truth: any digital fixture as an office scanner, a fax or a copier would give it back.

usage: python -m benchmarks.degrade FOLDER OUT [--each N] [--seed N]

The pages are drawn by pdfium. Their check boxes are drawn anew, empty, and ticked by hand where the report says so:
wobbling strokes of a pen that cross, tick, scribble, dot or overshoot. Then come the scanner's doings: resolution,
skew, quarter turns, uneven light, blur, noise, punch holes, a stamp, a staple's shadow, fax lines, grey or 1-bit, and
a text layer that is missing, good or bad. Everything follows from the seed.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.accuracy import truths
from erityisavustus import extract
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.result import Extraction
from erityisavustus.form import FORM

__all__ = ["LOOKS", "Look", "arguments", "pairs", "printed_boxes", "scanned"]

PAPER = 255
PEN = (20, 110)
"""Grey of a pen, of 255."""
BORDER = (0.4, 1.4)
"""Width of a box's border in points."""
BORDER_GREY = 90
"""Grey up to which it is printed."""
SIDE = (8.0, 13.0)
"""Smallest and largest side of a box in points."""
APART = 4.0
"""Points that boxes stand apart at least."""
PAD = 1.5
"""Points around a box that are wiped."""
SQUARE = 1.3
"""A box's sides differ at most by this factor."""
HANDS = ("cross", "tick", "scribble", "dot", "overshoot", "slash")
Array = Any


@dataclass(frozen=True, slots=True)
class Look:
    """What becomes of a page."""

    name: str
    dpi: int = 200
    bits: int = 8
    """1 for black and white."""
    skew: float = 0.0
    """Degrees; every second page the other way."""
    quarters: int = 0
    """Quarter turns of every second page."""
    noise: float = 4.0
    """Standard deviation, of 255."""
    blur: float = 0.0
    """Pixels."""
    shade: float = 0.0
    """Share of light lost from one side to the other."""
    holes: bool = False
    stamp: bool = False
    staple: bool = False
    fax_lines: int = 0
    layer: str = ""
    """Text layer under the picture: '', 'good', 'bad'."""
    quality: int = 75
    """Of JPEG."""


LOOKS = (
    Look("clean", dpi=300, noise=2, skew=0.2),
    Look("office", dpi=200, noise=5, skew=-0.6, shade=0.1, holes=True),
    Look("crooked", dpi=200, noise=4, skew=2.4, blur=0.5),
    Look("fax", dpi=200, bits=1, skew=0.4, noise=3, fax_lines=3),
    Look("copy", dpi=240, noise=9, blur=0.9, shade=0.18, staple=True, stamp=True),
    Look("thin", dpi=150, noise=4, skew=0.3, quality=60),
    Look("turned", dpi=200, noise=4, quarters=1, skew=0.5),
    Look("black", dpi=300, bits=1, skew=-0.9, noise=6, holes=True),
    Look("layer", dpi=200, noise=4, layer="good"),
    Look("garbage", dpi=200, noise=4, layer="bad", stamp=True),
)


def scanned(source: Path, look: Look, seed: int) -> bytes:
    """The PDF of pictures that `look` makes of a digital report."""
    random = np.random.default_rng([seed, *source.stem.encode(), *look.name.encode()])
    report = extract(source)
    document = pypdfium2.PdfDocument(_flattened(source))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    try:
        for index in range(len(document)):
            scale = look.dpi / 72
            page = document[index]
            grey = page.render(scale=scale, grayscale=True).to_numpy()
            grey = (grey[:, :, 0] if grey.ndim == 3 else grey).copy()
            _ticked(grey, report, index + 1, scale, random)
            picture = _scanned_page(grey, look, index, random)
            _place(canvas, picture, look, page)
    finally:
        document.close()
    canvas.save()
    return out.getvalue()


def printed_boxes(report: Extraction, page: int) -> list[tuple[float, float, float, bool]]:
    """Left, top and side in points of the check boxes drawn on a page, and whether each is ticked; of one size all."""
    marks = [mark for evidence in report.evidence.values() for mark in evidence.marks]
    if not marks:
        return []
    sides = sorted(min(x1 - x0, 1.3 * (bottom - top)) for x0, top, x1, bottom in (m.bbox for m in marks))
    middles = [(m.page, (m.bbox[0] + m.bbox[2]) / 2, (m.bbox[1] + m.bbox[3]) / 2) for m in marks]
    room = min(max(abs(a[1] - b[1]), abs(a[2] - b[2])) for a, b in combinations(middles, 2) if a[0] == b[0]) - APART
    side = min(room, max(SIDE[0], min(SIDE[1], sides[len(sides) // 2])))
    return [
        (x - side / 2, y - side / 2, side, mark.state == "checked")
        for mark, (on, x, y) in zip(marks, middles, strict=True) if on == page
    ]


def _ticked(grey: Array, report: Extraction, page: int, scale: float, random: np.random.Generator) -> None:
    """The boxes of a page drawn anew, and ticked by hand where they are checked."""
    hand = HANDS[int(random.integers(len(HANDS)))]
    pen = float(random.uniform(0.7, 1.6)), int(random.integers(*PEN))
    border = float(random.uniform(*BORDER)), int(random.integers(BORDER_GREY))
    for evidence in report.evidence.values():
        for mark in evidence.marks:
            if mark.page == page:
                x0, top, x1, bottom = mark.bbox
                cv2.rectangle(grey, _at(x0 - PAD, top - PAD, scale), _at(x1 + PAD, bottom + PAD, scale), PAPER, -1)
    for x, y, side, checked in printed_boxes(report, page):
        cv2.rectangle(grey, _at(x - PAD, y - PAD, scale), _at(x + side + PAD, y + side + PAD, scale), PAPER, -1)
        cv2.rectangle(grey, _at(x, y, scale), _at(x + side, y + side, scale), border[1],
                      max(1, round(border[0] * scale)))
        for stroke in _strokes(hand, random) if checked else ():
            points = np.array([_at(x + a * side, y + b * side, scale) for a, b in stroke], np.int32)
            cv2.polylines(grey, [points], False, pen[1], max(1, round(pen[0] * scale)), cv2.LINE_AA)


def _strokes(hand: str, random: np.random.Generator) -> list[list[tuple[float, float]]]:
    """Strokes of a mark in shares of the box's side."""

    def wobbly(*stops: tuple[float, float]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for (a, b), (c, d) in pairwise(stops):
            for step in np.linspace(0, 1, 7):
                shift = random.normal(0, 0.03, 2)
                points.append((a + (c - a) * step + shift[0], b + (d - b) * step + shift[1]))
        return points

    far = 0.35 if hand == "overshoot" else 0.02
    if hand in ("cross", "overshoot"):
        return [wobbly((-far, -far), (1 + far, 1 + far)), wobbly((1 + far, -far), (-far, 1 + far))]
    if hand == "tick":
        return [wobbly((0.1, 0.5), (0.4, 0.9), (1.25, -0.3))]
    if hand == "slash":
        return [wobbly((0.05, 0.95), (0.95, 0.05))]
    if hand == "scribble":
        return [wobbly(*[(0.15 + 0.7 * (i % 2), 0.15 + 0.1 * i) for i in range(8)])]
    turn = [(0.5 + 0.2 * math.cos(a), 0.5 + 0.2 * math.sin(a)) for a in np.linspace(0, 6.5, 9)]
    return [wobbly(*turn), wobbly((0.4, 0.5), (0.6, 0.5)), wobbly((0.5, 0.4), (0.5, 0.6))]


def _at(x: float, y: float, scale: float) -> tuple[int, int]:
    return round(x * scale), round(y * scale)


def _scanned_page(grey: Array, look: Look, index: int, random: np.random.Generator) -> Image.Image:
    height, width = grey.shape
    scale = look.dpi / 72
    if look.stamp and index == 0:
        centre = (int(width * random.uniform(0.55, 0.8)), int(height * random.uniform(0.03, 0.07)))
        cv2.ellipse(grey, centre, (int(60 * scale), int(18 * scale)), 8, 0, 360, 150, max(1, int(1.2 * scale)))
        cv2.putText(grey, "SAAPUNUT", (centre[0] - int(36 * scale), centre[1] + int(4 * scale)),
                    cv2.FONT_HERSHEY_SIMPLEX, 0.42 * scale, 150, max(1, int(0.8 * scale)), cv2.LINE_AA)
    if look.skew:
        angle = look.skew * (1 if index % 2 == 0 else -1)
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        grey = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=PAPER)
    if look.holes:
        for share in (0.4, 0.6):
            cv2.circle(grey, (int(11 * scale), int(height * share)), int(8 * scale), 60, -1)
    if look.staple:
        cv2.line(grey, (int(12 * scale), int(10 * scale)), (int(40 * scale), int(22 * scale)), 120, int(2 * scale))
    for _ in range(look.fax_lines):
        row = int(height * random.uniform(0.1, 0.95))
        grey[row : row + 1] = np.where(random.random(width) < 0.5, 0, grey[row])
    light = np.linspace(1, 1 - look.shade, width)[None, :]
    values = grey * light + random.normal(0, look.noise, grey.shape)
    grey = np.clip(values, 0, 255).astype(np.uint8)
    if look.blur:
        grey = cv2.GaussianBlur(grey, (0, 0), look.blur)
    if look.quarters and index % 2:
        grey = np.ascontiguousarray(np.rot90(grey, look.quarters))
    picture = Image.fromarray(grey)
    return picture.point(lambda v: 255 * (v > 150)).convert("1") if look.bits == 1 else picture


def _place(canvas: Canvas, picture: Image.Image, look: Look, page: Any) -> None:
    """One page of the PDF: the picture, and the text layer under it."""
    width, height = (n * 72 / look.dpi for n in picture.size)
    canvas.setPageSize((width, height))
    if look.layer:
        _layer(canvas, page, bad=look.layer == "bad")
    data = io.BytesIO()
    if look.bits == 1:
        picture.save(data, "PNG")
    else:
        picture.save(data, "JPEG", quality=look.quality)
    data.seek(0)
    canvas.drawImage(ImageReader(data), 0, 0, width, height)
    canvas.showPage()


def _layer(canvas: Canvas, page: Any, *, bad: bool) -> None:
    text = page.get_textpage()
    line = canvas.beginText()
    line.setTextRenderMode(3)
    line.setFont("Helvetica", 9)
    for index in range(text.count_rects()):
        left, bottom, _, _ = text.get_rect(index)
        words = text.get_text_bounded(*text.get_rect(index))
        if bad:
            words = "".join(chr(33 + (ord(c) * 7) % 90) if c != " " else c for c in words)
        line.setTextOrigin(left, bottom)
        line.textOut("".join(c for c in words if c.isprintable()))
    canvas.drawText(line)


def _is_shown(pdf: Path, report: Extraction) -> bool:
    """A picture of the page can tell what the file says: the same without its form layer, and all marks are boxes."""
    if any(f.code in (Code.MARK_CONFLICT, Code.VALUE_CONFLICT, Code.TEXT_GARBLED) for f in report.findings):
        return False
    if any(evidence.method == "annotation" for evidence in report.evidence.values()):
        return False  # pdfium draws free text in its own way
    for path, evidence in report.evidence.items():
        options = FORM.by_id[path].options if path in FORM.by_id else ()
        if evidence.marks and (len(evidence.marks) < len(options) or not all(_is_box(m.bbox) for m in evidence.marks)):
            return False
    flat = extract(_flattened(pdf))
    return flat.report == report.report and not any(f.code is Code.TEXT_CUT for f in flat.findings)


def _flattened(pdf: Path) -> bytes:
    """The report with its form fields made drawings, by pdfium."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    out = io.BytesIO()
    try:
        for page in document if document.formenv else ():
            page.flatten()
        document.save(out)
    finally:
        document.close()
    return out.getvalue()


def _is_box(bbox: tuple[float, float, float, float]) -> bool:
    """No '[x]', no word that is ringed, struck out or picked from a list."""
    return 1 / SQUARE <= (bbox[2] - bbox[0]) / (bbox[3] - bbox[1]) <= SQUARE


def pairs(folder: Path, each: int, seed: int) -> Iterator[tuple[Path, dict[str, Any], Look]]:
    """Reports and looks, spread so that every look meets several layouts; another seed, other reports."""
    known = [
        (pdf, truth) for pdf, truth in truths(folder)
        if truth["family"] in ("static", "acroform", "flattened") and _is_shown(pdf, extract(pdf))
    ]
    for number, look in enumerate(LOOKS):
        for step in range(each):
            pdf, truth = known[(number * 7 + step * 13 + seed * 5) % len(known)]
            yield pdf, truth, look


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What all tools that make scans are told: the folder of reports, how many for each look, and the seed."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=2, help="reports for each look")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for pdf, truth, look in pairs(options.folder, options.each, options.seed):
        name = f"{pdf.stem}.{look.name}"
        (options.out / f"{name}.pdf").write_bytes(scanned(pdf, look, options.seed))
        expected = json.dumps(truth | {"family": "scan"}, ensure_ascii=False, indent=1)
        (options.out / f"{name}.expected.json").write_text(expected, encoding="utf-8")
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
