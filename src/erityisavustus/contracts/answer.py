"""What `locating` gives: for each field of the form, what stands in its place on the pages."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.finding import Notice
from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import MarkKind, MarkState, Method, Widget

__all__ = ["Answer", "Attachment", "Drawn", "Located", "OptionMark", "Placement"]


@dataclass(frozen=True, slots=True)
class OptionMark:
    """The selection mark that belongs to one option of a question."""

    option: str
    """Option value of the form, e.g. 'yes', 'no', 'talent_hub'."""
    state: MarkState
    page: int
    bbox: BBox
    kind: MarkKind
    confidence: float = 1.0
    conflict: bool = False
    """/V, /AS and appearance disagree; when `state` is not unclear, the page decided."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form field whose stored value is not what the page draws in it."""

    page: int
    widget: Widget


@dataclass(frozen=True, slots=True)
class Answer:
    """What was filled in at one field.

    `text` is laid out as DESIGN asks (a space between the lines of a paragraph, a newline between
    paragraphs); `lines` are the printed lines as they are, hyphens included, for values whose
    grammar decides how lines join (an e-mail address, a diary number).
    """

    field: str
    found: bool
    """The field's printed label was found."""
    text: str = ""
    lines: tuple[str, ...] = ()
    page: int | None = None
    bbox: BBox | None = None
    """Around the answer on its first page; of the place where it should stand when blank."""
    method: Method = Method.TEXT
    confidence: float = 1.0
    marks: tuple[OptionMark, ...] = ()
    """For choice and yes/no fields: one mark an option that has one, in form order."""
    signed: bool | None = None
    """For the signature field: something that is a signature stands in its area; None when it is not certain."""
    signed_by: str = ""
    """What was seen there: 'ink', 'image', 'digital', 'text', …"""
    drawn: tuple[Drawn, ...] = ()
    """Those of its form fields, in order."""
    disputed: tuple[int, ...] = ()
    """Pages of another report in the same file on which this field has another answer."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A page after the form."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the words of one page went; the sum of all equals the page's words (conservation)."""

    page: int
    form: int
    answer: int
    furniture: int
    attachment: int
    unplaced: int
    total: int


@dataclass(frozen=True, slots=True)
class Located:
    """All answers of one document, in form order, and the notices of their search."""

    answers: tuple[Answer, ...]
    attachments: tuple[Attachment, ...] = ()
    notices: tuple[Notice, ...] = ()
    placements: tuple[Placement, ...] = ()
    match: float = 0.0
    """Share of the form's printed texts that were found, 0 to 1: whether this is the form at all."""
