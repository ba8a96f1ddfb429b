"""A filled-in form as a plain sequence of blocks, which every maker prints in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.making.blank import LINES, OPTIONS
from tests.making.cases import Case

__all__ = ["Block", "Choice", "Wording", "blocks"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option with its box."""

    value: str
    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One printed thing: title, intro, section, hint, heading, field, pair, choice or signature."""

    kind: str
    id: str = ""
    label: str = ""
    paragraphs: tuple[str, ...] = ()
    options: tuple[Choice, ...] = ()
    cells: tuple[Block, ...] = ()
    """For a pair: e-mail and phone. For a signature: place and date, the mark, the name."""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """How the labels are printed, where that is not quite as in the blank form."""

    after_label: str = ""
    """':' or ' *' after each field's label (not after a question mark or full stop)."""
    without_brackets: bool = False
    """Instructions in round brackets are left out of field labels and headings."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Field id -> label; an empty label is not printed at all."""
    without: frozenset[str] = frozenset()
    """Sections left out of the print."""

    def label(self, id_: str, text: str) -> str:
        if id_ in self.labels:
            return self.labels[id_]
        if self.without_brackets and text.endswith(")"):
            text = text[: text.rindex("(")].rstrip()
        if self.after_label and text[-1] not in "?.,":
            text += self.after_label
        return text


def blocks(case: Case, wording: Wording = Wording(), *, pair: bool = True) -> list[Block]:  # noqa: B008 - frozen
    """The form with the case's answers; `pair` puts e-mail and phone side by side, as printed."""
    out: list[Block] = []
    for kind, name, text in LINES:
        if name.split(".")[0] in wording.without:
            continue
        if kind in ("title", "intro", "section", "hint", "heading"):
            shown = text
            if kind == "section" and wording.without_brackets and text.endswith(")"):
                shown = text[: text.rindex("(")].rstrip()
            out.append(Block(kind, name, wording.labels.get(f"{kind} {name}", shown)))
            continue
        label = wording.label(name, text)
        if kind == "choice":
            ticked = case.ticks.get(name, ())
            options = tuple(Choice(value, shown, value in ticked) for value, shown in OPTIONS[name])
            out.append(Block("choice", name, label, options=options))
        elif kind == "signature":
            out.append(Block("signature", name, label, signed=case.signed))
        else:
            out.append(Block("field", name, label, case.paragraphs(name)))
    return _joined(out, pair)


def _joined(out: list[Block], pair: bool) -> list[Block]:
    """E-mail and phone become one pair, the last three blocks one signature row."""
    place, mark, name = out[-3:]
    row = Block("signature", cells=(place, mark, name), signed=mark.signed)
    rest = out[:-3]
    if pair:
        at = next(i for i, block in enumerate(rest) if block.id == "recipient.contact_email")
        rest[at : at + 2] = [Block("pair", cells=(rest[at], rest[at + 1]))]
    return [*rest, row]
