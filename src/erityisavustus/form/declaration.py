"""How a printed form is declared: metadata on the fields of a pydantic model.

The model of the report is the form. Each field carries its `Printed` label, each group of fields
its `Section`; `Form.of(model)` walks the model and gives the printed texts in order. Another
year's wording is one more string in `wordings`; another form is another model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel

__all__ = ["FieldSpec", "Form", "Kind", "Option", "Printed", "PrintedText", "Role", "Section",
           "without_instruction"]


def without_instruction(label: str) -> str:
    """A printed label without the instruction in brackets at its end."""
    return label.split(" (")[0] if label.endswith(")") else label


class Kind(StrEnum):
    """What is filled in at a field."""

    LINE = "line"
    TEXT = "text"
    EURO = "euro"
    PERIOD = "period"
    DIARY_NUMBER = "diary_number"
    EMAIL = "email"
    PHONE = "phone"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PLACE_AND_DATE = "place_and_date"
    SIGNATURE = "signature"


class Role(StrEnum):
    """What a printed text of the blank form is."""

    TITLE = "title"
    INTRO = "intro"
    SECTION = "section"
    HINT = "hint"
    HEADING = "heading"
    LABEL = "label"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Option:
    """One box of a question: its value and the text printed with it."""

    value: str
    wordings: tuple[str, ...]


YES_NO = (Option("yes", ("Kyllä",)), Option("no", ("Ei",)))
"""The options of a question of that kind."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed label of a field.

    `wordings` are alternatives, the current one first. A part in round brackets at the end of a
    wording (an instruction) may be missing on the page. `heading` is printed text that stands
    before the label and belongs to it.
    """

    kind: Kind
    wordings: tuple[str, ...]
    heading: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    """Printed before heading and label."""
    options: tuple[Option, ...] = ()
    required: bool = False
    beside: str | None = None
    """Field id whose label stands on the same row."""
    shared: bool = False
    """The label was already declared by the field before this one (place and date)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section heading, on a group of fields."""

    wordings: tuple[str, ...]
    hint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One leaf field of the form, in printed order."""

    id: str
    """Dotted path in the report, e.g. 'recipient.diary_number'."""
    printed: Printed

    @property
    def kind(self) -> Kind:
        return self.printed.kind

    @property
    def label(self) -> str:
        return self.printed.wordings[0]

    @property
    def required(self) -> bool:
        return self.printed.required

    @property
    def options(self) -> tuple[Option, ...]:
        return self.printed.options


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One text of the blank form, in printed order."""

    role: Role
    wordings: tuple[str, ...]
    field: str | None = None
    """For labels, headings and options: the field they belong to."""
    option: str | None = None
    section: str | None = None
    """Dotted path of the group ('recipient') the text stands in."""


@dataclass(frozen=True)
class Form:
    """A blank form as data: its texts and fields in printed order."""

    id: str
    title: tuple[str, ...]
    intro: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    texts: tuple[PrintedText, ...]

    @cached_property
    def by_id(self) -> dict[str, FieldSpec]:
        """Fields by their dotted id."""
        return {spec.id: spec for spec in self.fields}

    @classmethod
    def of(cls, model: type[BaseModel], *, id: str, title: tuple[str, ...], intro: tuple[str, ...]) -> Form:
        """The form that `model` declares.

        Raises TypeError for a leaf field without `Printed`: such a field could never be found.
        """
        texts: list[PrintedText] = [PrintedText(Role.TITLE, title), PrintedText(Role.INTRO, intro)]
        fields: list[FieldSpec] = []
        for section_name, info in model.model_fields.items():
            section = next(m for m in info.metadata if isinstance(m, Section))
            texts.append(PrintedText(Role.SECTION, section.wordings, section=section_name))
            if section.hint:
                texts.append(PrintedText(Role.HINT, section.hint, section=section_name))
            group = info.annotation
            if not (isinstance(group, type) and issubclass(group, BaseModel)):
                raise TypeError(f"{section_name} is not a group of fields")
            for name, printed in _printed(group):
                spec = FieldSpec(f"{section_name}.{name}", printed)
                fields.append(spec)
                texts.extend(_texts(spec, section_name))
        return cls(id=id, title=title, intro=intro, fields=tuple(fields), texts=tuple(texts))


def _printed(group: type[BaseModel]) -> Iterator[tuple[str, Printed]]:
    for name, info in group.model_fields.items():
        printed = next((m for m in info.metadata if isinstance(m, Printed)), None)
        if printed is None:
            raise TypeError(f"{group.__name__}.{name} has no printed label")
        yield name, printed


def _texts(spec: FieldSpec, section: str) -> Iterator[PrintedText]:
    printed = spec.printed
    if printed.shared:
        return
    if printed.hint:
        yield PrintedText(Role.HINT, printed.hint, section=section)
    if printed.heading:
        yield PrintedText(Role.HEADING, printed.heading, field=spec.id, section=section)
    yield PrintedText(Role.LABEL, printed.wordings, field=spec.id, section=section)
    for option in printed.options:
        yield PrintedText(Role.OPTION, option.wordings, field=spec.id, option=option.value, section=section)
