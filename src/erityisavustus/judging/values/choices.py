"""From selection marks to a value: exactly one box checked and no box in doubt, or no value."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.answer import OptionMark
from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.page import MarkState
from erityisavustus.form import Kind

__all__ = ["Chosen", "chosen"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The option chosen, or the reason why there is none; with an option, what to tell anyway."""

    option: str | None
    problem: Code | None = None
    at: OptionMark | None = None
    """The mark the problem is about."""


def chosen(kind: Kind, marks: tuple[OptionMark, ...]) -> Chosen:
    """Judge the marks of one question (an option may lack its mark: a bare X stands before one only)."""
    checked = [m for m in marks if m.state is MarkState.CHECKED]
    unclear = [m for m in marks if m.state is MarkState.UNCLEAR]
    choice = kind is Kind.CHOICE
    if unclear:
        first = next((m for m in unclear if m.conflict), unclear[0])
        return Chosen(None, Code.MARK_CONFLICT if first.conflict else Code.MARK_UNCLEAR, first)
    if len(checked) > 1:
        return Chosen(None, Code.CHOICE_MANY if choice else Code.MARK_AMBIGUOUS, checked[1])
    if not checked:
        told = next((m for m in marks if m.conflict), None)
        if told is not None:
            return Chosen(None, Code.MARK_CONFLICT, told)
        return Chosen(None, Code.CHOICE_NONE if choice else Code.ANSWER_MISSING, marks[0] if marks else None)
    told = next((m for m in marks if m.conflict), None)
    return Chosen(checked[0].option, Code.MARK_CONFLICT if told else None, told)
