"""`report validate`: what is wrong with each report, for a person or for CI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from erityisavustus.batch import Item, Limits, run
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.extract import exit_for
from erityisavustus.cli.progress import progress
from erityisavustus.cli.streams import items_from, opened, say, stdout
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.result import Extraction
from erityisavustus.judging import Language
from erityisavustus.output.expected import (
    Difference,
    ExpectedError,
    differences,
    expected_json,
    expected_path,
    read_expected,
)
from erityisavustus.output.validation import Verdict, verdict_json, verdict_text
from erityisavustus.output.writers.github import github_lines
from erityisavustus.output.writers.junit import junit_xml

__all__ = ["Style", "Terms", "validate_command"]


class Style(StrEnum):
    """Of the verdicts."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True)
class Terms:
    """By what reports are judged."""

    expected: bool = False
    """Each is compared with its NAME.expected.json."""
    write: bool = False
    """The same, and where there is none it is made."""
    allowed: frozenset[Code] = frozenset()
    """Errors that are meant to be there."""


def validate_command(
    paths: list[str], style: Style, terms: Terms, lang: str, workers: int, limits: Limits, *, quiet: bool
) -> Exit:
    """Write a verdict on each file. Raises NotWrittenError."""
    items = items_from(paths)
    coming = progress(run(items, lang, workers=workers, limits=limits), len(items), quiet=quiet, lang=lang)
    judged = (
        Verdict(extraction, *_compared(item, extraction, terms, quiet=quiet), terms.allowed)
        for item, extraction in zip(items, coming, strict=True)
    )
    worst = Exit.OK
    with stdout() as out:
        for piece, verdict in _pieces(style, judged, Language(lang)):
            out.write(piece)
            out.flush()
            if verdict is not None:
                worst = max(worst, _exit(verdict))
    return worst


def _pieces(
    style: Style, judged: Iterable[Verdict], language: Language
) -> Iterator[tuple[str, Verdict | None]]:
    """The output bit by bit, each with the verdict that it is of."""
    if style in (Style.TEXT, Style.GITHUB):
        for verdict in judged:
            yield (verdict_text if style is Style.TEXT else github_lines)(verdict, language), verdict
    elif style is Style.JSON:
        before = "[\n"
        for verdict in judged:
            yield before + verdict_json(verdict), verdict
            before = ",\n"
        yield "\n]\n", None
    else:  # the counts stand at the beginning of the document
        all_ = []
        for verdict in judged:
            yield "", verdict
            slim = verdict.extraction.model_copy(update={"evidence": {}, "attachments": ()})
            all_.append(replace(verdict, extraction=slim))
        yield junit_xml(all_, language), None


def _compared(item: Item, extraction: Extraction, terms: Terms, *, quiet: bool) -> tuple[tuple[Difference, ...], str]:
    """What is other than expected, and why it could not be compared. Raises NotWrittenError."""
    if not (terms.expected or terms.write):
        return (), ""
    if not isinstance(item.source, Path):
        return (), "there is nothing beside standard input, or in an empty folder, to compare with"
    file = expected_path(item.source)
    if terms.write and item.source.exists() and not file.exists():
        with opened(file, force=False) as out:
            out.write(expected_json(extraction))
        if not quiet:
            say(f"{file}: written")
    try:
        return differences(extraction, read_expected(file)), ""
    except ExpectedError as error:
        return (), str(error)


def _exit(verdict: Verdict) -> Exit:
    if verdict.passed:
        return Exit.OK
    return exit_for(verdict.extraction) if verdict.unread else Exit.FOUND_ERRORS
