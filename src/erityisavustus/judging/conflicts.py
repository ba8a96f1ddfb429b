"""A form field whose stored value is not what the page draws: whether the two are one value to this field.

A field may carry a script that formats what it shows ('65310.00' is drawn as '65 310,00 €'): where both texts have
one reading and it is the same, nothing is in conflict.
"""

from __future__ import annotations

from collections.abc import Callable

from erityisavustus.contracts.answer import Drawn
from erityisavustus.form import FieldSpec, Kind
from erityisavustus.judging.signature import place_and_date
from erityisavustus.judging.values.contacts import email
from erityisavustus.judging.values.diary_numbers import diary_number
from erityisavustus.judging.values.euros import euros
from erityisavustus.judging.values.periods import period

__all__ = ["differs"]


def differs(spec: FieldSpec, shown: Drawn) -> bool:
    """A person who looks at the page reads another value at this field than is stored.

    An amount that is cut off is another amount; of any other value the rest is missed.
    """
    reading = _READINGS.get(spec.kind)
    widget, part = shown.widget, not shown.widget.conflict  # a part: as much of the value as the box holds
    if reading is None:
        return not part
    stored, drawn = (reading(text or "", spec) for text in (widget.value, widget.drawn))
    if part:
        return spec.kind is Kind.EURO and drawn is not None and stored != drawn
    return stored is None or stored != drawn


def _figures(text: str, _: FieldSpec) -> str | None:
    return "".join(c for c in text if c.isdigit() or c == "+") or None


def _signing(text: str, spec: FieldSpec) -> object:
    part = spec.id.rpartition(".")[2]
    read = place_and_date(text)
    return None if part in read.unclear else getattr(read, part)


_READINGS: dict[Kind, Callable[[str, FieldSpec], object]] = {
    Kind.EURO: lambda text, _: euros(text).value,
    Kind.PERIOD: lambda text, _: period(text).value,
    Kind.DIARY_NUMBER: lambda text, _: diary_number((text,)).value,
    Kind.EMAIL: lambda text, _: email((text,)).value,
    Kind.PHONE: _figures,
    Kind.PLACE_AND_DATE: _signing,
}
"""The one value that a text has at a field of the kind; None where it has none."""
