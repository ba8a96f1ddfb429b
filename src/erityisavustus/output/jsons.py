"""Extractions as JSON: the contract of docs/output.md."""

from __future__ import annotations

import json
from collections.abc import Iterable

from erityisavustus.extraction import Extraction

__all__ = ["as_json", "as_json_array", "as_json_line"]


def as_json(extraction: Extraction) -> str:
    """One object, indented, with a line end."""
    return json.dumps(_data(extraction), ensure_ascii=False, indent=2) + "\n"


def as_json_array(extractions: Iterable[Extraction]) -> str:
    """An array of objects, indented, with a line end."""
    return json.dumps([_data(e) for e in extractions], ensure_ascii=False, indent=2) + "\n"


def as_json_line(extraction: Extraction) -> str:
    """One object on one line, with a line end."""
    return json.dumps(_data(extraction), ensure_ascii=False, separators=(",", ":")) + "\n"


def _data(extraction: Extraction) -> dict[str, object]:
    data = extraction.model_dump(mode="json", by_alias=True)
    for evidence in data["evidence"].values():
        if not evidence["marks"]:
            del evidence["marks"]
        if evidence["seen"] is None:
            del evidence["seen"]
    return data
