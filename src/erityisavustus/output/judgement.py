"""What `validate` has to say of one report, before any format."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.result import Extraction, Finding
from erityisavustus.output.expected import Difference

__all__ = ["Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
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
