"""Amounts of money, in every typed form that has one reading."""

from __future__ import annotations

import re
from decimal import Decimal

from erityisavustus.contracts.finding import Code
from erityisavustus.judging.values.parsed import Parsed, plain

__all__ = ["euros"]

_CURRENCY = re.compile(r"(?:€|\beuroa?\b|\beuron\b|\beur\b|\be\b|(?<=\d)(?:euroa?|eur|e)\b)\.?", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:yhteensä|yht\.?|summa)\s*:?\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"""(?!0[\d ])(?P<whole> \d{1,3} (?:\ \d{3})+ | \d{1,3} (?P<dotted>\.\d{3})+ | \d{1,12} )
        (?: \ ?,\ ? (?P<comma>\d{1,2}) | \.(?P<dot>\d{1,2}) | \ ?,\ ?-{1,2} | \.- )?""",
    re.VERBOSE,
)
"""Thousands apart by blanks or dots, decimals after a comma. A dot before one or two digits can only be a decimal
point; a comma before three digits may be either and is not read. A number that begins with 0 has a digit wrong."""


def euros(text: str) -> Parsed[Decimal]:
    """The amount in euros with two decimals; None with VALUE_UNPARSABLE when the text is not one amount."""
    bare = _TOTAL.sub("", plain(text))
    bare, signs = _CURRENCY.subn(" ", bare)
    match = _NUMBER.fullmatch(" ".join(bare.split()).strip(" ;."))
    if match is None or signs > 1 or (match["dotted"] and match["dot"]):
        return Parsed(None, Code.VALUE_UNPARSABLE)
    whole = re.sub(r"[ .]", "", match["whole"])
    cents = (match["comma"] or match["dot"] or "0").ljust(2, "0")
    return Parsed(Decimal(f"{whole}.{cents}"))
