"""`report validate`: what is wrong with each report, for a person."""

from __future__ import annotations

from erityisavustus.batch import run
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for
from erityisavustus.cli.streams import items_from, opened, progress
from erityisavustus.extraction import Extraction, Status
from erityisavustus.model import Language
from erityisavustus.output.verdict import verdict

__all__ = ["validate_command"]


def validate_command(paths: list[str], lang: str, *, quiet: bool) -> Exit:
    """Write a verdict on each file. Raises NotWrittenError."""
    items = items_from(paths)
    worst = Exit.OK
    with opened(None) as out:
        for extraction in progress(run(items, lang), len(items), quiet=quiet):
            out.write(verdict(extraction, Language(lang)))
            out.flush()
            worst = max(worst, _exit(extraction))
    return worst


def _exit(extraction: Extraction) -> Exit:
    return Exit.FOUND_ERRORS if extraction.status is Status.INVALID else exit_for(extraction)
