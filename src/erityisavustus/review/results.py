"""Results that were written before (`report extract --json` or `--jsonl`), read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from erityisavustus.extraction import SCHEMA, Extraction

__all__ = ["RESULTS", "ResultsError", "results_in"]

RESULTS = frozenset({".json", ".jsonl"})
"""Suffixes of files with results; anything else is taken for a PDF."""


class ResultsError(Exception):
    """The file holds no results; the message says why, without values."""


def results_in(path: Path) -> Iterator[Extraction]:
    """The results in a file, in its order: one object, an array, or an object a line. Raises ResultsError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ResultsError(f"{path}: {reason}") from error
    for number, value in enumerate(_objects(path, text), 1):
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise ResultsError(f"{path}: object {number} is no result of {SCHEMA}; extract the reports anew")
        try:
            yield Extraction.model_validate_json(json.dumps(value))
        except ValidationError as error:
            places = sorted({".".join(str(p) for p in e["loc"]) for e in error.errors(include_input=False)})
            raise ResultsError(f"{path}: object {number} is not a whole result: see {', '.join(places[:5])}") from None


def _objects(path: Path, text: str) -> list[object]:
    try:
        if path.suffix.lower() == ".jsonl":
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ResultsError(f"{path}: not JSON (line {error.lineno})") from None
    return data if isinstance(data, list) else [data]
