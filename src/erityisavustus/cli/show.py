"""`report show`: one report as a page for a person."""

from __future__ import annotations

from erityisavustus.batch import Limits, run
from erityisavustus.cli.consoles import console
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for
from erityisavustus.cli.streams import items_from, opened
from erityisavustus.judging import Language
from erityisavustus.output.pages.report_page import person_page

__all__ = ["show_command"]


def show_command(path: str, lang: str, limits: Limits) -> Exit:
    """Print the page: in colour on a terminal, plain elsewhere. Raises NotWrittenError."""
    extraction = next(run(items_from([path]), lang, limits=limits))
    with opened(None) as out:
        console(out).print(person_page(extraction, Language(lang)))
    return exit_for(extraction)
