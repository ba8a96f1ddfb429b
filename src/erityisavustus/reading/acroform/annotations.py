"""What lies over a page's contents: form fields, and what was typed, drawn or stamped on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import Annotation, Image, Mark, MarkKind, MarkState, Method, Widget, WidgetType, Word
from erityisavustus.reading.acroform.appearances import PREFIX, appearance_of, recorded_appearances, rectangle
from erityisavustus.reading.acroform.buttons import button_state
from erityisavustus.reading.acroform.certificates import is_signature, signer
from erityisavustus.reading.acroform.fields import (
    MULTILINE,
    READ_ONLY,
    Field,
    annotations_of,
    field_of,
    seen_by_a_person,
)
from erityisavustus.reading.acroform.strings import name_text, plain_text, string
from erityisavustus.reading.acroform.text_values import shown_text, stored_text
from erityisavustus.reading.engine import Engine
from erityisavustus.reading.marks.bitmap import pictured
from erityisavustus.reading.marks.path_classes import MARK_MAX, drawing_of
from erityisavustus.reading.marks.vocabulary import is_tick
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.text.runs import SPACES, text_runs
from erityisavustus.reading.text.words import words_of
from erityisavustus.reading.visibility.annotations import has_ground
from erityisavustus.reading.visibility.layers import on_hidden_layer
from erityisavustus.reading.visibility.pixels import PageDrawer
from erityisavustus.reading.visibility.unseen import Patch, without_unseen

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Overlay", "overlay_of", "ticked", "without_doubles"]

COMMENTS = {"Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Popup", "Caret", "FileAttachment", "Redact",
            "Sound", "Movie", "Screen", "RichMedia"}
"""A reviewer's remarks (table 171): reported, never an answer."""
DRAWN = {"FreeText", "Stamp", "Ink", "Line", "Square", "Circle", "Polygon", "PolyLine"}
"""Fill-and-sign: what a person put on the form."""
LINE = 12.0
"""Points: height of a line of a field's value, where the field does not say."""
REACH = 1.8
"""Times the largest box's side that a tick drawn over it may measure."""
FONT = re.compile(r"/(\S+)\s+\S+\s+Tf\b")
"""What a default appearance (/DA, 12.7.4.3) sets its text in."""


@dataclass(slots=True)
class Overlay:
    """Everything over one page, in displayed coordinates."""

    widgets: list[Widget] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    strokes: list[BBox] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    ink: list[BBox] = field(default_factory=list)
    """Small drawings and typed crosses that may tick a box."""


@dataclass(slots=True)
class _Laid:
    """One annotation that a person sees, and what its appearance draws."""

    raw: pikepdf.Dictionary
    subtype: str
    box: BBox
    form_field: Field | None
    words: list[Word] = field(default_factory=list)
    strokes: list[BBox] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    ground: bool = False
    """Viewers fill it with a colour, though it has no appearance."""
    unseen: bool = False
    """Later annotations hide all its text."""

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


def overlay_of(
    page: pikepdf.Page, frame: PageGeometry, off: frozenset[int] = frozenset(), patches: Sequence[Patch] = (), *,
    engine: Engine, need_appearances: bool,
) -> Overlay | None:
    """The overlay of a pikepdf page, None when nothing lies over it.

    `off`: layers that are not shown; `patches`: what hides text of the page; `engine` runs the appearances.
    """
    laid = [
        x for a in annotations_of(page) if not on_hidden_layer(a, off) and (x := _laid(a, frame)) is not None
    ]
    if not laid:
        return None
    _draw(page, laid, frame, engine)
    overlay = Overlay()
    for number, item in enumerate(laid):
        words = len(overlay.words)
        if item.form_field is not None:
            _widget(overlay, item, item.form_field, need_appearances=need_appearances)
        elif item.subtype in COMMENTS:
            overlay.annotations.append(
                Annotation(item.subtype, item.box, string(item.raw.get("/Contents")), answer=False)
            )
        else:
            _filled_in(overlay, item, patch=any(p.bbox == item.box for p in patches))
        grounds = [x.box for x in laid[number + 1 :] if x.ground]
        if grounds:
            overlay.words[words:] = [
                replace(w, covered=True) if _within(w, grounds) else w for w in overlay.words[words:]
            ]
        if patches:
            later = {x.box for x in laid[number + 1 :]}
            below = [p for p in patches if p.hidden and p.bbox not in later]
            overlay.words[words:] = [_corrected(w, below) for w in overlay.words[words:]]
    return overlay


def _corrected(word: Word, patches: Sequence[Patch]) -> Word:
    """The word, with the note that it stands on something that hides another text."""
    return replace(word, corrected=True) if _within(word, [p.bbox for p in patches]) else word


def _within(word: Word, boxes: Sequence[BBox]) -> bool:
    return any(box.contains_middle_of(word.bbox) for box in boxes)


