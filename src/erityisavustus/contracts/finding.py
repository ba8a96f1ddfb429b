"""The vocabulary of findings: codes, severities and the notice that every layer may give.

A notice says *what* was seen *where*, in facts. The sentence a person reads is made of it in one
place, `judging.messages`, in the language asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from erityisavustus.contracts.geometry import BBox

__all__ = ["Code", "Notice", "Severity"]


class Severity(StrEnum):
    """How much a finding weighs: an error makes the report invalid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(StrEnum):
    """Stable names of all findings. docs/findings.md explains each; a test compares the two."""

    CHOICE_NONE = "choice.none"
    CHOICE_MANY = "choice.many"
    MARK_AMBIGUOUS = "mark.ambiguous"
    MARK_UNCLEAR = "mark.unclear"
    MARK_CONFLICT = "mark.conflict"
    ANSWER_MISSING = "answer.missing"
    VALUE_UNPARSABLE = "value.unparsable"
    DIARY_NUMBER_FORMAT = "diary-number.format"
    EMAIL_FORMAT = "email.format"
    PHONE_FORMAT = "phone.format"
    PERIOD_REVERSED = "period.reversed"
    PERIOD_OUTSIDE_GRANT = "period.outside-grant"
    TRANSFER_INCOMPLETE = "transfer.incomplete"
    TRANSFER_UNEXPECTED = "transfer.unexpected"
    TRANSFER_EXCEEDS_GRANT = "transfer.exceeds-grant"
    DEVIATION_MISSING = "deviation.missing"
    TALENT_HUB_MISSING = "talent-hub.missing"
    TALENT_HUB_UNEXPECTED = "talent-hub.unexpected"
    SIGNATURE_MISSING = "signature.missing"
    SIGNATURE_BEFORE_PERIOD_END = "signature.before-period-end"
    REPORT_LATE = "report.late"
    TEXT_UNPLACED = "text.unplaced"
    TEXT_LOW_CONFIDENCE = "text.low-confidence"
    TEXT_GARBLED = "text.garbled"
    VALUE_CONFLICT = "value.conflict"
    TEXT_CUT = "text.cut"
    TEXT_COVERED = "text.covered"
    VALUE_REPAIRED = "value.repaired"
    VALUE_CORRECTED = "value.corrected"
    ANNOTATION_COMMENT = "annotation.comment"
    FORM_INCOMPLETE = "form.incomplete"
    FORM_SEVERAL = "form.several"
    PAGE_UNREAD = "page.unread"
    FILE_NOT_FOUND = "file.not-found"
    FILE_NOT_PDF = "file.not-pdf"
    FILE_DAMAGED = "file.damaged"
    FILE_ENCRYPTED = "file.encrypted"
    FILE_NOT_THIS_FORM = "file.not-this-form"
    FILE_TOO_LARGE = "file.too-large"
    FILE_TIMEOUT = "file.timeout"
    FILE_DYNAMIC_XFA = "file.dynamic-xfa"
    FILE_NEEDS_OCR = "file.needs-ocr"
    FILE_INTERNAL = "file.internal"
    FILE_DUPLICATE = "file.duplicate"


@dataclass(frozen=True, slots=True)
class Notice:
    """One fact a person should know, before it has words."""

    code: Code
    field: str | None = None
    page: int | None = None
    bbox: BBox | None = None
    detail: str = ""
    """What the message quotes: the typed value, the unplaced words, a page number."""
    severity: Severity | None = None
    """None: the usual one of the code."""
