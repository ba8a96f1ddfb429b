"""Diary numbers of a ministry: VN/4615/2022-TEM-68."""

from __future__ import annotations

import re

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.judging.values.parsed import Parsed, plain

__all__ = ["diary_number"]

_NUMBER = re.compile(r"VN ?/ ?(\d{1,6}) ?/ ?(\d{4})(?: ?-+ ?([A-ZÅÄÖ]{2,5})(?: ?-+ ?(\d{1,4}))?)?(?![\w/])")
_AROUND = re.compile(r"(?:VALTIONAVUSTUKSEN )?(?:(?:DNRO|DNR|DIAARINUMERO|DIAARINRO|ASIANUMERO)\b)?[ .:;,()]*")


def diary_number(lines: tuple[str, ...]) -> Parsed[str]:
    """The number in its normal form, from the printed lines of the answer.

    Blanks around the strokes go. Where a line breaks inside a number or a word its parts are joined, and
    VALUE_REPAIRED says so. None with DIARY_NUMBER_FORMAT for anything else, two different numbers included.
    """
    whole = _read(" ".join(lines))
    if whole is not None:
        return Parsed(whole)
    joined = _read("".join(line.strip() for line in lines)) if len(lines) > 1 else None
    if joined is not None:
        return Parsed(joined, Code.VALUE_REPAIRED, Severity.WARNING)
    return Parsed(None, Code.DIARY_NUMBER_FORMAT)


def _read(text: str) -> str | None:
    bare = plain(text).upper()
    numbers = {_normal(m) for m in _NUMBER.finditer(bare)}
    if len(numbers) != 1 or _AROUND.fullmatch(_NUMBER.sub(" ", bare).strip()) is None:
        return None
    return numbers.pop()


def _normal(match: re.Match[str]) -> str:
    number, year, agency, document = match.groups()
    return f"VN/{number}/{year}" + (f"-{agency}" if agency else "") + (f"-{document}" if document else "")
