"""Results that were written before (`report extract --json` or `--jsonl`), read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from erityisavustus.contracts.result import SCHEMA, Extraction
from erityisavustus.files import NotPlainError, TooLargeError, name_of, plain_bytes

__all__ = ["RESULTS", "ResultsError", "results_in"]

RESULTS = frozenset({".json", ".jsonl"})
"""Suffixes of files with results; anything else is taken for a PDF."""


class ResultsError(Exception):
    """The file holds no results; the message says why, without values."""


def results_in(path: Path) -> Iterator[Extraction]:
    """The results in a file, in its order: one object, an array, or an object a line. Raises ResultsError."""
    name = name_of(path)
    for number, value in enumerate(_objects(path, name), 1):
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise ResultsError(f"{name}: object {number} is no result of {SCHEMA}; extract the reports anew")
        try:
            yield Extraction.model_validate_json(json.dumps(value))
        except ValidationError as error:
            places = sorted({".".join(str(p) for p in e["loc"]) for e in error.errors(include_input=False)})
            raise ResultsError(f"{name}: object {number} is not a whole result: see {', '.join(places[:5])}") from None
        except RecursionError:
            raise ResultsError(f"{name}: object {number} is nested too deep to be a result") from None


def _objects(path: Path, name: str) -> list[object]:
    text = _text(path, name)
    try:
        if path.suffix.lower() == ".jsonl":  # a line ends with a line feed, whatever else Unicode takes for an end
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ResultsError(f"{name}: not JSON (line {error.lineno})") from None
    except ValueError:  # a number of thousands of digits
        raise ResultsError(f"{name}: holds a number that no result holds") from None
    except RecursionError:
        raise ResultsError(f"{name}: nested too deep to be results") from None
    return data if isinstance(data, list) else [data]


def _text(path: Path, name: str) -> str:
    try:
        return plain_bytes(path).decode("utf-8-sig")
    except NotPlainError:
        reason = "no plain file but a pipe, a device or a socket"
    except TooLargeError:
        reason = "too large; keep so many results in a store (-o NAME.sqlite)"
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or "not readable") if isinstance(error, OSError) else "not UTF-8"
    raise ResultsError(f"{name}: {reason}")
