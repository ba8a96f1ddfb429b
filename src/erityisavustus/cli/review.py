"""`report review`: a page on which a person checks values beside the pages they came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from erityisavustus.batch import Item, Limits, run
from erityisavustus.batch.limits import STORES
from erityisavustus.batch.stores.store import Store, StoreError
from erityisavustus.batch.workers.guarded import guarded
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for, exit_for_store
from erityisavustus.cli.progress import progress
from erityisavustus.cli.streams import NotWrittenError, items_from, opened, say
from erityisavustus.contracts.result import Extraction
from erityisavustus.files import path_of
from erityisavustus.reading import FileError
from erityisavustus.review.pictures import PagePicture, page_pictures
from erityisavustus.review.results import RESULTS, ResultsError, results_in
from erityisavustus.review.site import INDEX, FolderError, Reviewed, is_ours, write_folder, write_page

__all__ = ["review_command"]

ONE_FILE = frozenset({".html", ".htm"})
"""Suffixes that ask for one file; any other name is a folder's."""
LARGE_PAGE = 30_000_000
"""Bytes of one file from which a browser gets slow and a folder is better; a guess."""


def review_command(
    paths: list[str], output: Path, lang: str, limits: Limits, *, force: bool, quiet: bool
) -> Exit:
    """Write the page or the folder. Raises NotWrittenError."""
    worst = Exit.OK

    def reports() -> Iterator[Reviewed]:
        nonlocal worst
        for report in _reports(paths, lang, limits, quiet=quiet):
            worst = max(worst, exit_for(report.extraction))
            yield report

    def pictures(source: Path | bytes, extraction: Extraction) -> Iterator[PagePicture | None]:
        """Drawn under the limits of reading."""
        try:
            yield from guarded(lambda: page_pictures(source, extraction), limits)
        except FileError as error:
            if not quiet:
                say(f"{extraction.source.path}: not all of its pages could be drawn ({error})")

    try:
        if output.suffix.lower() in ONE_FILE:
            with opened(output, force=force or is_ours(output)) as out:
                write_page(out, reports(), lang, pictures)
            written = output
        else:
            write_folder(output, reports(), lang, pictures)
            written = output / INDEX
    except FolderError as error:
        raise NotWrittenError(str(error)) from error
    except OSError as error:
        raise NotWrittenError(f"{output}: {error.strerror}") from error
    except StoreError as error:
        say(f"report review: {error}")
        return exit_for_store(error)
    except ResultsError as error:
        say(f"report review: {error}")
        return Exit.USAGE
    if not quiet:
        size = output.stat().st_size
        if written == output and size > LARGE_PAGE:
            say(f"{output}: {size // 1_000_000} MB; for so many reports name a folder: -o {output.stem}/")
        say(f"open {written} in a browser")
    return worst


def _reports(paths: list[str], lang: str, limits: Limits, *, quiet: bool) -> Iterator[Reviewed]:
    for path in paths:
        suffix = Path(path).suffix.lower()
        if suffix in RESULTS:
            yield from map(_with_pages, results_in(Path(path)))
        elif suffix in STORES:
            with Store.open(Path(path)) as store:
                yield from map(_with_pages, store.extractions())
        else:
            yield from _read(items_from([path]), lang, limits, quiet=quiet)


def _read(items: list[Item], lang: str, limits: Limits, *, quiet: bool) -> Iterator[Reviewed]:
    """The files read now."""
    done = progress(run(items, lang, limits=limits), len(items), quiet=quiet)
    for item, extraction in zip(items, done, strict=True):
        yield Reviewed(extraction, item.source)


def _with_pages(extraction: Extraction) -> Reviewed:
    """A result that was read before; its pages are shown where its name still leads to the same file."""
    return Reviewed(extraction, path_of(extraction.source.path))
