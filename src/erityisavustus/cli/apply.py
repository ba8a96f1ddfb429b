"""`report apply`: what a person said on the review page, put into the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from erityisavustus.batch import STDIN, run
from erityisavustus.batch.limits import STORES
from erityisavustus.batch.store import DamagedError, Store, StoreError
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import say_migrated
from erityisavustus.cli.progress import progress
from erityisavustus.cli.streams import items_from, say
from erityisavustus.cli.targets import written
from erityisavustus.extraction import Extraction
from erityisavustus.output.writers import Layout
from erityisavustus.review.applying import applied
from erityisavustus.review.corrections import CorrectionsError, ReportCorrections, is_corrections, read_corrections
from erityisavustus.review.results import RESULTS, ResultsError, results_in

__all__ = ["apply_command", "apply_to_store"]


def apply_command(
    paths: list[str], layout: Layout, output: Path | None, lang: str, *, force: bool, quiet: bool
) -> Exit:
    """Write the results with the corrections in them, all or nothing. Raises NotWrittenError."""
    try:
        corrections, targets = _sorted(paths)
        targets = targets or [c.path for c in corrections.values()]
        if STDIN in targets:
            raise CorrectionsError("the report was read from standard input; name its file, or results that hold it")
        done: Iterable[Extraction] = _applied(corrections, _results(targets, lang, quiet=quiet))
        if output is None:
            done = list(done)  # a stream can not be taken back: nothing goes out before all of it fits
        only = Path(targets[0])
        many = len(targets) != 1 or only.is_dir() or only.suffix.lower() in (*RESULTS, *STORES)
        with written(output, replace(layout, many=many), force=force) as out:
            for extraction in done:
                out.add(extraction)
    except (CorrectionsError, ResultsError, StoreError) as error:
        return _refused(error)
    return _told(corrections, quiet=quiet)


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
    return _told(corrections, quiet=quiet)


def _told(corrections: dict[str, ReportCorrections], *, quiet: bool) -> Exit:
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
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise CorrectionsError(f"{path}: {reason}") from error


def _results(targets: list[str], lang: str, *, quiet: bool) -> Iterator[Extraction]:
    """The results to correct: read again from what was written, or extracted anew."""
    for target in targets:
        if Path(target).suffix.lower() in RESULTS:
            yield from results_in(Path(target))
        elif Path(target).suffix.lower() in STORES:
            with Store.open(Path(target)) as store:
                yield from store.extractions()
        else:
            items = items_from([target])
            yield from progress(run(items, lang), len(items), quiet=quiet)


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
