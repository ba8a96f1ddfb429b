"""What `validate` says of one file: passed or not, its findings, and what is other than expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.result import Extraction, Finding
from erityisavustus.judging import Language
from erityisavustus.output.expected import Difference
from erityisavustus.output.interface_text import words
from erityisavustus.output.printable import printable, safe_json

__all__ = ["Verdict", "finding_line", "verdict_json", "verdict_text"]

_SIGNS = {"valid": "OK", "invalid": "!!", "unreadable": "??"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One report, what was expected of it, and what may be wrong with it."""

    extraction: Extraction
    differences: tuple[Difference, ...] = ()
    problem: str = ""
    """Why it could not be compared."""
    allowed: frozenset[Code] = frozenset()
    """Errors that are meant to be there."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings for which the report fails."""
        return tuple(f for f in self.extraction.findings if f.severity is Severity.ERROR and f.code not in self.allowed)

    @property
    def others(self) -> tuple[Finding, ...]:
        """All other findings."""
        errors = self.errors
        return tuple(f for f in self.extraction.findings if f not in errors)

    @property
    def passed(self) -> bool:
        """No error that is not allowed, and all as expected."""
        return not (self.errors or self.differences or self.problem)

    @property
    def unread(self) -> bool:
        """There is no report, and that was not meant to be."""
        return self.extraction.report is None and bool(self.errors)


def verdict_text(verdict: Verdict, language: Language) -> str:
    """Readable lines, each with its line end."""
    say = words(language)
    extraction = verdict.extraction
    sign = _SIGNS[extraction.status.value]
    if sign == "OK" and not verdict.passed:
        sign = "!="
    elif sign != "OK" and verdict.passed:
        sign = "ok"  # the errors are meant to be there
    head = f"{sign}  {extraction.source.path}: {say.status[extraction.status]}"
    counts = [(say.severity[s], extraction.count(s)) for s in (Severity.ERROR, Severity.WARNING)]
    tail = ", ".join(f"{name} {n}" for name, n in counts if n)
    lines = [head + (f" ({tail})" if tail else "")]
    lines += [f"    {finding_line(f, language)}" for f in extraction.findings]
    if verdict.problem:
        lines.append(f"    {verdict.problem}")
    lines += [line for d in verdict.differences for line in _difference(d)]
    return "".join(printable(line) + "\n" for line in lines)


def finding_line(finding: Finding, language: Language) -> str:
    """Severity, code, field, page and message, without a line end."""
    say = words(language)
    where = f" [{finding.field}]" if finding.field else ""
    page = f" {say.page} {finding.page}" if finding.page else ""
    return f"{say.severity[finding.severity]:9} {finding.code.value}{where}{page}: {finding.message}"


def verdict_json(verdict: Verdict) -> str:
    """An object on one line: path, status, whether it passed, findings, and differences where it was compared."""
    extraction: Extraction = verdict.extraction
    data: dict[str, object] = {
        "path": extraction.source.path, "sha256": extraction.source.sha256, "status": extraction.status.value,
        "passed": verdict.passed, "findings": [f.model_dump(mode="json") for f in extraction.findings],
        "differences": [{"field": d.field, "expected": d.expected, "actual": d.actual}
                        for d in verdict.differences],
        "problem": verdict.problem or None,
    }
    return safe_json(json.dumps(data, ensure_ascii=False))


def _difference(difference: Difference) -> Iterator[str]:
    """As a diff has it: what was expected, what is there."""
    yield f"    {difference.field}"
    if difference.expected:
        yield f"      - {difference.expected}"
    if difference.actual:
        yield f"      + {difference.actual}"