def _laid(annotation: pikepdf.Dictionary, frame: PageGeometry) -> _Laid | None:
    rect = rectangle(annotation.get("/Rect"))
    subtype = name_text(annotation.get("/Subtype"))
    if rect is None or rect.x1 <= rect.x0 or rect.y1 <= rect.y0 or not seen_by_a_person(annotation):
        return None
    box = frame.of_user_space(rect)
    if box.x0 >= frame.width or box.x1 <= 0 or box.top >= frame.height or box.bottom <= 0:
        return None
    if subtype == "Widget":
        found = field_of(annotation)
        return None if found is None else _Laid(annotation, subtype, box, found)
    if subtype not in COMMENTS and subtype not in DRAWN:
        return None
    return _Laid(annotation, subtype, box, None, ground=has_ground(annotation))


def _draw(page: pikepdf.Page, laid: list[_Laid], frame: PageGeometry, engine: Engine) -> None:
    """Record the appearances of text fields and of fill-and-sign annotations, without what later ones hide."""
    drawn = [(number, item.raw) for number, item in enumerate(laid) if appearance_of(item.raw) is not None]
    if not any(_holds_answer(laid[number]) for number, _ in drawn):
        return
    contents, sheet = recorded_appearances(page, drawn, frame.rotation, engine)
    fields = [(before, last) for name, before, last in contents.forms
              if laid[int(name.removeprefix(PREFIX))].form_field is not None]
    # A field's value goes on behind the edge of its box, which is no edge of what was typed.
    contents = replace(contents, chars=tuple(
        c._replace(clip=None) if c.clip is not None and any(a < c.order <= b for a, b in fields) else c
        for c in contents.chars
    ))
    texts = {c.order for c in contents.chars if c.text not in SPACES}
    with PageDrawer(sheet, "") as drawer:
        whole = PageGeometry.of(frame.media, frame.media, frame.rotation)
        contents, _ = without_unseen(contents, whole, (), partial(drawer.sights, 0, frame.rotation))
    for name, before, last in contents.forms:
        item = laid[int(name.removeprefix(PREFIX))]
        if not _holds_answer(item):
            continue
        chars = [c for c in contents.chars if before < c.order <= last]
        drew = any(before < order <= last for order in texts)
        item.unseen = drew and not any(c.text not in SPACES for c in chars)
        pieces, _ = text_runs(chars)
        item.words = [replace(w, method=Method.ANNOTATION) for w in words_of(pieces, frame, ocr=False)]
        if item.form_field is None:
            drawing = drawing_of([p for p in contents.paths if before < p.order <= last], frame)
            rulings = [r.bbox for r in drawing.rulings]
            item.strokes = drawing.strokes + [f.bbox for f in drawing.figures] + rulings
            images, small = pictured([p for p in contents.pictures if before < p.order <= last], frame)
            item.images = images + [Image(m.bbox) for m in small]


def _holds_answer(item: _Laid) -> bool:
    """What its appearance draws may be an answer."""
    text_fields = (WidgetType.TEXT, WidgetType.CHOICE)
    return item.subtype in DRAWN or (item.form_field is not None and item.form_field.type in text_fields)


def _widget(overlay: Overlay, item: _Laid, found: Field, *, need_appearances: bool) -> None:
    index = len(overlay.widgets)
    read_only = bool(found.flags & READ_ONLY)
    if found.type in (WidgetType.CHECKBOX, WidgetType.RADIO):
        button = button_state(item.raw, found, need_appearances=need_appearances)
        checked = {MarkState.CHECKED: True, MarkState.UNCHECKED: False}.get(button.state)
        overlay.widgets.append(
            Widget(found.name, found.type, button.on_state if checked else None, checked, item.box, found.tooltip,
                   read_only=read_only, conflict=button.conflict)
        )
        overlay.marks.append(
            Mark(item.box, button.state, MarkKind.WIDGET, widget=index, conflict=button.conflict,
                 round=found.type is WidgetType.RADIO)
        )
        return
    if found.type in (WidgetType.SIGNATURE, WidgetType.BUTTON):
        signed = found.type is WidgetType.SIGNATURE and is_signature(found.value)
        overlay.widgets.append(
            Widget(found.name, found.type, signer(found.value) if signed else None, None, item.box, found.tooltip,
                   read_only=read_only, signed=signed)
        )
        return
    shown = shown_text(
        found, item.words, item.box, drawn=appearance_of(item.raw) is not None, need_appearances=need_appearances
    )
    stored = stored_text(found)
    overlay.widgets.append(
        Widget(found.name, found.type, stored, None, item.box, found.tooltip, bool(found.flags & MULTILINE), read_only,
               conflict=shown.conflict, displayed=shown.text if shown.text != stored else None, drawn=shown.drawn)
    )
    if item.unseen:
        return
    covered, corrected = any(w.covered for w in item.words), any(w.corrected for w in item.words)
    overlay.words += [
        replace(w, covered=covered, corrected=corrected)
        for w in _spread(shown.text or "", item.box, Method.WIDGET, index)
    ]


