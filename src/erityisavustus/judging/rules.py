"""Rules across fields: what must be filled in, and what must agree. One finding a fact."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.form import FieldSpec, Form, Kind
from erityisavustus.form.loppuraportti import Period
from erityisavustus.judging.values.values import Values

__all__ = ["GRACE_MONTHS", "apply_rules", "due", "weight_of_missing_label"]

GRACE_MONTHS = 2
"""Calendar months after the end of the grant's period within which the report is due."""
_TRANSFER = ("transfer.to", "transfer.amount_eur", "transfer.agreement_made", "transfer.used_as_agreed")
_HUB = ("talent_hub.programme_goals", "talent_hub.monitoring_model", "talent_hub.stakeholders")
_MODEL_QUESTION = "talent_hub.monitoring_model"
MODEL_SINCE = 2022
"""The form says that the question on the monitoring model is of interest from the grants of this year on."""
_DEVIATIONS = "outcomes.deviations"


def due(values: Mapping[str, object], field: str) -> bool | None:
    """Whether the field must be filled in, as far as the other answers say; None when the deciding one is unknown."""
    if field in _TRANSFER:
        return _as_bool(values.get("transfer.transferred"))
    if field in _HUB:
        kind, granted = values.get("grant.type"), values.get("decision.period")
        if field == _MODEL_QUESTION and isinstance(granted, Period) and granted.start.year < MODEL_SINCE:
            return False
        return None if kind is None else kind == "talent_hub"
    if field == _DEVIATIONS:
        followed = _as_bool(values.get("outcomes.followed_plan"))
        return None if followed is None else not followed
    return True


def weight_of_missing_label(values: Mapping[str, object], spec: FieldSpec) -> Severity | None:
    """A label that is missing weighs less where no answer is required, least where none is due; None: as usual."""
    if spec.required:
        return None
    return Severity.INFO if due(values, spec.id) is False else Severity.WARNING


def _as_bool(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def apply_rules(form: Form, read: Values) -> None:
    """Add the notices of all rules to `read`."""
    _blanks(form, read)
    _periods(read)
    _transfer(read)
    _talent_hub(read)
    _signature(read)


def _blanks(form: Form, read: Values) -> None:
    for spec in form.fields:
        needed = due(read.values, spec.id)
        if spec.id not in read.blank or needed is False:
            continue
        if needed is None:
            read.report(Code.ANSWER_MISSING, spec.id, Severity.WARNING)
        elif spec.id in _TRANSFER:
            read.report(Code.TRANSFER_INCOMPLETE, spec.id)
        elif spec.id in _HUB:
            read.report(Code.TALENT_HUB_MISSING, spec.id)
        elif spec.id == _DEVIATIONS:
            read.report(Code.DEVIATION_MISSING, spec.id)
        elif spec.kind is Kind.CHOICE:
            read.report(Code.CHOICE_NONE, spec.id)
        else:
            read.report(Code.ANSWER_MISSING, spec.id, Severity.ERROR if spec.required else Severity.WARNING)


def _periods(read: Values) -> None:
    granted, reported = read.values.get("decision.period"), read.values.get("activity.period")
    for field, value in (("decision.period", granted), ("activity.period", reported)):
        if isinstance(value, Period) and value.start > value.end:
            read.report(Code.PERIOD_REVERSED, field, detail=_shown(value))
    if (
        isinstance(granted, Period)
        and isinstance(reported, Period)
        and granted.start <= granted.end
        and reported.start <= reported.end
        and not granted.start <= reported.start <= reported.end <= granted.end
    ):
        read.report(Code.PERIOD_OUTSIDE_GRANT, "activity.period", detail=_shown(granted))


def _shown(value: Period) -> str:
    return f"{_day(value.start)}–{_day(value.end)}"


def _day(date: dt.date) -> str:
    return f"{date.day}.{date.month}.{date.year}"


def _filled(read: Values, field: str) -> bool:
    """Something is filled in that says more than 'nothing' (a dash, an amount of zero)."""
    answer = read.answers.get(field)
    if answer is None or not answer.found or field in read.blank:
        return False
    return read.values.get(field) != Decimal(0)


def _transfer(read: Values) -> None:
    if read.values.get("transfer.transferred") is False:
        for field in _TRANSFER:
            if _filled(read, field):
                read.report(Code.TRANSFER_UNEXPECTED, field)
    amount, granted = read.values.get("transfer.amount_eur"), read.values.get("decision.granted_eur")
    if isinstance(amount, Decimal) and isinstance(granted, Decimal) and amount > granted:
        read.report(Code.TRANSFER_EXCEEDS_GRANT, "transfer.amount_eur", detail=f"{amount} > {granted}")


def _talent_hub(read: Values) -> None:
    kind = read.values.get("grant.type")
    if kind is None or kind == "talent_hub":
        return
    for field in _HUB:
        if _filled(read, field):
            read.report(Code.TALENT_HUB_UNEXPECTED, field)


def _signature(read: Values) -> None:
    answer = read.answers.get("signature.signed")
    if answer is not None and answer.found and answer.signed is not True:
        read.report(Code.SIGNATURE_MISSING, "signature.signed", detail="text" if answer.signed is None else "")
    date = read.values.get("signature.date")
    if not isinstance(date, dt.date):
        return
    reported, granted = read.values.get("activity.period"), read.values.get("decision.period")
    if isinstance(reported, Period) and reported.start <= reported.end and date < reported.end:
        read.report(Code.SIGNATURE_BEFORE_PERIOD_END, "signature.date", detail=_day(reported.end))
    if isinstance(granted, Period) and granted.start <= granted.end and date > _months_after(granted.end, GRACE_MONTHS):
        read.report(Code.REPORT_LATE, "signature.date", detail=_day(_months_after(granted.end, GRACE_MONTHS)))


def _months_after(date: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month when it has no such day."""
    index = date.month - 1 + months
    year, month = date.year + index // 12, index % 12 + 1
    return date.replace(year=year, month=month, day=min(date.day, calendar.monthrange(year, month)[1]))
