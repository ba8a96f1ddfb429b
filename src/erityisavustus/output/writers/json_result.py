"""JSON: one object a report, its keys in the order of the contract."""

from __future__ import annotations

import json
import re

from erityisavustus.contracts.result import Extraction
from erityisavustus.output.printable import safe_json

__all__ = ["json_line", "json_object"]

_NUMBERS = re.compile(r"\[\n\s+(-?[\d.]+(?:,\n\s+-?[\d.]+)*)\n\s+\]")
"""A list of numbers over several lines; no JSON string holds a line end, so this matches nothing else."""


def json_object(extraction: Extraction, indent: int = 2) -> str:
    """The object, indented, each bbox on one line, without a line end."""
    text = safe_json(json.dumps(extraction.model_dump(mode="json"), ensure_ascii=False, indent=indent))
    return _NUMBERS.sub(lambda m: "[" + " ".join(m[1].split()) + "]", text)


def json_line(extraction: Extraction) -> str:
    """The object on one line, without a line end."""
    return safe_json(extraction.model_dump_json())
