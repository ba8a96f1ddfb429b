"""The AcroForm behind a page: what each widget is called, holds and shows.

Facts of ISO 32000-2, 12.5.6.19 and 12.7, read with pikepdf by a walk of our own: public files have
widgets without /Type, loops in /Parent, names that are bytes, and /V and /AS that disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from erityisavustus.pages import MarkState, WidgetType

__all__ = ["Button", "Field", "annotations_of", "button_state", "field_of", "name_text", "seen_by_a_person", "string"]

MAX_DEPTH = 64
"""Levels of /Parent; a public file loops here."""
MAX_ANNOTATIONS = 20_000
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
    value: Any
    flags: int
    options: tuple[str, ...]
    """Displayed text of each /Opt entry."""
    exports: tuple[str, ...]
    """Export value of each /Opt entry."""
    tooltip: str
    kid: int
    """Index among the kids of its field."""
    kids: int


@dataclass(frozen=True, slots=True)
class Button:
    """Whether a check box or radio button is on, and whether its sources agree."""

    state: MarkState
    conflict: bool
    on_state: str


def annotations_of(page: Any) -> Iterator[Any]:
    """The annotation dictionaries of a pikepdf page; what is none is passed over."""
    import pikepdf

    found = page.obj.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return
    for index in range(min(len(found), MAX_ANNOTATIONS)):
        try:
            annotation = found[index]
        except Exception:  # a broken reference
            continue
        if isinstance(annotation, pikepdf.Dictionary):
            yield annotation


def seen_by_a_person(annotation: Any) -> bool:
    """Shown on the screen: neither /Hidden nor /NoView."""
    return not _integer(annotation.get("/F")) & (HIDDEN | NO_VIEW)


def field_of(annotation: Any) -> Field | None:
    """The field behind a widget, or None when there is no telling its type."""
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
                 string(_inherited(chain, "/TU")), kid, kids)


def _chain(annotation: Any) -> list[Any]:
    """The widget and its ancestors, nearest first."""
    import pikepdf

    chain = [annotation]
    seen = {annotation.objgen} if annotation.is_indirect else set()
    while len(chain) < MAX_DEPTH:
        try:
            parent = chain[-1].get("/Parent")
        except Exception:
            break
        if not isinstance(parent, pikepdf.Dictionary) or (parent.is_indirect and parent.objgen in seen):
            break
        seen.add(parent.objgen)
        chain.append(parent)
    return chain


def _inherited(chain: list[Any], key: str) -> Any:
    for node in chain:
        value = node.get(key)
        if value is not None:
            return value
    return None


def _place(chain: list[Any]) -> tuple[int, int]:
    import pikepdf

    if len(chain) < 2:
        return 0, 1
    kids = chain[1].get("/Kids")
    if not isinstance(kids, pikepdf.Array):
        return 0, 1
    own = chain[0].objgen
    for index in range(len(kids)):
        try:
            if kids[index].objgen == own:
                return index, len(kids)
        except Exception:
            continue
    return 0, len(kids)


def _options(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """/Opt: texts, or pairs of export value and displayed text (table 234)."""
    import pikepdf

    if not isinstance(value, pikepdf.Array):
        return (), ()
    displayed: list[str] = []
    exports: list[str] = []
    for entry in list(value)[:MAX_ANNOTATIONS]:
        if isinstance(entry, pikepdf.Array) and len(entry) >= 2:
            exports.append(string(entry[0]))
            displayed.append(string(entry[1]))
        else:
            exports.append(string(entry))
            displayed.append(string(entry))
    return tuple(displayed), tuple(exports)


def string(value: Any) -> str:
    """A text string (7.9.2.2): UTF-16 or UTF-8 with its mark, else PDFDocEncoding; '' for anything else."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        raw = value.read_bytes()
    elif isinstance(value, pikepdf.String):
        raw = bytes(value)
    elif isinstance(value, pikepdf.Name):
        return name_text(value)
    else:
        return ""
    if raw.startswith(b"\xfe\xff"):
        text = raw[2:].decode("utf-16-be", "replace")
    elif raw.startswith(b"\xff\xfe"):
        text = raw[2:].decode("utf-16-le", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        text = raw[3:].decode("utf-8", "replace")
    else:
        text = raw.decode("pdfdoc", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def name_text(value: Any) -> str:
    """A name without its slash; its bytes are UTF-8, or else Latin-1 (7.3.5)."""
    import pikepdf

    if not isinstance(value, pikepdf.Name):
        return ""
    return _readable(bytes(value)[1:])


def _readable(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _integer(value: Any) -> int:
    try:
        return int(value) if value is not None else 0
    except (TypeError, ValueError):
        return 0


def button_state(annotation: Any, field: Field, *, need_appearances: bool) -> Button:
    """The state of a check box or radio button.

    /AS chooses what a viewer draws (12.7.5.2.3), so where /V says otherwise the page decides and the
    conflict is told. Where the page shows nothing for the state that is claimed, nothing decides.
    """
    import pikepdf

    shown = annotation.get("/AP")
    normal = shown.get("/N") if isinstance(shown, pikepdf.Dictionary) else None
    drawn: dict[str, Any] = {}
    if isinstance(normal, pikepdf.Dictionary) and not isinstance(normal, pikepdf.Stream):
        states = {_readable(k[1:].encode("utf-8", "surrogateescape")): v for k, v in normal.items()}
        drawn = {k: v for k, v in states.items() if isinstance(v, pikepdf.Stream)}
    on_states = [k for k in drawn if not _off(k)]
    chosen = annotation.get("/AS")
    state = name_text(chosen) if chosen is not None else None
    on = on_states[0] if on_states else state if state and not _off(state) else ""
    value = _button_value(field, on)
    if state is None:
        return _by_value(value, on_states, on, field)
    as_on = not _off(state)
    if as_on and drawn and not _inked(drawn.get(state), _off_stream(drawn)):
        # Claimed on, but a viewer draws an empty box.
        checked = MarkState.CHECKED if need_appearances and value is True else MarkState.UNCLEAR
        return Button(checked, True, on)
    if not as_on and value is True:
        if need_appearances:
            return Button(MarkState.CHECKED, True, on)
        return Button(MarkState.UNCHECKED, True, on)
    if not as_on and _off_stream(drawn) is not None and on_states and _inked(_off_stream(drawn), drawn[on_states[0]]):
        return Button(MarkState.UNCLEAR, True, on)
    if as_on:
        return Button(MarkState.CHECKED, value is not True, on)
    return Button(MarkState.UNCHECKED, False, on)


def _by_value(value: bool | None, on_states: list[str], on: str, field: Field) -> Button:
    """Without /AS the field's value tells; without that too, a box with an appearance is off by default."""
    if value is True:
        return Button(MarkState.CHECKED, False, on)
    if value is None and field.value is not None and not _off(_plain(field.value)) and field.kids == 1:
        return Button(MarkState.UNCLEAR, True, on)
    if value is False or on_states or field.value is not None:
        return Button(MarkState.UNCHECKED, False, on)
    return Button(MarkState.UNCLEAR, False, on)


def _plain(value: Any) -> str:
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


def _off_stream(drawn: dict[str, Any]) -> Any:
    return next((v for k, v in drawn.items() if _off(k)), None)


PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "BI", "INLINE IMAGE"}
SHOW = {"Tj", "TJ", "'", '"'}


def _inked(stream: Any, other: Any) -> bool:
    """The appearance draws more than the other one: text, or more painted shapes."""
    if stream is None:
        return False
    text, paint = _operations(stream)
    if other is None:
        return bool(text or paint)
    other_text, other_paint = _operations(other)
    return text > other_text or paint > other_paint or (
        (text, paint) == (other_text, other_paint) and (text + paint) > 0 and stream.read_bytes() != other.read_bytes()
    )


def _operations(stream: Any) -> tuple[int, int]:
    """How often an appearance shows text and paints."""
    import pikepdf

    text = paint = 0
    try:
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            text += operator in SHOW and any(_visible(o) for o in instruction.operands)
            paint += operator in PAINT
    except Exception:
        return (0, 0)
    return text, paint


def _visible(operand: Any) -> bool:
    import pikepdf

    if isinstance(operand, pikepdf.Array):
        return any(_visible(o) for o in operand)
    return isinstance(operand, pikepdf.String) and bool(bytes(operand).strip(b" \x00"))
