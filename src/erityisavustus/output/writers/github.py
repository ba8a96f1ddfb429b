"""Workflow commands of GitHub Actions: a finding becomes an annotation on its file.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator

from erityisavustus.contracts.finding import Severity
from erityisavustus.judging import Language
from erityisavustus.output.interface_text import words
from erityisavustus.output.printable import printable
from erityisavustus.output.validation import Verdict

__all__ = ["github_lines"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_lines(verdict: Verdict, language: Language) -> str:
    """A line for each finding and each difference, with line ends; an allowed error is a notice."""
    path = verdict.extraction.source.path
    return "".join(f"::{level} {_properties(file=path, title=title)}::{_data(text)}\n"
                   for level, title, text in _annotations(verdict, language))


def _annotations(verdict: Verdict, language: Language) -> Iterator[tuple[str, str, str]]:
    page = words(language).page
    errors = verdict.errors
    for found in verdict.extraction.findings:
        level = "notice" if found.severity is Severity.ERROR and found not in errors else _LEVELS[found.severity]
        field, place = (f" {found.field}" if found.field else ""), (f" {page} {found.page}" if found.page else "")
        yield level, found.code.value + field + place, found.message
    if verdict.problem:
        yield "error", "expected", verdict.problem
    for difference in verdict.differences:
        yield "error", f"expected {difference.field}", f"- {difference.expected}\n+ {difference.actual}"


def _data(text: str) -> str:
    return printable(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _properties(**values: str) -> str:
    return ",".join(f"{k}={_data(v).replace(':', '%3A').replace(',', '%2C')}" for k, v in values.items())
