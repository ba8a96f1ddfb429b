"""How far a batch is, on stderr: a bar while it runs, a line at its end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from erityisavustus.cli.streams import say
from erityisavustus.contracts.result import Extraction, Status
from erityisavustus.judging import Language
from erityisavustus.output.interface_text import words

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

__all__ = ["progress"]

FILES = {Language.FI: "{n} tiedostoa", Language.EN: "{n} files"}
"""Begins the line at the end."""


def progress(
    extractions: Iterable[Extraction], total: int, *, quiet: bool, lang: str = "fi"
) -> Iterator[Extraction]:
    """The extractions, counted on their way; nothing is said of one file, or when `quiet`."""
    if quiet or total < 2:
        yield from extractions
        return
    started = time.monotonic()
    counts: Counter[Status] = Counter()
    counted = _counted(extractions, counts)
    try:
        if sys.stderr.isatty():
            yield from _with_bar(counted, total, counts, Language(lang))
        else:
            yield from counted
    finally:
        if counts.total() == total or isinstance(sys.exception(), KeyboardInterrupt):
            say(_line(counts, total, time.monotonic() - started, Language(lang)))


def _counted(extractions: Iterable[Extraction], counts: Counter[Status]) -> Iterator[Extraction]:
    for extraction in extractions:
        counts[extraction.status] += 1
        yield extraction


def _line(counts: Counter[Status], total: int, seconds: float, language: Language) -> str:
    """'1000 tiedostoa: kunnossa 930, virheitä 50, ei luettavissa 20 (3 min 20 s)'"""
    done = counts.total()
    files = FILES[language].format(n=done if done == total else f"{done}/{total}")
    minutes, rest = divmod(round(seconds), 60)
    took = f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return f"{files}: {_counts(counts, language)} ({took})"


def _counts(counts: Counter[Status], language: Language) -> str:
    return ", ".join(f"{words(language).status[s]} {counts[s]}" for s in Status)


def _with_bar(
    extractions: Iterator[Extraction], total: int, counts: Counter[Status], language: Language
) -> Iterator[Extraction]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts: list[ProgressColumn] = [
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    ]
    started = time.monotonic()
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_counts(counts, language), total=total, rate="")
        for extraction in extractions:
            yield extraction
            rate = counts.total() / max(time.monotonic() - started, 0.001)
            bar.update(task, advance=1, description=_counts(counts, language), rate=f"{rate:.1f}/s")
