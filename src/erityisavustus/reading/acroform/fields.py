"""The AcroForm behind a page: what each widget is called and holds.

Facts of ISO 32000-2, 12.5.6.19 and 12.7, read with pikepdf by a walk of our own: public files have
widgets without /Type, loops in /Parent, names that are bytes, and /V and /AS that disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.page import WidgetType
from erityisavustus.reading.acroform.strings import name_text, plain_text, string
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.objects import PdfValue

if TYPE_CHECKING:
    import pikepdf

__all__ = ["COMBO", "MULTILINE", "PASSWORD", "READ_ONLY", "Field", "annotations_of", "field_of", "seen_by_a_person"]

MAX_PARENTS = 64
"""Levels of /Parent; more than any form nests; a loop, as in a public file, ends by itself. A guess."""
MAX_ANNOTATIONS = 20_000
"""Annotations on one page, and options of one field; a form has some hundred. A guess."""
HIDDEN, NO_VIEW = 1 << 1, 1 << 5
"""Annotation flags (table 167)."""
RADIO, PUSH, MULTILINE, PASSWORD, COMBO = 1 << 15, 1 << 16, 1 << 12, 1 << 13, 1 << 17
"""Field flags (tables 229, 231 and 233); READ_ONLY is of all fields (table 227)."""
READ_ONLY = 1


@dataclass(frozen=True, slots=True)
class Field:
    """A widget with what it inherits from its field."""

    name: str
    type: WidgetType
    value: PdfValue
    flags: int
    options: tuple[str, ...]
    """Displayed text of each /Opt entry."""
    exports: tuple[str, ...]
    """Export value of each /Opt entry."""
    tooltip: str
    kid: int
    """Index among the kids of its field."""
    kids: int
    rich: str = ""
    """Plain text of a rich text value (/RV, 12.7.4.4)."""


def annotations_of(page: pikepdf.Page) -> Iterator[pikepdf.Dictionary]:
    """The annotation dictionaries of a pikepdf page; other entries are skipped. Raises FileError for too many."""
    import pikepdf

    found = page.obj.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return
    if len(found) > MAX_ANNOTATIONS:
        raise FileError(Code.FILE_TOO_LARGE, "annotations")
    for index in range(len(found)):
        try:
            annotation = found[index]
        except pikepdf.PdfError:  # a broken reference
            continue
        if isinstance(annotation, pikepdf.Dictionary):
            yield annotation


def seen_by_a_person(annotation: pikepdf.Dictionary) -> bool:
    """Shown on the screen: neither /Hidden nor /NoView."""
    return not _integer(annotation.get("/F")) & (HIDDEN | NO_VIEW)


def field_of(annotation: pikepdf.Dictionary) -> Field | None:
    """The field behind a widget, or None when its type is unknown."""
    chain = _chain(annotation)
    kind = name_text(_inherited(chain, "/FT"))
    flags = _integer(_inherited(chain, "/Ff"))
    type_ = {
        "Tx": WidgetType.TEXT,
        "Ch": WidgetType.CHOICE,
        "Sig": WidgetType.SIGNATURE,
        "Btn": WidgetType.BUTTON if flags & PUSH else WidgetType.RADIO if flags & RADIO else WidgetType.CHECKBOX,
    }.get(kind)
    if type_ is None:
        return None
    names: list[str] = []
    for node in reversed(chain):
        name = string(node.get("/T"))
        if name and (not names or names[-1] != name):
            names.append(name)
    displayed, exports = _options(_inherited(chain, "/Opt"))
    kid, kids = _place(chain)
    return Field(".".join(names), type_, _inherited(chain, "/V"), flags, displayed, exports,
                 string(_inherited(chain, "/TU")), kid, kids, plain_text(string(_inherited(chain, "/RV"))))


def _chain(annotation: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    """The widget and its ancestors, nearest first; the widget alone where /Parent leads back to a node that was passed,
    since no value can be inherited there."""
    import pikepdf

    chain = [annotation]
    seen = {annotation.objgen} if annotation.is_indirect else set()
    while True:
        try:
            parent = chain[-1].get("/Parent")
        except pikepdf.PdfError:
            return chain
        if not isinstance(parent, pikepdf.Dictionary):
            return chain
        if parent.is_indirect and parent.objgen in seen:
            return chain[:1]
        if len(chain) == MAX_PARENTS:
            raise FileError(Code.FILE_TOO_LARGE, "nesting")
        seen.add(parent.objgen)
        chain.append(parent)


def _inherited(chain: list[pikepdf.Dictionary], key: str) -> PdfValue:
    for node in chain:
        value = node.get(key)
        if value is not None:
            return value
    return None


def _place(chain: list[pikepdf.Dictionary]) -> tuple[int, int]:
    import pikepdf

    if len(chain) < 2:
        return 0, 1
    kids = chain[1].get("/Kids")
    if not isinstance(kids, pikepdf.Array):
        return 0, 1
    own = chain[0].objgen
    for index in range(len(kids)):
        try:
            kid = kids[index]
        except pikepdf.PdfError:
            continue
        if isinstance(kid, pikepdf.Object) and kid.objgen == own:
            return index, len(kids)
    return 0, len(kids)


def _options(value: PdfValue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """/Opt: texts, or pairs of export value and displayed text (table 234)."""
    import pikepdf

    if not isinstance(value, pikepdf.Array):
        return (), ()
    displayed: list[str] = []
    exports: list[str] = []
    if len(value) > MAX_ANNOTATIONS:
        raise FileError(Code.FILE_TOO_LARGE, "annotations")
    for entry in value:
        if isinstance(entry, pikepdf.Array) and len(entry) >= 2:
            exports.append(string(entry[0]))
            displayed.append(string(entry[1]))
        else:
            exports.append(string(entry))
            displayed.append(string(entry))
    return tuple(displayed), tuple(exports)


def _integer(value: PdfValue) -> int:
    try:
        return int(value) if value is not None else 0
    except (TypeError, ValueError):
        return 0
