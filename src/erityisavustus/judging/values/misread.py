"""Letters that OCR gives for digits, put right where the grammar of a value leaves one reading.

Where the grammar asks for a digit an O can only be 0, an I or l only 1, an S only 5, a B only 8. At either end of
the value an I may as well be the rest of a border: there it is put right only where the grammar needs it.
"""

from __future__ import annotations

import re

from erityisavustus.form import Kind
from erityisavustus.judging.values.parsed import plain

__all__ = ["with_digits"]

_DIGITS = str.maketrans("OoIlSB", "001158")
_LETTERS = str.maketrans("0158", "OISB")
_D = r"[\dOoIlSB]"
_L = "[A-ZÅÄÖa-zåäö0158]"
_DATE = re.compile(rf"(?!^[Il][ \d])(?<![\w.]){_D}{{1,2}} ?\. ?{_D}{{1,2}} ?\.(?: ?{_D}{{4}})?(?!\w)")
_NUMBERS: dict[Kind, re.Pattern[str]] = {
    Kind.DIARY_NUMBER: re.compile(
        rf"(?<=VN) ?/ ?{_D}{{1,6}} ?/ ?{_D}{{4}}"
        rf"(?: ?-+ ?(?P<letters>{_L}{{2,5}})(?: ?-+ ?{_D}{{0,3}}[\dOoSB])?)?(?![\w/])",
        re.IGNORECASE,
    ),
    Kind.PERIOD: _DATE,
    Kind.PLACE_AND_DATE: _DATE,
    Kind.EURO: re.compile(rf"(?!^[Il][ \d])(?<![^\W\d_]){_D}(?:[\dOoIlSB ,.]*[\dOoSB])?(?![^\W\d_])"),
}
"""Stretches of a value in which digits stand, but for the letters of a diary number."""


def with_digits(kind: Kind, text: str) -> str | None:
    """The text with digits in their places; None where no letter stands in one."""
    pattern, bare = _NUMBERS.get(kind), plain(text)
    result = pattern.sub(_put_right, bare) if pattern is not None else bare
    return result if result != bare else None


def _put_right(match: re.Match[str]) -> str:
    whole, letters = match[0], match.groupdict().get("letters")
    if not re.search(r"\d", whole):
        return whole
    if letters is None:
        return whole.translate(_DIGITS)
    start = match.start("letters") - match.start()
    end = start + len(letters)
    return whole[:start].translate(_DIGITS) + letters.translate(_LETTERS) + whole[end:].translate(_DIGITS)
