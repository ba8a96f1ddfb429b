"""The fixtures that mutants are made of: read as they are, their values placed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import score
from benchmarks.mutants.claims import Sound, Spot, Thing
from erityisavustus import Extraction, extract
from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import MarkKind, Method
from erityisavustus.form import FORM, Kind
from erityisavustus.output.writers.json_result import json_object
from erityisavustus.reading import read

__all__ = ["inside", "sound", "truth_of"]

MANY_PAGES = 6
"""A longer report takes long and shows nothing that a short one does not."""
UNDRAWN = (Kind.SIGNATURE,)


def truth_of(pdf: Path) -> dict[str, Any]:
    """What was put into the fixture."""
    truth: dict[str, Any] = json.loads(pdf.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return truth


def sound(pdf: Path) -> Sound | None:
    """The fixture with its values placed; None when it is long, a scan, or read with any fault."""
    truth, extraction = truth_of(pdf), extract(pdf)
    long = extraction.source.pages is None or extraction.source.pages > MANY_PAGES
    if long or truth["family"] in ("scan", "mixed") or score(pdf.stem, extraction, truth).faults:
        return None
    pages = list(read(pdf).pages)
    turned = {t.page: t.rotation for t in extraction.source.turned}
    things = tuple(
        tuple(Thing(w.text, w.bbox) for w in page.words) + tuple(Thing("", m.bbox) for m in page.marks)
        for page in pages
    )
    over_marks = [
        [m.bbox for m in page.marks if m.kind in (MarkKind.WIDGET, MarkKind.ANNOTATION)] for page in pages
    ]
    return Sound(
        pdf.stem, pdf.read_bytes(), truth["report"],
        frozenset((f["code"], f["field"]) for f in json.loads(json_object(extraction))["findings"]),
        tuple(turned.get(n, 0) for n in range(1, len(pages) + 1)),
        tuple(_spots(extraction, truth["report"], things, over_marks)), things,
    )


def _spots(
    extraction: Extraction, report: dict[str, Any], things: tuple[tuple[Thing, ...], ...],
    over_marks: list[list[BBox]],
) -> Iterator[Spot]:
    """The answers whose place holds nothing but themselves; fields of one place are one."""
    doubted = {f.field for f in extraction.findings}
    places: dict[tuple[int, BBox, str], list[str]] = {}
    for spec in FORM.fields:
        evidence = extraction.evidence.get(spec.id)
        if evidence and evidence.page and evidence.bbox and evidence.raw and spec.kind not in UNDRAWN:
            places.setdefault((evidence.page, evidence.bbox, evidence.raw), []).append(spec.id)
    for (page, bbox, raw), fields in places.items():
        leaves = tuple(p for f in fields for p in report if p == f or p.startswith(f + "."))
        if doubted.intersection(fields) or any(report[leaf] is None for leaf in leaves):
            continue
        kind, evidence = FORM.by_id[fields[0]].kind, extraction.evidence[fields[0]]
        words = tuple(t for t in things[page - 1] if t.text and inside(t.bbox, bbox))
        if kind in (Kind.CHOICE, Kind.YES_NO):
            options = {w for o in FORM.by_id[fields[0]].options for text in o.wordings for w in text.split()}
            boxed = len(evidence.marks) == len(FORM.by_id[fields[0]].options)
            square = all((m.bbox[2] - m.bbox[0]) < 2 * (m.bbox[3] - m.bbox[1]) for m in evidence.marks)
            if boxed and square and {m.page for m in evidence.marks} == {page} and {w.text for w in words} <= options:
                over = any(inside(mark, bbox) for mark in over_marks[page - 1])
                yield Spot(leaves, kind, page, bbox, raw, over)
        elif _letters("".join(w.text for w in words)) == _letters(raw):
            yield Spot(leaves, kind, page, bbox, raw, evidence.method is not Method.TEXT, words)


def _letters(text: str) -> list[str]:
    """Order apart: the words of a place come in any."""
    return sorted("".join(text.replace("\u00ad", "").split()))


def inside(box: BBox, place: BBox) -> bool:
    """The middle of `box` lies in `place`."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]
