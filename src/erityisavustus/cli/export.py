"""`report export`: what a store holds, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for, exit_for_store
from erityisavustus.cli.streams import say
from erityisavustus.cli.targets import written
from erityisavustus.output.writers.formats import Layout

if TYPE_CHECKING:
    from erityisavustus.batch.stores.store import Store

__all__ = ["export_command", "whole"]


def export_command(file: Path, layout: Layout, output: Path | None, *, force: bool, quiet: bool) -> Exit:
    """Write what `extract` of the same files would. Raises NotWrittenError."""
    from erityisavustus.batch.stores.store import Store, StoreError

    try:
        with Store.open(file) as store:
            worst = Exit.OK if whole(store, quiet=quiet) else Exit.NO_REPORT
            with written(output, layout, force=force) as out:
                for extraction in store.extractions():
                    out.add(extraction)
                    worst = max(worst, exit_for(extraction))
    except StoreError as error:
        say(f"report export: {error}")
        return exit_for_store(error)
    return worst


def whole(store: Store, *, quiet: bool) -> bool:
    """Whether the run that made the store came to its end; if not, stderr says so."""
    progress = store.progress()
    if not (progress.finished or quiet):
        say(f"{store.file}: the run that made it did not end; {progress.done} of {progress.total} files are done, and "
            "the same `report extract` goes on from there")
    return progress.finished
