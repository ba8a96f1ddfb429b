"""What the reader sees of a page, as JSON and as a line for people."""

from __future__ import annotations

import json
from collections import Counter

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Page
from erityisavustus.contracts.result import DECIMALS
from erityisavustus.judging import sayable
from erityisavustus.output.printable import safe_json

__all__ = ["page_json", "page_summary"]


def page_json(page: Page) -> str:
    """The page's object on one line: number, width, height, rotation, words, widgets, marks."""
    data = {
        "number": page.number,
        "width": round(page.width, DECIMALS),
        "height": round(page.height, DECIMALS),
        "rotation": page.rotation,
        "words": [{"text": sayable(w.text), "bbox": _bbox(w.bbox)} for w in page.words],
        "widgets": [
            {
                "name": sayable(w.name),
                "type": w.type.value,
                "value": None if w.value is None else sayable(w.value),
                "checked": w.checked,
                "bbox": _bbox(w.bbox),
            }
            for w in page.widgets
        ],
        "marks": [{"bbox": _bbox(m.bbox), "state": m.state.value, "kind": m.kind.value} for m in page.marks],
    }
    return safe_json(json.dumps(data, ensure_ascii=False))


def page_summary(page: Page) -> tuple[str, ...]:
    """Cells for a table: number, size, words, marks by state, widgets, images, where the words come from."""
    states = Counter(m.state.value for m in page.marks)
    marks = ", ".join(f"{states[s]} {s}" for s in ("checked", "unchecked", "unclear") if states[s])
    turned = f" ↻{page.rotation}" if page.rotation else ""
    return (
        str(page.number), f"{page.width:.0f} × {page.height:.0f}{turned}", str(len(page.words)), marks,
        str(len(page.widgets)), str(len(page.images)), page.source.value,
    )


def _bbox(bbox: BBox) -> list[float]:
    return [round(v, DECIMALS) + 0.0 for v in bbox]
