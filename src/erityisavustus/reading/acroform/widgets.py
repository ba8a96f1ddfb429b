"""A form field's widget as the page holds it: the widget, the mark it draws, and the words of its value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Mark, MarkKind, MarkState, Method, Widget, WidgetType, Word
from erityisavustus.reading.acroform.buttons import button_state
from erityisavustus.reading.acroform.certificates import is_signature, signer
from erityisavustus.reading.acroform.fields import MULTILINE, READ_ONLY, Field
from erityisavustus.reading.acroform.laid_annotations import LaidAnnotation
from erityisavustus.reading.acroform.text_values import shown_text, stored_text

__all__ = ["FieldWidget", "field_widget", "spread"]

LINE_HEIGHT = 12.0
"""Points that a line of a field's value takes at most, where the field does not say; the usual size of type."""
BASELINE = 0.8
"""Share of a line's height above its baseline; that of most fonts."""


@dataclass(frozen=True, slots=True)
class FieldWidget:
    """A widget, and what stands on the page for it."""

    widget: Widget
    mark: Mark | None = None
    """Of a check box or radio button."""
    words: tuple[Word, ...] = ()
    """Of a text or choice field, as a person reads them."""


def field_widget(item: LaidAnnotation, found: Field, index: int, *, need_appearances: bool) -> FieldWidget:
    """The widget of a field. `index`: its place in `Page.widgets`; `need_appearances`: viewers draw fields anew."""
    if found.type in (WidgetType.CHECKBOX, WidgetType.RADIO):
        return _button(item, found, index, need_appearances=need_appearances)
    if found.type in (WidgetType.SIGNATURE, WidgetType.BUTTON):
        return _signature(item, found)
    return _text_field(item, found, index, need_appearances=need_appearances)


def _button(item: LaidAnnotation, found: Field, index: int, *, need_appearances: bool) -> FieldWidget:
    button = button_state(item.raw, found, need_appearances=need_appearances)
    checked = {MarkState.CHECKED: True, MarkState.UNCHECKED: False}.get(button.state)
    return FieldWidget(
        Widget(found.name, found.type, button.on_state if checked else None, checked, item.box, found.tooltip,
               read_only=_read_only(found), conflict=button.conflict),
        Mark(item.box, button.state, MarkKind.WIDGET, widget=index, conflict=button.conflict,
             round=found.type is WidgetType.RADIO),
    )


def _signature(item: LaidAnnotation, found: Field) -> FieldWidget:
    """A signature field, or a push button, which holds nothing."""
    signed = found.type is WidgetType.SIGNATURE and is_signature(found.value)
    return FieldWidget(
        Widget(found.name, found.type, signer(found.value) if signed else None, None, item.box, found.tooltip,
               read_only=_read_only(found), signed=signed)
    )


def _text_field(item: LaidAnnotation, found: Field, index: int, *, need_appearances: bool) -> FieldWidget:
    drawn = item.has_appearance and not item.unseen  # what is hidden contradicts nothing
    shown = shown_text(found, item.words, item.box, drawn=drawn, need_appearances=need_appearances)
    stored = stored_text(found)
    covered, corrected = any(w.covered for w in item.words), any(w.corrected for w in item.words)
    words = [] if item.unseen else spread(shown.text or "", item.box, Method.WIDGET, index)
    return FieldWidget(
        Widget(found.name, found.type, stored, None, item.box, found.tooltip, bool(found.flags & MULTILINE),
               _read_only(found), conflict=shown.conflict, displayed=shown.text if shown.text != stored else None,
               drawn=shown.drawn),
        words=tuple(replace(w, covered=covered, corrected=corrected) for w in words),
    )


def _read_only(found: Field) -> bool:
    return bool(found.flags & READ_ONLY)


def spread(text: str, box: BBox, method: Method, widget: int | None) -> list[Word]:
    """The words of `text` over the lines of its box, in reading order."""
    lines = [line.split() for line in text.split("\n") if line.split()]
    if not lines:
        return []
    height = box.height / len(lines)
    words: list[Word] = []
    for number, line in enumerate(lines):
        letter = box.width / sum(len(w) + 1 for w in line)
        left, top = box.x0, box.top + number * height
        for word in line:
            right = left + letter * len(word)
            words.append(
                Word(word, BBox(round(left, 2), round(top, 2), round(right, 2), round(top + height, 2)),
                     size=min(LINE_HEIGHT, height), method=method, baseline=round(top + BASELINE * height, 2),
                     widget=widget)
            )
            left = right + letter
    return words
