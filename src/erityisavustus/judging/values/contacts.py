"""E-mail addresses and telephone numbers."""

from __future__ import annotations

import re

from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.judging.values.parsed import Parsed, plain

__all__ = ["email", "phone"]

REGION = "FI"
"""Numbers without a country code are Finnish."""
_SOFT = "\u00ad\u2010"
"""Hyphens a program puts at a line's end; also what some fonts give for a real one."""
_ENDINGS = frozenset(("fi", "ax", "eu", "se", "no", "ee", "com", "org", "net", "info", "gov", "edu", "int"))
"""Top-level domains that Finnish organisations use; a break after other letters ('suvantola.ex') is a wrapped line."""
_JOINTS = "@.-_+"
"""A line that ends or begins with one of these goes on: no address ends or begins so."""


def email(lines: tuple[str, ...]) -> Parsed[str]:
    """The address as typed, from the printed lines of the answer; hyphens at line ends stay.

    Two addresses, or words beside the address, give None with EMAIL_FORMAT. VALUE_REPAIRED says that a line
    break could also be read otherwise.
    """
    lines = tuple(line.strip() for line in lines if line.strip())
    joined, doubtful = _joined(lines)
    inside = re.findall(r"<([^<>]*)>", joined)
    bare = inside[0] if len(inside) == 1 and joined.count("@") == 1 else joined
    # A long dash before it is the rest of a border: none begins an address.
    bare = re.sub(r"\s*@\s*", "@", plain(bare.lstrip("–— ")))
    bare = re.sub(r"^(?:mailto:|(?:sähköposti|e-?mail)\s*:\s*)", "", bare, flags=re.IGNORECASE).strip(" <>.,;")
    if bare.count("@") != 1 or " " in bare or not _valid(bare):
        return Parsed(None, Code.EMAIL_FORMAT)
    return Parsed(bare, Code.VALUE_REPAIRED, Severity.WARNING) if doubtful else Parsed(bare)


def _joined(lines: tuple[str, ...]) -> tuple[str, bool]:
    """The lines without their breaks, and whether a break could be more than that: a plain word of letters beside
    a whole address may be no part of it."""
    text, doubtful = "", False
    for line in lines:
        if text and text[-1] in _SOFT:
            doubtful = True
            text = text[:-1] if text[-1] == "\u2010" else text
        elif text and text[-1] not in _JOINTS and line[0] not in _JOINTS:
            doubtful = doubtful or (_ended(text) and line.isalpha()) or (_complete(line) and text.isalpha())
        text += line
    return text, doubtful


def _ended(text: str) -> bool:
    """The address could end here: a word on the next line would then be another answer, not its rest."""
    return _complete(text) and plain(text).rpartition(".")[2].casefold() in _ENDINGS


def _complete(text: str) -> bool:
    return "@" in text and _valid(plain(text).strip(" <>.,;"))


def _valid(address: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        # Reserved names (RFC 2606) reach nobody, but they are written as addresses are.
        return re.fullmatch(r"[\w.+%'-]+@(?:[\w-]+\.)+(?:example|invalid|localhost|local)", address) is not None
    return True


def phone(text: str) -> Parsed[str]:
    """What was typed, as it is; PHONE_FORMAT when no telephone number is in it."""
    import phonenumbers

    numbers = phonenumbers.PhoneNumberMatcher(plain(text), REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    return Parsed(text, None if any(True for _ in numbers) else Code.PHONE_FORMAT)
