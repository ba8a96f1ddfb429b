"""`report extract`: reports in, data out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.batch import expand, extractions
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.streams import opened, progress, say
from erityisavustus.findings import Code

if TYPE_CHECKING:
    from erityisavustus.batch import Item
    from erityisavustus.extraction import Extraction

__all__ = ["Format", "exit_for", "extract_command", "results"]


class Format(StrEnum):
    """Of the output."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def extract_command(paths: list[str], form: Format, output: Path | None, lang: str, *, quiet: bool) -> Exit:
    """Write every file's extraction, each as soon as it is there. Raises NotWrittenError."""
    items = expand(paths)
    if not items and not quiet:
        say("no PDF found" if lang == "en" else "PDF-tiedostoja ei löytynyt")
    many = len(items) != 1 or any(Path(p).is_dir() for p in paths if p != "-")
    worst = Exit.OK
    with opened(output) as out:
        for piece, extraction in _pieces(form, many, results(items, lang, quiet=quiet)):
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
    for extraction in progress(extractions(items, lang), len(items), quiet=quiet):
        if extraction.report is None and (not quiet or exit_for(extraction) is Exit.INTERNAL):
            say(f"{extraction.source.path}: {extraction.findings[0].message}")
        yield extraction


def _pieces(
    form: Format, many: bool, extractions: Iterator[Extraction]
) -> Iterator[tuple[str, Extraction | None]]:
    """The output bit by bit, each with the extraction it ends."""
    from erityisavustus.output.jsons import as_json, as_json_line
    from erityisavustus.output.table import csv_header, csv_row

    if form is Format.CSV:
        yield csv_header(), None
    if form is not Format.JSON or not many:
        write: Callable[[Extraction], str] = {
            Format.JSON: as_json, Format.JSONL: as_json_line, Format.CSV: csv_row
        }[form]
        for extraction in extractions:
            yield write(extraction), extraction
        return
    first = True
    yield "[", None
    for extraction in extractions:
        yield ("\n" if first else ",\n") + as_json(extraction).rstrip("\n"), extraction
        first = False
    yield "]\n" if first else "\n]\n", None
