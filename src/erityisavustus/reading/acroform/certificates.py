"""Who made a digital signature, and when, as its own data say; whether it is valid is not judged here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from erityisavustus.reading.acroform.strings import string
from erityisavustus.reading.foreign import WRONG_KIND

__all__ = ["is_signature", "signer"]


def is_signature(value: Any) -> bool:
    """A signature dictionary with contents (ISO 32000-2, 12.8.1)."""
    import pikepdf

    return isinstance(value, pikepdf.Dictionary) and bool(_contents(value).strip(b"\x00"))


def signer(value: Any) -> str | None:
    """Name and time (ISO 8601) of a signature, None where it tells neither.

    The name is the common name of the certificate that signed (CMS, RFC 5652, 5.3), else /Name; the time is the
    signed one (11.3), else /M.
    """
    name, time = _signed(_contents(value))
    name = name or string(value.get("/Name")).strip()
    return ", ".join(part for part in (name, time or _date(string(value.get("/M")))) if part) or None


def _contents(value: Any) -> bytes:
    import pikepdf

    found = value.get("/Contents")
    return bytes(found) if isinstance(found, pikepdf.String) else b""


def _signed(contents: bytes) -> tuple[str, str]:
    """Common name and signing time of a CMS signature; empty where the data tell none."""
    from asn1crypto import cms

    try:
        data = cms.ContentInfo.load(contents)["content"]
        info = data["signer_infos"][0]
        attributes = {a["type"].native: a["values"][0].native for a in info["signed_attrs"] or ()}
        time = attributes.get("signing_time")
        names = [c.chosen.subject.native for c in data["certificates"] if _same(c.chosen, info["sid"])]
        return _name(names[0]) if names else "", time.isoformat() if isinstance(time, datetime) else ""
    except (*WRONG_KIND, NotImplementedError, OverflowError):  # data of another kind name nobody
        return "", ""


def _same(certificate: Any, identifier: Any) -> bool:
    """The certificate the signer info points at: by issuer and serial number, or by key identifier."""
    if identifier.name == "issuer_and_serial_number":
        issuer, serial = identifier.chosen["issuer"], identifier.chosen["serial_number"].native
        return bool(certificate.serial_number == serial and certificate.issuer == issuer)
    return bool(certificate.key_identifier == identifier.chosen.native)


def _name(subject: dict[str, Any]) -> str:
    for key in ("common_name", "organization_name"):
        value = subject.get(key)
        if isinstance(value, list):
            value = value[0]
        if value:
            return " ".join(str(value).split())
    return ""


def _date(text: str) -> str:
    """A PDF date (7.9.4) as ISO 8601, '' where it is none."""
    digits = text.removeprefix("D:")
    zone = digits[14:].replace("'", "")
    try:
        moment = datetime.strptime(digits[:14] + ("+0000" if zone in ("", "Z") else zone[:5]), "%Y%m%d%H%M%S%z")
    except ValueError:
        return ""
    return moment.isoformat()
