"""`report summary`: many reports in a few numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from erityisavustus.batch import Limits
from erityisavustus.batch.limits import STORES
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.export import whole
from erityisavustus.cli.extract import exit_for, exit_for_store, results
from erityisavustus.cli.streams import items_from, say, stdout
from erityisavustus.contracts.result import Extraction
from erityisavustus.judging import Language
from erityisavustus.output.summary import Summary

__all__ = ["summary_command"]


def summary_command(
    paths: list[str], lang: str, workers: int, limits: Limits, *, json: bool, quiet: bool
) -> Exit:
    """Print the numbers over all files and stores. Raises NotWrittenError."""
    from erityisavustus.batch.stores.store import StoreError

    summary = Summary()
    worst = Exit.OK
    try:
        for extraction in _extractions(paths, lang, workers, limits, quiet=quiet):
            if extraction is None:
                worst = max(worst, Exit.NO_REPORT)
            else:
                summary.add(extraction)
                worst = max(worst, exit_for(extraction))
    except StoreError as error:
        say(f"report summary: {error}")
        return exit_for_store(error)
    with stdout() as out:
        if json:
            out.write(summary.as_json())
        else:
            from erityisavustus.cli.consoles import console
            from erityisavustus.output.pages.summary_page import summary_page

            console(out).print(summary_page(summary, Language(lang)))
    return worst


def _extractions(
    paths: list[str], lang: str, workers: int, limits: Limits, *, quiet: bool
) -> Iterator[Extraction | None]:
    """The reports; None for what a store does not have yet."""
    from erityisavustus.batch.stores.store import Store

    files = [p for p in paths if Path(p).suffix.lower() not in STORES]
    for path in paths:
        if path not in files:
            with Store.open(Path(path)) as store:
                if not whole(store, quiet=quiet):
                    yield None
                yield from store.extractions()
    if files:
        yield from results(items_from(files), lang, workers, limits, quiet=quiet)
