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
    """The option chosen, or the reason why there is none; if an option was chosen, the warning to report with it."""

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
    conflict = next((m for m in marks if m.conflict), None)
    if checked:
        return Chosen(checked[0].option, Code.MARK_CONFLICT if conflict else None, conflict)
    if conflict is not None:
        return Chosen(None, Code.MARK_CONFLICT, conflict)
    return Chosen(None, Code.CHOICE_NONE if choice else Code.ANSWER_MISSING, marks[0] if marks else None)
