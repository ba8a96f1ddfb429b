"""The annotations of a page that a person sees, in drawing order, with what their appearances draw (12.5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from erityisavustus.contracts.geometry import BBox, Rect
from erityisavustus.contracts.page import Image, Method, WidgetType, Word
from erityisavustus.reading.acroform.appearances import PREFIX, appearance_of, recorded_appearances, rectangle
from erityisavustus.reading.acroform.fields import Field, annotations_of, field_of, seen_by_a_person
from erityisavustus.reading.acroform.strings import name_text
from erityisavustus.reading.engine import Engine
from erityisavustus.reading.marks.bitmap import pictured
from erityisavustus.reading.marks.path_classes import drawing_of
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import Char, Contents, DrawnForm
from erityisavustus.reading.text.runs import SPACES, text_runs
from erityisavustus.reading.text.words import words_of
from erityisavustus.reading.visibility.annotations import has_field_ground, has_ground
from erityisavustus.reading.visibility.drawings import opaque_parts
from erityisavustus.reading.visibility.layers import on_hidden_layer
from erityisavustus.reading.visibility.pixels import PageDrawer
from erityisavustus.reading.visibility.unseen import without_unseen

if TYPE_CHECKING:
    import pikepdf

__all__ = ["COMMENTS", "LaidAnnotation", "laid_annotations"]

COMMENTS = {"Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Popup", "Caret", "FileAttachment", "Redact",
            "Sound", "Movie", "Screen", "RichMedia"}
"""A reviewer's remarks (ISO 32000-2, table 171): reported, never an answer."""
FILL_AND_SIGN = {"FreeText", "Stamp", "Ink", "Line", "Square", "Circle", "Polygon", "PolyLine"}
"""What a person puts on a form that has no fields."""


@dataclass(frozen=True, slots=True)
class LaidAnnotation:
    """One annotation that a person sees, as displayed, and what its appearance draws."""

    raw: pikepdf.Dictionary
    subtype: str
    box: BBox
    form_field: Field | None
    """Of a widget."""
    ground: bool = False
    """Viewers fill it with a colour that no appearance draws."""
    hides: tuple[BBox, ...] = ()
    """Where it hides what lies under it, in every viewer that shows that without an appearance of its own."""
    words: tuple[Word, ...] = ()
    strokes: tuple[BBox, ...] = ()
    images: tuple[Image, ...] = ()
    unseen: bool = False
    """Later annotations hide all its text."""

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def has_appearance(self) -> bool:
        return appearance_of(self.raw) is not None

    @property
    def holds_answer(self) -> bool:
        """What its appearance draws may be an answer."""
        if self.form_field is None:
            return self.subtype in FILL_AND_SIGN
        return self.form_field.type in (WidgetType.TEXT, WidgetType.CHOICE)


def laid_annotations(
    page: pikepdf.Page, frame: PageGeometry, off: frozenset[int], engine: Engine, *, redrawn: bool
) -> list[LaidAnnotation]:
    """The annotations of a pikepdf page, without those of an unknown kind and those that a person does not see.

    `off`: layers that are not shown; `engine` runs the appearances; `redrawn`: viewers draw the fields anew.
    """
    laid = [
        found for annotation in annotations_of(page)
        if not on_hidden_layer(annotation, off) and (found := _laid(annotation, frame, redrawn=redrawn)) is not None
    ]
    return _with_appearances(page, laid, frame, engine)


def _laid(annotation: pikepdf.Dictionary, frame: PageGeometry, *, redrawn: bool) -> LaidAnnotation | None:
    rect = rectangle(annotation.get("/Rect"))
    subtype = name_text(annotation.get("/Subtype"))
    if rect is None or rect.x1 <= rect.x0 or rect.y1 <= rect.y0 or not seen_by_a_person(annotation):
        return None
    box = frame.of_user_space(rect)
    if box.x0 >= frame.width or box.x1 <= 0 or box.top >= frame.height or box.bottom <= 0:
        return None
    if subtype == "Widget":
        found = field_of(annotation)
        ground = redrawn and has_field_ground(annotation)
        return None if found is None else LaidAnnotation(
            annotation, subtype, box, found, ground=ground, hides=(box,) if ground else ())
    if subtype not in COMMENTS and subtype not in FILL_AND_SIGN:
        return None
    return LaidAnnotation(annotation, subtype, box, None, ground=has_ground(annotation))


def _with_appearances(
    page: pikepdf.Page, laid: list[LaidAnnotation], frame: PageGeometry, engine: Engine
) -> list[LaidAnnotation]:
    """What text fields and fill-and-sign annotations draw, without what later ones hide."""
    drawn = [(number, item.raw) for number, item in enumerate(laid) if item.has_appearance]
    if not any(laid[number].holds_answer for number, _ in drawn):
        return laid
    contents, sheet = recorded_appearances(page, drawn, frame.rotation, engine)
    forms = [(int(form.name.removeprefix(PREFIX)), form) for form in contents.forms]
    contents = _unclipped(contents, [form for number, form in forms if laid[number].form_field is not None])
    whole = contents
    with PageDrawer(sheet, "") as drawer:
        media = PageGeometry.of(frame.media, frame.media, frame.rotation)
        contents, _ = without_unseen(contents, media, (), partial(drawer.sights, 0, frame.rotation))
    result = list(laid)
    for number, form in forms:
        if laid[number].holds_answer:
            result[number] = _drawn(laid[number], form, contents, whole, frame)
    return result


def _unclipped(contents: Contents, fields: Sequence[DrawnForm]) -> Contents:
    """Text that a field's box cuts off counts as typed: the box is not where the value ends."""
    return replace(contents, chars=tuple(
        c._replace(clip=None) if c.clip is not None and any(form.drew(c.order) for form in fields) else c
        for c in contents.chars
    ))


def _drawn(
    item: LaidAnnotation, form: DrawnForm, contents: Contents, whole: Contents, frame: PageGeometry
) -> LaidAnnotation:
    """The annotation with the words of its appearance and, where it is no field, its strokes and pictures.

    `contents`: what is seen of the page's appearances; `whole`: what is hidden of them too.
    """
    chars = [c for c in contents.chars if form.drew(c.order)]
    drawn = [c for c in whole.chars if form.drew(c.order)]
    # What its box cuts off is left of a text that is hidden, and is seen no more than that.
    places = (None, frame.recorded(item.box))
    unseen = any(_shows(drawn, place) and not _shows(chars, place) for place in places)
    runs, _ = text_runs([] if unseen else chars)
    words = tuple(replace(w, method=Method.ANNOTATION) for w in words_of(runs, frame, ocr=False))
    hides = [frame.bbox(*part) for path in whole.paths if form.drew(path.order) for part in opaque_parts(path)]
    item = replace(item, words=words, unseen=unseen, hides=(*item.hides, *hides))
    if item.form_field is not None:
        return item
    drawing = drawing_of([p for p in contents.paths if form.drew(p.order)], frame)
    images, boxes = pictured([p for p in contents.pictures if form.drew(p.order)], frame)
    return replace(
        item,
        strokes=(*drawing.strokes, *(f.bbox for f in drawing.figures), *(r.bbox for r in drawing.rulings)),
        images=(*images, *(Image(m.bbox) for m in boxes)),
    )


def _shows(chars: Sequence[Char], place: Rect | None) -> bool:
    """There is text among the characters, or among those in the place."""
    return any(c.text not in SPACES and (place is None or place.contains_point(*c.middle)) for c in chars)
