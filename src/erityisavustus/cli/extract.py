"""`report extract`: reports in, data out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from erityisavustus.batch import STDIN, Item, Limits, run, run_into
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.progress import progress
from erityisavustus.cli.streams import NotWrittenError, items_from, say
from erityisavustus.cli.targets import written
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.result import Extraction
from erityisavustus.files import name_of
from erityisavustus.output.writers.formats import Layout

if TYPE_CHECKING:
    from erityisavustus.batch.stores.store import Store, StoreError

__all__ = ["exit_for", "exit_for_store", "extract_command", "is_many", "results", "say_migrated", "store_command",
           "with_failures_named"]


def extract_command(
    paths: list[str], layout: Layout, output: Path | None, lang: str, workers: int, limits: Limits, *, force: bool,
    quiet: bool,
) -> Exit:
    """Write every file's extraction, each as soon as it is there. Raises NotWrittenError."""
    items = items_from(paths)
    layout = replace(layout, many=is_many(paths, items))
    worst = Exit.OK
    with written(output, layout, force=force) as out:
        for extraction in results(items, lang, workers, limits, quiet=quiet):
            out.add(extraction)
            worst = max(worst, exit_for(extraction))
    return worst


def store_command(
    paths: list[str], output: Path, lang: str, workers: int, limits: Limits, *, force: bool, quiet: bool
) -> Exit:
    """Keep every file's extraction in a store, which goes on where it was. Raises NotWrittenError."""
    from erityisavustus.batch.stores.store import Store, StoreError

    items = items_from(paths)
    worst = Exit.OK
    try:
        with Store.create(output) as store, closing(
            run_into(store, items, lang, workers=workers, limits=limits, drop=force)
        ) as coming:
            say_migrated(store)
            for extraction in with_failures_named(progress(coming, len(items), quiet=quiet, lang=lang), quiet=quiet):
                worst = max(worst, exit_for(extraction))
    except StoreError as error:
        raise NotWrittenError(str(error)) from error
    except KeyboardInterrupt:
        say(f"report: interrupted; what was done is in {output}, and the same command goes on from there")
        raise
    return worst


def is_many(paths: list[str], items: list[Item]) -> bool:
    """Whether the paths stand for several reports, even if there happens to be only one (a folder, a pattern)."""
    return len(items) != 1 or items[0].path != name_of(paths[0]) or (paths[0] != STDIN and Path(paths[0]).is_dir())


def exit_for(extraction: Extraction) -> Exit:
    """What one file alone makes of the exit code; of several files the highest counts."""
    if extraction.report is not None:
        return Exit.OK
    internal = any(f.code is Code.FILE_INTERNAL for f in extraction.findings)
    return Exit.INTERNAL if internal else Exit.NO_REPORT


def exit_for_store(error: StoreError) -> Exit:
    """A damaged store has another code than a file that is none, or that another program keeps busy."""
    from erityisavustus.batch.stores.store import DamagedError

    return Exit.NOT_WRITTEN if isinstance(error, DamagedError) else Exit.USAGE


def say_migrated(store: Store) -> None:
    """A copy with people's data lies there now: that is said, however quiet the command is to be."""
    if store.copy is not None:
        say(f"{store.file}: brought up to this version of the program; as it was before it lies in {store.copy}")


def results(items: list[Item], lang: str, workers: int, limits: Limits, *, quiet: bool) -> Iterator[Extraction]:
    """Each file's extraction; those without a report are named on stderr."""
    return with_failures_named(
        progress(run(items, lang, workers=workers, limits=limits), len(items), quiet=quiet, lang=lang), quiet=quiet)


def with_failures_named(extractions: Iterator[Extraction], *, quiet: bool) -> Iterator[Extraction]:
    """The extractions; those without a report are named on stderr."""
    for extraction in extractions:
        if extraction.report is None and (not quiet or exit_for(extraction) is Exit.INTERNAL):
            say(f"{extraction.source.path}: {extraction.findings[0].message}")
        yield extraction
