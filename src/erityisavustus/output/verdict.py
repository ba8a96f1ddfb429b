"""What `validate` says of one file: a line, a line for each finding, and what is other than expected."""

from __future__ import annotations

import json
from collections.abc import Iterator

from erityisavustus.contracts.finding import Severity
from erityisavustus.contracts.result import Extraction, Finding
from erityisavustus.judging import Language
from erityisavustus.output.expected import Difference
from erityisavustus.output.interface_text import words
from erityisavustus.output.judgement import Judgement
from erityisavustus.output.printable import printable, safe_json

__all__ = ["finding_line", "verdict", "verdict_json"]

_SIGNS = {"valid": "OK", "invalid": "!!", "unreadable": "??"}


def verdict(judgement: Judgement, language: Language) -> str:
    """Readable lines, each with its line end."""
    say = words(language)
    extraction = judgement.extraction
    sign = _SIGNS[extraction.status.value]
    if sign == "OK" and not judgement.passed:
        sign = "!="
    elif sign != "OK" and judgement.passed:
        sign = "ok"  # the errors are meant to be there
    head = f"{sign}  {extraction.source.path}: {say.status[extraction.status]}"
    counts = [(say.severity[s], extraction.count(s)) for s in (Severity.ERROR, Severity.WARNING)]
    tail = ", ".join(f"{name} {n}" for name, n in counts if n)
    lines = [head + (f" ({tail})" if tail else "")]
    lines += [f"    {finding_line(f, language)}" for f in extraction.findings]
    if judgement.problem:
        lines.append(f"    {judgement.problem}")
    lines += [line for d in judgement.differences for line in _difference(d)]
    return "".join(printable(line) + "\n" for line in lines)


def finding_line(finding: Finding, language: Language) -> str:
    """Severity, code, field, page and message, without a line end."""
    say = words(language)
    where = f" [{finding.field}]" if finding.field else ""
    page = f" {say.page} {finding.page}" if finding.page else ""
    return f"{say.severity[finding.severity]:9} {finding.code.value}{where}{page}: {finding.message}"


def verdict_json(judgement: Judgement) -> str:
    """An object on one line: path, status, whether it passed, findings, and differences where it was compared."""
    extraction: Extraction = judgement.extraction
    data: dict[str, object] = {
        "path": extraction.source.path, "sha256": extraction.source.sha256, "status": extraction.status.value,
        "passed": judgement.passed, "findings": [f.model_dump(mode="json") for f in extraction.findings],
        "differences": [{"field": d.field, "expected": d.expected, "actual": d.actual}
                        for d in judgement.differences],
        "problem": judgement.problem or None,
    }
    return safe_json(json.dumps(data, ensure_ascii=False))


def _difference(difference: Difference) -> Iterator[str]:
    """As a diff has it: what was expected, what is there."""
    yield f"    {difference.field}"
    if difference.expected:
        yield f"      - {difference.expected}"
    if difference.actual:
        yield f"      + {difference.actual}"
