"""`report show`: one report as a page for a person."""

from __future__ import annotations

from rich.console import Console

from erityisavustus.batch import Limits, run
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for
from erityisavustus.cli.streams import items_from, opened
from erityisavustus.model import Language
from erityisavustus.output.person import person_page

__all__ = ["show_command"]

PLAIN_WIDTH = 100
"""Columns where there is no terminal to ask: the same file gives the same text everywhere."""


def show_command(path: str, lang: str, limits: Limits) -> Exit:
    """Print the page: in colour on a terminal, plain elsewhere. Raises NotWrittenError."""
    extraction = next(run(items_from([path]), lang, limits=limits))
    with opened(None) as out:
        terminal = out.isatty()
        console = Console(
            file=out, width=None if terminal else PLAIN_WIDTH, no_color=not terminal or None, highlight=False,
            emoji=False, markup=False, legacy_windows=False,
        )
        console.print(person_page(extraction, Language(lang)))
    return exit_for(extraction)
