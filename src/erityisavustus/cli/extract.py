"""`report extract`: reports in, data out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from erityisavustus.batch import Item, run
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.streams import items_from, opened, progress, say
from erityisavustus.extraction import Extraction
from erityisavustus.findings import Code
from erityisavustus.output.as_csv import csv_header, csv_row
from erityisavustus.output.as_json import json_line, json_object

__all__ = ["Format", "exit_for", "extract_command", "pieces", "results"]


class Format(StrEnum):
    """Of the output."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def extract_command(paths: list[str], form: Format, output: Path | None, lang: str, *, quiet: bool) -> Exit:
    """Write every file's extraction, each as soon as it is there. Raises NotWrittenError."""
    items = items_from(paths)
    many = len(items) != 1 or any(Path(p).is_dir() for p in paths if p != "-")
    worst = Exit.OK
    with opened(output) as out:
        for piece, extraction in pieces(form, many, results(items, lang, quiet=quiet)):
            out.write(piece)
            if output is None:
                out.flush()
            if extraction is not None:
                worst = max(worst, exit_for(extraction))
    return worst


def exit_for(extraction: Extraction) -> Exit:
    """What one file alone makes of the exit code; of several files the highest counts."""
    if extraction.report is not None:
        return Exit.OK
    internal = any(f.code is Code.FILE_INTERNAL for f in extraction.findings)
    return Exit.INTERNAL if internal else Exit.NO_REPORT


def results(items: list[Item], lang: str, *, quiet: bool) -> Iterator[Extraction]:
    """Each file's extraction; those without a report are named on stderr."""
    for extraction in progress(run(items, lang), len(items), quiet=quiet):
        if extraction.report is None and (not quiet or exit_for(extraction) is Exit.INTERNAL):
            say(f"{extraction.source.path}: {extraction.findings[0].message}")
        yield extraction


def pieces(
    form: Format, many: bool, extractions: Iterator[Extraction]
) -> Iterator[tuple[str, Extraction | None]]:
    """The output bit by bit, each with the extraction it ends."""
    if form is Format.CSV:
        yield csv_header(), None
        for extraction in extractions:
            yield csv_row(extraction), extraction
    elif form is Format.JSONL:
        for extraction in extractions:
            yield json_line(extraction) + "\n", extraction
    elif not many:
        for extraction in extractions:
            yield json_object(extraction) + "\n", extraction
    else:
        before = "[\n"
        for extraction in extractions:
            yield before + json_object(extraction), extraction
            before = ",\n"
        yield "\n]\n", None
