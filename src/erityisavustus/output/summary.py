"""Many reports in a few numbers: kinds of grant, euros, questions left open, what is found most often."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.result import Extraction, Status
from erityisavustus.form import FORM

__all__ = ["GrantSum", "Summary"]

UNANSWERED = frozenset({Code.ANSWER_MISSING, Code.CHOICE_NONE, Code.TRANSFER_INCOMPLETE, Code.DEVIATION_MISSING,
                  Code.TALENT_HUB_MISSING, Code.FORM_INCOMPLETE})
"""Findings by which a question is unanswered that should be answered."""


@dataclass
class GrantSum:
    """Reports on one kind of grant."""

    status: Counter[Status] = field(default_factory=Counter)
    granted: Decimal = Decimal(0)
    without_amount: int = 0
    """Reports whose granted amount is not known."""
    transferred: Decimal = Decimal(0)
    transfers: int = 0
    """Reports in which a transfer is reported."""
    transfers_without_amount: int = 0


@dataclass
class Summary:
    """Counts over extractions; a content that comes twice counts once."""

    status: Counter[Status] = field(default_factory=Counter)
    duplicates: int = 0
    grants: dict[str | None, GrantSum] = field(default_factory=dict)
    """By kind of grant in form order, None: not known."""
    unanswered: Counter[str] = field(default_factory=Counter)
    """Reports in which a field is blank that should not be, by its id."""
    findings: Counter[tuple[Code, Severity]] = field(default_factory=Counter)
    """Reports that have such a finding."""

    def __post_init__(self) -> None:
        self.grants = {option.value: GrantSum() for option in FORM.by_id["grant.type"].options} | {None: GrantSum()}

    def add(self, extraction: Extraction) -> None:
        """Count one more report."""
        if any(f.code is Code.FILE_DUPLICATE for f in extraction.findings):
            self.duplicates += 1
            return
        self.status[extraction.status] += 1
        self.findings.update({(f.code, f.severity) for f in extraction.findings})
        self.unanswered.update({f.field for f in extraction.findings if f.field and f.code in UNANSWERED})
        report = extraction.report
        if report is None:
            return
        grant = self.grants[report.grant.type.value if report.grant.type else None]
        grant.status[extraction.status] += 1
        grant.granted += report.decision.granted_eur or 0
        grant.without_amount += report.decision.granted_eur is None
        if report.transfer.transferred:
            grant.transfers += 1
            grant.transferred += report.transfer.amount_eur or 0
            grant.transfers_without_amount += report.transfer.amount_eur is None

    def total(self) -> GrantSum:
        """Over all kinds of grant."""
        whole = GrantSum()
        for grant in self.grants.values():
            whole.status += grant.status
            whole.granted += grant.granted
            whole.without_amount += grant.without_amount
            whole.transferred += grant.transferred
            whole.transfers += grant.transfers
            whole.transfers_without_amount += grant.transfers_without_amount
        return whole

    def open_questions(self) -> list[tuple[str, int]]:
        """Fields and in how many reports they are unanswered, most first, then in form order."""
        order = {spec.id: index for index, spec in enumerate(FORM.fields)}
        return sorted(self.unanswered.items(), key=lambda pair: (-pair[1], order.get(pair[0], len(order))))

    def frequent(self) -> list[tuple[Code, Severity, int]]:
        """Findings and in how many reports they are, most first."""
        found = [(code, severity, count) for (code, severity), count in self.findings.items()]
        return sorted(found, key=lambda f: (-f[2], f[0].value, f[1].value))

    def as_json(self) -> str:
        """One object; amounts as strings with two decimals."""
        data = {
            "reports": {"total": self.status.total(), **{s.value: self.status[s] for s in Status},
                        "duplicates": self.duplicates},
            "grants": [{"type": kind, **_grant(grant)} for kind, grant in self.grants.items()],
            "total": _grant(self.total()),
            "unanswered": [{"field": name, "reports": count} for name, count in self.open_questions()],
            "findings": [{"code": code.value, "severity": severity.value, "reports": count}
                         for code, severity, count in self.frequent()],
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _grant(grant: GrantSum) -> dict[str, object]:
    return {
        "valid": grant.status[Status.VALID], "invalid": grant.status[Status.INVALID],
        "granted_eur": f"{grant.granted:.2f}", "without_amount": grant.without_amount,
        "transferred_eur": f"{grant.transferred:.2f}", "transfers": grant.transfers,
        "transfers_without_amount": grant.transfers_without_amount,
    }
