"""What comes out: the typed result of `extract`, and by it the shape of the JSON.

docs/output.md describes it; `report schema` prints its JSON Schema. All models are frozen.
"""

from __future__ import annotations

from enum import StrEnum
from operator import not_
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, WithJsonSchema

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import MarkState, Method
from erityisavustus.form import Report

__all__ = [
    "DECIMALS",
    "SCHEMA",
    "Action",
    "AttachmentText",
    "Evidence",
    "Extraction",
    "Finding",
    "JsonObject",
    "MachineValue",
    "MarkEvidence",
    "Review",
    "Source",
    "SourceKind",
    "Status",
    "TurnedPage",
]

SCHEMA: Final = "erityisavustus.report/1"
"""Name and version of the output; the version grows when a field changes its meaning."""
JsonObject: TypeAlias = dict[str, JsonValue]
"""A part of the output as plain data."""
DECIMALS = 2
"""Of coordinates (a hundredth of a point is 3.5 micrometres) and of confidences."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0  # no negative zero
    if isinstance(value, (tuple, list)):
        return tuple(_rounded(v) for v in value)
    return value


_LEFT_OUT = Field(exclude_if=not_)
"""Most files and fields have no such thing: an empty one is not written."""
_FOUR = {"type": "array", "minItems": 4, "maxItems": 4, "prefixItems": [{"type": "number"}] * 4}
Place = Annotated[BBox, BeforeValidator(_rounded), WithJsonSchema(_FOUR)]
"""(x0, top, x1, bottom) in points, origin at the top left of the page as displayed."""
Share = Annotated[float, Field(ge=0, le=1), BeforeValidator(_rounded)]


class SourceKind(StrEnum):
    """How the words arrived."""

    TEXT = "text"
    ACROFORM = "acroform"
    SCAN = "scan"
    MIXED = "mixed"


class Status(StrEnum):
    """valid: no finding is an error; invalid: some are; unreadable: there is no report."""

    VALID = "valid"
    INVALID = "invalid"
    UNREADABLE = "unreadable"


class TurnedPage(_Frozen):
    """A page whose coordinates are not those of its content as it lies in the file."""

    page: int
    rotation: int
    """Degrees clockwise, counted as /Rotate is, by which the page's content is turned where the coordinates hold."""
    skew: Annotated[float, BeforeValidator(_rounded)] = 0.0
    """Degrees counter-clockwise by which a scan was then turned about its middle to be straight."""


class Source(_Frozen):
    """The file."""

    path: str
    sha256: str | None = None
    pages: int | None = None
    kind: SourceKind | None = None
    producer: str | None = None
    turned: Annotated[tuple[TurnedPage, ...], _LEFT_OUT] = ()
    """Pages that were turned to be read, or are shown turned; all others have a rotation of 0."""


class MarkEvidence(_Frozen):
    """The box of one option."""

    option: str
    state: MarkState
    page: int
    bbox: Place


class Finding(_Frozen):
    """One thing a person should know."""

    code: Code
    severity: Severity
    field: str | None
    message: str
    page: int | None
    bbox: Place | None


class Action(StrEnum):
    """What a person did with a value: found it right, or put another in its place."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"


class MachineValue(_Frozen):
    """What the program had read, kept beside what a person says."""

    value: JsonValue
    """The value as it stood in `report`; null where there was none."""
    method: Method | None
    """Null where nothing was read."""
    confidence: Share | None


class Review(_Frozen):
    """Who looked at the value, when, and what it was before."""

    action: Action
    by: str
    at: AwareDatetime
    note: str | None = None
    machine: MachineValue
    settled: tuple[Finding, ...] = ()
    """Doubts about the value that the person's word put an end to."""


class Evidence(_Frozen):
    """Where a value was read, how, and how surely."""

    raw: str | None
    """What was typed, as printed; null where nothing was."""
    page: int | None
    bbox: Place | None
    method: Method
    confidence: Share
    """Of values given with 0.95, about 95 in 100 are right."""
    marks: Annotated[tuple[MarkEvidence, ...], _LEFT_OUT] = ()
    """Of a question with boxes."""
    seen: Annotated[str | None, _LEFT_OUT] = None
    """For the signature: what stands in its area (ink, image, digital, text)."""
    review: Annotated[Review | None, _LEFT_OUT] = None
    """With method 'reviewed'."""


class AttachmentText(_Frozen):
    """The text of a page after the form."""

    page: int
    text: str


class Extraction(_Frozen):
    """All that was read from one file."""

    schema_: Annotated[Literal["erityisavustus.report/1"], Field(alias="schema")] = SCHEMA
    source: Source
    status: Status
    report: Report | None
    evidence: dict[str, Evidence] = {}
    attachments: tuple[AttachmentText, ...] = ()
    findings: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity is severity for f in self.findings)