def _spread(text: str, box: BBox, method: Method, widget: int | None) -> list[Word]:
    """The words of `text` over the lines of its box, in reading order."""
    lines = [line.split() for line in text.split("\n") if line.split()]
    if not lines:
        return []
    x0, top, x1, bottom = box
    height = (bottom - top) / len(lines)
    words: list[Word] = []
    for number, line in enumerate(lines):
        step = (x1 - x0) / sum(len(w) + 1 for w in line)
        at, y = x0, top + number * height
        for word in line:
            end = at + step * len(word)
            words.append(
                Word(word, BBox(round(at, 2), round(y, 2), round(end, 2), round(y + height, 2)), size=min(LINE, height),
                     method=method, baseline=round(y + 0.8 * height, 2), widget=widget)
            )
            at = end + step
    return words


def _filled_in(overlay: Overlay, item: _Laid, *, patch: bool) -> None:
    """Text, ticks and drawings that a person put over the form. A patch hides printed text: it is no drawing."""
    contents = string(item.raw.get("/Contents")) or plain_text(string(item.raw.get("/RC")))
    overlay.annotations.append(Annotation(item.subtype, item.box, contents))
    overlay.images += item.images
    if item.unseen:
        return
    text = item.text or (contents if item.subtype == "FreeText" else "")
    if is_tick(text, item.words[0].font if item.words else _named_font(item.raw)):
        overlay.ink.append(_around(item.words, item.box))
        return
    if item.subtype == "FreeText" or (patch and item.words):
        overlay.words += item.words or _spread(contents, item.box, Method.ANNOTATION, None)
        return
    if patch and not item.images:
        return
    if not (item.strokes or item.images or item.words) and appearance_of(item.raw) is not None:
        return  # it draws nothing
    strokes = item.strokes if item.strokes or item.images else [item.box]
    small = max(item.box.width, item.box.height) <= REACH * MARK_MAX
    if small and not item.words:
        overlay.ink.append(item.box if not item.strokes else union(strokes))
    overlay.strokes += strokes
    if item.subtype == "Stamp" and item.words and not item.images:
        overlay.strokes.append(item.box)


def _named_font(annotation: pikepdf.Dictionary) -> str:
    """The name of the font in which viewers draw an annotation's text; '' where it has none."""
    found = FONT.search(string(annotation.get("/DA")))
    return found[1] if found else ""


def _around(words: list[Word], box: BBox) -> BBox:
    return union([w.bbox for w in words]) if words else box


def ticked(marks: list[Mark], ink: list[BBox]) -> list[Mark]:
    """The marks of a page with the ink laid over it: a drawing over an empty box checks it."""
    result = list(marks)
    for drawing in ink:
        x, y = drawing.x_middle, drawing.y_middle
        near = [
            (abs(x - m.bbox.x_middle) + abs(y - m.bbox.y_middle), i)
            for i, m in enumerate(result) if _touches(m.bbox, drawing)
        ]
        if near:
            at = min(near)[1]
            if result[at].state is not MarkState.CHECKED:
                result[at] = replace(result[at], state=MarkState.CHECKED, kind=MarkKind.ANNOTATION)
        else:
            result.append(Mark(drawing, MarkState.CHECKED, MarkKind.ANNOTATION, size=drawing.height))
    return result


def _touches(box: BBox, drawing: BBox) -> bool:
    """The middle of one lies in the other, or they share much of the smaller one."""
    width = min(box.x1, drawing.x1) - max(box.x0, drawing.x0)
    height = min(box.bottom, drawing.bottom) - max(box.top, drawing.top)
    if width <= 0 or height <= 0:
        return False
    smaller = min(box.width * box.height, drawing.width * drawing.height)
    return width * height > 0.25 * smaller


def without_doubles(marks: list[Mark], widgets: list[Mark]) -> list[Mark]:
    """The page's own marks, without the boxes that are drawn under or around a widget."""

    def doubled(mark: Mark) -> bool:
        x, y = mark.bbox.x_middle, mark.bbox.y_middle
        return any(
            (w.bbox.x0 - 2 <= x <= w.bbox.x1 + 2 and w.bbox.top - 2 <= y <= w.bbox.bottom + 2)
            or (mark.bbox.x0 <= w.bbox.x_middle <= mark.bbox.x1
                and mark.bbox.top <= w.bbox.y_middle <= mark.bbox.bottom)
            for w in widgets
        )

    return [m for m in marks if not doubled(m)]
