"""What parsing one typed value gives, and the typography all parsers put aside first."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from erityisavustus.contracts.finding import Code, Severity

__all__ = ["ANY_DASH", "Parsed", "is_blank", "plain"]

ValueT = TypeVar("ValueT")

_DASHES = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
ANY_DASH = f"[{_DASHES}]"
"""Any dash: people and word processors use them alike."""
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile(f"[\\s{_DASHES}_./*]*")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[ValueT]):
    """A value, or the reason why there is none."""

    value: ValueT | None
    problem: Code | None = None
    """With a value: the warning to report with it."""
    severity: Severity | None = None
    """Of the problem, where it is not the usual one."""


def plain(text: str) -> str:
    """The text with every space one blank and every dash '-'.

    Compatibility forms stay: a superscript is a footnote, not a digit.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", re.sub(ANY_DASH, "-", text)).strip()


def is_blank(text: str) -> bool:
    """Nothing typed, or only a stroke that says so ('-', '___')."""
    return _NOTHING.fullmatch(_INVISIBLE.sub("", text)) is not None
