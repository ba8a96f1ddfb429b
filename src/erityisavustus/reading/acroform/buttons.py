"""Whether a check box or radio button is on: /V, /AS, and the appearance a viewer draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from erityisavustus.contracts.page import MarkState, WidgetType
from erityisavustus.reading.acroform.fields import Field
from erityisavustus.reading.acroform.strings import name_text, readable, string
from erityisavustus.reading.objects import PdfValue

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Button", "button_state"]

PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "BI", "INLINE IMAGE"}
SHOW = {"Tj", "TJ", "'", '"'}
"""Operators that paint, and those that show text (ISO 32000-2, annex A)."""


@dataclass(frozen=True, slots=True)
class Button:
    """Whether a check box or radio button is on, and whether its sources agree."""

    state: MarkState
    conflict: bool
    on_state: str


def button_state(annotation: pikepdf.Dictionary, field: Field, *, need_appearances: bool) -> Button:
    """The state of a check box or radio button.

    /AS chooses what a viewer draws (12.7.5.2.3), so where /V says otherwise the page decides and the
    conflict is reported. Where the page shows nothing for the state that is claimed, nothing decides.
    """
    drawn = _appearances(annotation)
    on_states = [state for state in drawn if not _off(state)]
    chosen = annotation.get("/AS")
    state = name_text(chosen) if chosen is not None else None
    on = on_states[0] if on_states else state if state and not _off(state) else ""
    value = _button_value(field, on)
    if state is None:
        return _by_value(value, on_states, on, field, need_appearances=need_appearances)
    if not _off(state):
        blank = bool(drawn) and not _inked(drawn.get(state), _off_stream(drawn))
        return _chosen_on(value, on, blank=blank, need_appearances=need_appearances)
    if value is True:
        return Button(MarkState.CHECKED if need_appearances else MarkState.UNCHECKED, True, on)
    if on_states and _inked(_off_stream(drawn), drawn[on]):  # off, with more ink than when it is on
        return Button(MarkState.UNCLEAR, True, on)
    return Button(MarkState.UNCHECKED, False, on)


def _appearances(annotation: pikepdf.Dictionary) -> dict[str, pikepdf.Stream]:
    """The normal appearance of each state (12.5.5); none where there is one for all states."""
    import pikepdf

    shown = annotation.get("/AP")
    normal = shown.get("/N") if isinstance(shown, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return {}
    states = {readable(k[1:].encode("utf-8", "surrogateescape")): v for k, v in normal.items()}
    return {state: stream for state, stream in states.items() if isinstance(stream, pikepdf.Stream)}


def _off_stream(drawn: dict[str, pikepdf.Stream]) -> pikepdf.Stream | None:
    return next((stream for state, stream in drawn.items() if _off(state)), None)


def _chosen_on(value: bool | None, on: str, *, blank: bool, need_appearances: bool) -> Button:
    """/AS says on. `blank`: a viewer draws an empty box all the same."""
    if not blank:
        return Button(MarkState.CHECKED, value is not True, on)
    return Button(MarkState.CHECKED if need_appearances and value is True else MarkState.UNCLEAR, True, on)


def _by_value(
    value: bool | None, on_states: list[str], on: str, field: Field, *, need_appearances: bool
) -> Button:
    """Without /AS the field's value decides; without that too, a box with an appearance is off by default.

    Without /AS viewers choose no appearance: a value that says on is drawn only where there is no choice of
    appearances, or where viewers are asked to draw anew.
    """
    if value is True and on_states and not need_appearances:
        return Button(MarkState.UNCHECKED, True, on)
    if value is True:
        return Button(MarkState.CHECKED, False, on)
    if value is None and field.value is not None and not _off(_plain(field.value)) and field.kids == 1:
        return Button(MarkState.UNCLEAR, True, on)
    if value is False or on_states or field.value is not None:
        return Button(MarkState.UNCHECKED, False, on)
    return Button(MarkState.UNCLEAR, False, on)


def _plain(value: PdfValue) -> str:
    """A button's value without the slash that some writers put into a text string."""
    return string(value).removeprefix("/")


def _off(state: str) -> bool:
    return state.casefold() in ("off", "")


def _button_value(field: Field, on: str) -> bool | None:
    """/V says on (True) or off (False) for this widget; None when it says something else."""
    if field.value is None:
        return None
    value = _plain(field.value)
    if _off(value):
        return False
    if value == on:
        return True
    if field.exports and value in field.exports:
        # On-states are numbered, /V holds the export value of one kid.
        return field.exports.index(value) == (int(on) if on.isdigit() else field.kid)
    if on.isdigit() and int(on) < len(field.exports):
        return field.exports[int(on)] == value
    if field.kids > 1 and field.type is WidgetType.RADIO:
        return False
    return True if not on else None


def _inked(stream: pikepdf.Stream | None, other: pikepdf.Stream | None) -> bool:
    """The appearance draws more than the other one: text, or more painted shapes."""
    if stream is None:
        return False
    text, paint = _operations(stream)
    if other is None:
        return bool(text or paint)
    other_text, other_paint = _operations(other)
    if (text, paint) != (other_text, other_paint):
        return text > other_text or paint > other_paint
    same = stream.read_bytes() == other.read_bytes() and stream.get("/Resources") == other.get("/Resources")
    return text + paint > 0 and not same


def _operations(stream: pikepdf.Stream) -> tuple[int, int]:
    """How often an appearance shows text and paints."""
    import pikepdf
    from pikepdf.models import PdfParsingError

    try:
        instructions = [(str(i.operator), i.operands) for i in pikepdf.parse_content_stream(stream)]
    except (pikepdf.PdfError, PdfParsingError, UnicodeDecodeError):
        return (0, 0)
    text = paint = 0
    for operator, operands in instructions:
        text += operator in SHOW and any(_visible(o) for o in operands)
        paint += operator in PAINT
    return text, paint


def _visible(operand: object) -> bool:
    import pikepdf

    if isinstance(operand, pikepdf.Array):
        return any(_visible(o) for o in operand)
    return isinstance(operand, pikepdf.String) and bool(bytes(operand).strip(b" \x00"))
