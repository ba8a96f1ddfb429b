"""`report apply`: what a person said on the review page, put into the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from erityisavustus.batch import STDIN, Item, Limits, run
from erityisavustus.batch.limits import STORES
from erityisavustus.batch.stores.store import DamagedError, Store, StoreError
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import say_migrated
from erityisavustus.cli.progress import progress
from erityisavustus.cli.streams import items_from, say
from erityisavustus.cli.targets import written
from erityisavustus.contracts.result import Extraction
from erityisavustus.files import digest_of, name_of, path_of, plain_bytes
from erityisavustus.output.writers.formats import Layout
from erityisavustus.review.applying import applied
from erityisavustus.review.corrections import CorrectionsError, ReportCorrections, is_corrections, read_corrections
from erityisavustus.review.results import RESULTS, ResultsError, results_in

__all__ = ["apply_command", "apply_to_store"]


def apply_command(
    paths: list[str], layout: Layout, output: Path | None, lang: str, limits: Limits, *, force: bool, quiet: bool
) -> Exit:
    """Write the results with the corrections in them, all or nothing. Raises NotWrittenError."""
    try:
        corrections, targets = _sorted(paths)
        if STDIN in (targets or [c.path for c in corrections.values()]):
            raise CorrectionsError("the report was read from standard input; name its file, or results that hold it")
        results = _results(targets, lang, limits, quiet=quiet) if targets else _named(corrections, lang, limits, quiet)
        done: Iterable[Extraction] = _applied(corrections, results)
        if output is None:
            done = list(done)  # a stream cannot be taken back: nothing is written before all of it fits
        only = Path(targets[0]) if len(targets) == 1 else None
        many = len(targets or corrections) != 1 or (
            only is not None and (only.is_dir() or only.suffix.lower() in (*RESULTS, *STORES)))
        with written(output, replace(layout, many=many), force=force) as out:
            for extraction in done:
                out.add(extraction)
    except (CorrectionsError, ResultsError, StoreError) as error:
        return _refused(error)
    return _reported(corrections, quiet=quiet)


def apply_to_store(paths: list[str], output: Path, *, quiet: bool) -> Exit:
    """Put the corrections into the results that a store holds, all or nothing."""
    try:
        corrections, targets = _sorted(paths)
        if any(Path(target) != output for target in targets):
            raise CorrectionsError(f"into a store go corrections only: report apply {paths[0]} -o {output}")
        with Store.open(output, write=True) as store:
            say_migrated(store)
            store.revise(lambda extractions: _applied(corrections, extractions))
    except (CorrectionsError, StoreError) as error:
        return _refused(error)
    return _reported(corrections, quiet=quiet)


def _reported(corrections: dict[str, ReportCorrections], *, quiet: bool) -> Exit:
    if not quiet:
        say(f"{sum(len(c.fields) for c in corrections.values())} reviewed values in {len(corrections)} reports")
    return Exit.OK


def _refused(error: Exception) -> Exit:
    for line in str(error).splitlines():
        say(f"report apply: {line}")
    say("report apply: nothing was written")
    return Exit.NOT_WRITTEN if isinstance(error, DamagedError) else Exit.NOT_APPLIED


def _sorted(paths: list[str]) -> tuple[dict[str, ReportCorrections], list[str]]:
    """The corrections among the files, by the digest of their report, and all other paths."""
    corrections: dict[str, ReportCorrections] = {}
    others: list[str] = []
    for path in paths:
        text = _text(Path(path)) if path.lower().endswith(".json") else ""
        if not is_corrections(text):
            others.append(path)
            continue
        for report in read_corrections(text, path).reports:
            if report.sha256 in corrections:
                raise CorrectionsError(f"{path}: {report.path} is in two corrections files; give one at a time")
            corrections[report.sha256] = report
    if not corrections:
        raise CorrectionsError(f"{paths[0]} holds no corrections; save them from the review page")
    return corrections, others


def _text(path: Path) -> str:
    try:
        return plain_bytes(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or "no plain file") if isinstance(error, OSError) else "not UTF-8"
        raise CorrectionsError(f"{name_of(path)}: {reason}") from error


def _named(
    corrections: dict[str, ReportCorrections], lang: str, limits: Limits, quiet: bool
) -> Iterator[Extraction]:
    """The reports that were reviewed, read anew. Their file may come from anybody: only a PDF that has the very digest
    it names is opened, never a folder, a pattern or another kind of file that its `path` may hold."""
    items = [Item(name_of(path), path) for c in corrections.values() if digest_of(path := path_of(c.path)) == c.sha256]
    return progress(run(items, lang, limits=limits), len(items), quiet=quiet)


def _results(targets: list[str], lang: str, limits: Limits, *, quiet: bool) -> Iterator[Extraction]:
    """The results to correct: read again from what was written, or extracted anew."""
    for target in targets:
        if Path(target).suffix.lower() in RESULTS:
            yield from results_in(Path(target))
        elif Path(target).suffix.lower() in STORES:
            with Store.open(Path(target)) as store:
                yield from store.extractions()
        else:
            items = items_from([target])
            yield from progress(run(items, lang, limits=limits), len(items), quiet=quiet)


def _applied(
    corrections: dict[str, ReportCorrections], extractions: Iterator[Extraction]
) -> Iterator[Extraction]:
    """Each result, corrected where there are corrections; at the end all of those must have been used."""
    problems: list[str] = []
    unused = dict(corrections)
    for extraction in extractions:
        own = corrections.get(extraction.source.sha256 or "")
        if own is None:
            yield extraction
            continue
        unused.pop(own.sha256, None)
        try:
            yield applied(extraction, own)
        except CorrectionsError as error:
            problems.append(str(error))
    problems += [
        f"{c.path}: none of the results is of this file (sha256 {c.sha256[:12]}…): it has changed, or was not given"
        for c in unused.values()
    ]
    if problems:
        raise CorrectionsError("\n".join(problems))
