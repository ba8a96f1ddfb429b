"""Who made a digital signature, and when, as its own data say; whether it is valid is not judged here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from erityisavustus.reading.acroform.strings import string
from erityisavustus.reading.foreign import WRONG_KIND
from erityisavustus.reading.objects import PdfValue

if TYPE_CHECKING:
    from asn1crypto import cms, x509

__all__ = ["is_signature", "signer"]


def is_signature(value: PdfValue) -> bool:
    """A signature dictionary with contents (ISO 32000-2, 12.8.1)."""
    return bool(_contents(value).strip(b"\x00"))


def signer(value: PdfValue) -> str | None:
    """Name and time (ISO 8601) of a signature, None where it says neither.

    The name is the common name of the certificate that signed (CMS, RFC 5652, 5.3), else /Name; the time is the
    signed one (11.3), else /M.
    """
    import pikepdf

    if not isinstance(value, pikepdf.Dictionary):
        return None
    name, time = _signed(_contents(value))
    name = name or string(value.get("/Name")).strip()
    return ", ".join(part for part in (name, time or _date(string(value.get("/M")))) if part) or None


def _contents(value: PdfValue) -> bytes:
    import pikepdf

    found = value.get("/Contents") if isinstance(value, pikepdf.Dictionary) else None
    return bytes(found) if isinstance(found, pikepdf.String) else b""


def _signed(contents: bytes) -> tuple[str, str]:
    """Common name and signing time of a CMS signature; empty where the data hold none."""
    from asn1crypto import cms

    try:
        data = cms.ContentInfo.load(contents)["content"]
        info = data["signer_infos"][0]
        attributes = {a["type"].native: a["values"][0].native for a in info["signed_attrs"] or ()}
        time = attributes.get("signing_time")
        names = [c.chosen.subject.native for c in data["certificates"] if _same(c.chosen, info["sid"])]
        return _name(names[0]) if names else "", time.isoformat() if isinstance(time, datetime) else ""
    except (*WRONG_KIND, NotImplementedError, OverflowError):  # data of another kind hold no name
        return "", ""


def _same(certificate: x509.Certificate, identifier: cms.SignerIdentifier) -> bool:
    """The certificate the signer info points at: by issuer and serial number, or by key identifier."""
    if identifier.name == "issuer_and_serial_number":
        issuer, serial = identifier.chosen["issuer"], identifier.chosen["serial_number"].native
        return bool(certificate.serial_number == serial and certificate.issuer == issuer)
    return bool(certificate.key_identifier == identifier.chosen.native)


def _name(subject: dict[str, object]) -> str:
    for key in ("common_name", "organization_name"):
        value = subject.get(key)
        if isinstance(value, list):
            value = value[0]
        if value:
            return " ".join(str(value).split())
    return ""


def _date(text: str) -> str:
    """A PDF date (7.9.4) as ISO 8601, '' for any other text."""
    digits = text.removeprefix("D:")
    zone = digits[14:].replace("'", "")
    try:
        moment = datetime.strptime(digits[:14] + ("+0000" if zone in ("", "Z") else zone[:5]), "%Y%m%d%H%M%S%z")
    except ValueError:
        return ""
    return moment.isoformat()
