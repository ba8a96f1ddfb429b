"""JSON: one object a report, its keys in the order of the contract."""

from __future__ import annotations

import json

from erityisavustus.extraction import Extraction

__all__ = ["json_line", "json_object"]


def json_object(extraction: Extraction, indent: int = 2) -> str:
    """The object, indented, without a line end."""
    return json.dumps(_data(extraction), ensure_ascii=False, indent=indent)


def json_line(extraction: Extraction) -> str:
    """The object on one line, without a line end."""
    return json.dumps(_data(extraction), ensure_ascii=False, separators=(",", ":"))


def _data(extraction: Extraction) -> object:
    data = extraction.model_dump(mode="json", by_alias=True)
    for evidence in data["evidence"].values():  # only questions have boxes, only the signature is seen
        for key in ("marks", "seen"):
            if not evidence[key]:
                del evidence[key]
    return data
