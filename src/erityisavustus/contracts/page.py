"""What `reading` gives: pages of words, selection marks, widgets and strokes.

Whatever the way of arrival (digital text, form fields, OCR), the layers above see these values
and nothing else. All coordinates are PDF points with the origin at the top left corner of the page
*as displayed* (after /Rotate, within the crop box); pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from erityisavustus.contracts.geometry import BBox, union

__all__ = [
    "Annotation",
    "Box",
    "Document",
    "Image",
    "Mark",
    "MarkKind",
    "MarkState",
    "Method",
    "Page",
    "PageSource",
    "Ruling",
    "TextLine",
    "Widget",
    "WidgetType",
    "Word",
]

class MarkState(StrEnum):
    """State of a selection mark; unclear is an answer of its own, never a 'no'."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    UNCLEAR = "unclear"


class MarkKind(StrEnum):
    """How a selection mark is drawn on the page."""

    GLYPH = "glyph"
    VECTOR = "vector"
    IMAGE = "image"
    ANNOTATION = "annotation"
    OCR = "ocr"
    WIDGET = "widget"


class Method(StrEnum):
    """How a value was read."""

    TEXT = "text"
    WIDGET = "widget"
    MARK = "mark"
    OCR = "ocr"
    ANNOTATION = "annotation"
    REVIEWED = "reviewed"
    """A person looked at the page and accepted or corrected what was read; reading never gives this."""


class WidgetType(StrEnum):
    """Kind of form field behind a widget annotation (ISO 32000-2, 12.7.5)."""

    TEXT = "text"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    CHOICE = "choice"
    BUTTON = "button"
    SIGNATURE = "signature"


class PageSource(StrEnum):
    """Where the words of a page come from."""

    TEXT = "text"
    OCR = "ocr"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, on one line."""

    text: str
    """Normalised text: ligatures taken apart, NFC, no white space. Soft hyphens (U+00AD) kept."""
    bbox: BBox
    font: str = ""
    """Font name without the subset prefix."""
    size: float = 0.0
    """Font size in points as displayed."""
    bold: bool = False
    method: Method = Method.TEXT
    confidence: float = 1.0
    baseline: float = 0.0
    """y of the baseline (from the top), for upright text."""
    widget: int | None = None
    """Index into `Page.widgets` when the word is the value of a form field."""
    upright: bool = True
    """False for text that does not run left to right as displayed."""
    cut: bool = False
    """Its last letter lies beyond the page's right edge, or the edge of what it is seen through runs through it."""
    covered: bool = False
    """Something hides a part of it, or of its line, or it is too faint: what a person reads cannot be determined."""
    corrected: bool = False
    """It stands on something that hides another text."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline, from the left; at least one. Sizes, fonts and the gaps between them are theirs."""

    words: tuple[Word, ...]

    @property
    def bbox(self) -> BBox:
        return union([w.bbox for w in self.words])


@dataclass(frozen=True, slots=True)
class Mark:
    """One check box or radio button as a person sees it."""

    bbox: BBox
    state: MarkState
    kind: MarkKind
    text: str = ""
    """The characters that draw the mark ('☒', '[x]'), so that a mark in running text can be given back as a word."""
    confidence: float = 1.0
    widget: int | None = None
    """Index into `Page.widgets`."""
    conflict: bool = False
    """/V, /AS and the drawn appearance tell different things. With a state: the page decides. Unclear: nothing does."""
    round: bool = False
    """True for a circle (radio button)."""
    size: float = 0.0
    """Font size of a glyph mark, in points."""


@dataclass(frozen=True, slots=True)
class Widget:
    """A form field's annotation, if a person sees it on the page."""

    name: str
    """Fully qualified field name."""
    type: WidgetType
    value: str | None
    """Text of the value, of a choice field the export value; for buttons the on-state's name when on."""
    checked: bool | None
    """For check boxes and radio buttons: True, False, or None when it cannot be told."""
    bbox: BBox
    tooltip: str = ""
    multiline: bool = False
    read_only: bool = False
    signed: bool = False
    """A signature field that holds a signature."""
    conflict: bool = False
    """The stored value and what the page draws differ."""
    displayed: str | None = None
    """What a choice field shows, where that is not its export value."""
    drawn: str | None = None
    """What the page draws in a text or choice field, where that is not its stored value; a part of it, unless
    `conflict`, because its box holds no more."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Anything laid over the page that is not a widget (ISO 32000-2, 12.5)."""

    subtype: str
    bbox: BBox
    text: str = ""
    """/Contents."""
    answer: bool = True
    """False for a reviewer's comments (Text, Highlight, Popup, …): reported, never an answer."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn straight stroke, horizontal or vertical (thin filled rectangles count)."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.0

    @property
    def bbox(self) -> BBox:
        return BBox(self.x0, self.top, self.x1, self.bottom)

    @property
    def horizontal(self) -> bool:
        return (self.x1 - self.x0) >= (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn rectangle larger than a selection mark."""

    bbox: BBox
    stroked: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class Image:
    """A raster image placed on the page."""

    bbox: BBox
    ink: float | None = None
    """Share of dark pixels, 0 to 1: 0 where it is of one colour; None when not measured."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed."""

    number: int
    width: float
    height: float
    rotation: int
    words: tuple[Word, ...]
    """In content order; the characters of marks are not among them."""
    lines: tuple[TextLine, ...] = ()
    """Of the words that stand on the page itself, each in one; from the top, turned words last. Values of fields are
    in none."""
    marks: tuple[Mark, ...] = ()
    """Every check box or radio button, widgets included, each once; by top, then x0."""
    widgets: tuple[Widget, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    boxes: tuple[Box, ...] = ()
    images: tuple[Image, ...] = ()
    strokes: tuple[BBox, ...] = ()
    """Curves and slanted lines that belong to no mark (ink of a signature, logos)."""
    rings: tuple[BBox, ...] = ()
    """Those of the strokes of a scan that are closed lines drawn by hand around words."""
    source: PageSource = PageSource.TEXT
    garbled: float = 0.0
    """Share of characters without usable Unicode, 0 to 1."""
    skew: float = 0.0
    """Degrees, counter-clockwise, by which a scan was turned about its middle to be straight."""
    unread: bool = False
    """A picture that OCR was to read, and failed or took too long."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read. Pages are read one by one; iterate once."""

    path: str
    sha256: str
    producer: str
    page_count: int
    has_form: bool
    """The file has an AcroForm with fields."""
    pages: Iterator[Page]
