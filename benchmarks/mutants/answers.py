"""New answers of invented people, of every kind of field."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.mutants.claims import DroppedError, Spot
from erityisavustus.form import Kind

__all__ = ["fresh"]

NEW: dict[Kind, tuple[tuple[str, tuple[Any, ...]], ...]] = {
    Kind.EURO: (("12 345,00", ("12345.00",)), ("8 700,50", ("8700.50",)), ("41 200 €", ("41200.00",))),
    Kind.PERIOD: (
        ("1.3.2022 - 30.11.2022", ("2022-03-01", "2022-11-30")),
        ("15.01.2023 - 14.06.2023", ("2023-01-15", "2023-06-14")),
    ),
    Kind.DIARY_NUMBER: (
        ("VN/1234/2021-TEM-9", ("VN/1234/2021-TEM-9",)), ("VN/31870/2022-TEM-112", ("VN/31870/2022-TEM-112",)),
    ),
    Kind.EMAIL: (("kaarna@lehtola.example", ("kaarna@lehtola.example",)),),
    Kind.PHONE: (("040 555 0199", ("040 555 0199",)),),
    Kind.TEXT: (("Tilalle tuli lyhyt selvitys.", ("Tilalle tuli lyhyt selvitys.",)),),
}
"""What is typed, and the values of it."""
NAMES = ("Lehtolan kunta", "Kaarna Oy", "Toinen polku", "Uusi alku ry")
PLACED = (("Lehtola 30.11.2023", ("Lehtola", "2023-11-30")), ("Kaarnala 4.12.2023", ("Kaarnala", "2023-12-04")))


def fresh(dice: random.Random, spot: Spot, report: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """Another answer for the spot: what is typed, and the value of each of its leaves."""
    if spot.leaves[0] == "signature.place":
        choices = PLACED
    elif spot.kind is Kind.LINE:
        choices = tuple((name, (name,)) for name in NAMES)
    else:
        choices = NEW.get(spot.kind, ())
    old = tuple(report[leaf] for leaf in spot.leaves)
    other = [c for c in choices if c[1] != old and len(c[1]) == len(old)]
    if not other:
        raise DroppedError("nothing else to say")
    return dice.choice(other)
