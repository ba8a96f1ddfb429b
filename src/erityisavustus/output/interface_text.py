"""The few words of the pages for people, in both languages."""

from __future__ import annotations

from typing import NamedTuple

from erityisavustus.contracts.finding import Severity
from erityisavustus.contracts.result import SourceKind, Status
from erityisavustus.judging import Language

__all__ = ["EN", "FI", "Words", "words"]


class Words(NamedTuple):
    """What stands on a page beside the form's own labels."""

    status: dict[Status, str]
    severity: dict[Severity, str]
    kind: dict[SourceKind, str]
    yes: str
    no: str
    blank: str
    no_value: str
    typed: str
    signed: str
    unsigned: str
    seen: dict[str, str]
    """What stands where the signature belongs (`Answer.signed_by`)."""
    page: str
    pages: str
    findings: str
    no_findings: str
    attachments: str
    period: str


FI = Words(
    {Status.VALID: "kunnossa", Status.INVALID: "virheitä", Status.UNREADABLE: "ei luettavissa"},
    {Severity.ERROR: "virhe", Severity.WARNING: "varoitus", Severity.INFO: "huomautus"},
    {SourceKind.TEXT: "teksti-PDF", SourceKind.ACROFORM: "lomake-PDF", SourceKind.SCAN: "skannattu",
     SourceKind.MIXED: "osin skannattu"},
    "Kyllä", "Ei", "(tyhjä)", "(ei tulkittavissa)", "kirjoitettu", "allekirjoitettu", "ei allekirjoitusta",
    {"ink": "käsin", "image": "kuva", "digital": "sähköinen", "text": "vain tekstiä"}, "s.",
    "sivua", "Huomattavaa", "Ei huomautettavaa.", "Liitteet", "{}–{}",
)
EN = Words(
    {Status.VALID: "valid", Status.INVALID: "invalid", Status.UNREADABLE: "unreadable"},
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
    {SourceKind.TEXT: "text PDF", SourceKind.ACROFORM: "form PDF", SourceKind.SCAN: "scanned",
     SourceKind.MIXED: "partly scanned"},
    "Yes", "No", "(blank)", "(no clear reading)", "typed", "signed", "not signed",
    {"ink": "ink", "image": "image", "digital": "digital", "text": "only text"}, "p.",
    "pages", "Findings", "Nothing to remark.", "Attachments", "{}–{}",
)


def words(language: Language) -> Words:
    """The words of `language`."""
    return FI if language is Language.FI else EN
