"""What `validate` says of one file: a line, and a line for each finding."""

from __future__ import annotations

from erityisavustus.extraction import Extraction, Finding
from erityisavustus.findings import Severity
from erityisavustus.model import Language
from erityisavustus.output.printable import printable
from erityisavustus.output.words import words

__all__ = ["verdict"]

_SIGNS = {"valid": "OK", "invalid": "!!", "unreadable": "??"}


def verdict(extraction: Extraction, language: Language) -> str:
    """Readable lines, each with its line end."""
    say = words(language)
    head = f"{_SIGNS[extraction.status.value]}  {extraction.source.path}: {say.status[extraction.status]}"
    counts = [(say.severity[s], extraction.count(s)) for s in (Severity.ERROR, Severity.WARNING)]
    tail = ", ".join(f"{name} {n}" for name, n in counts if n)
    lines = [head + (f" ({tail})" if tail else "")]
    lines += [f"    {_finding(f, language)}" for f in extraction.findings]
    return "".join(printable(line) + "\n" for line in lines)


def _finding(finding: Finding, language: Language) -> str:
    say = words(language)
    where = f" [{finding.field}]" if finding.field else ""
    page = f" {say.page} {finding.page}" if finding.page else ""
    return f"{say.severity[finding.severity]:9} {finding.code.value}{where}{page}: {finding.message}"
