"""`report export`: what a store holds, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path

from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for
from erityisavustus.cli.streams import say
from erityisavustus.cli.targets import written
from erityisavustus.output.writers import Layout

__all__ = ["export_command"]


def export_command(file: Path, layout: Layout, output: Path | None, *, force: bool, quiet: bool) -> Exit:
    """Write what `extract` of the same files would. Raises NotWrittenError."""
    from erityisavustus.batch.store import Store, StoreError

    worst = Exit.OK
    try:
        with Store.open(file) as store:
            progress = store.progress()
            if not progress.finished:
                worst = Exit.NO_REPORT
                if not quiet:
                    say(f"report export: the run that made {file} did not end; {progress.done} of {progress.total} "
                        "files are done, and the same `report extract` goes on from there")
            with written(output, layout, force=force) as out:
                for extraction in store.extractions():
                    out.add(extraction)
                    worst = max(worst, exit_for(extraction))
    except StoreError as error:
        say(f"report export: {error}")
        return Exit.USAGE
    return worst
