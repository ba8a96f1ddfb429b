"""Extractions for the formatters, from real fixtures and from values no fixture would hold."""

from __future__ import annotations

from erityisavustus import Extraction
from tests.extracted import extracted


def fixture(name: str, lang: str = "fi") -> Extraction:
    """The extraction of one fixture, under its bare name."""
    result = extracted(name, lang)
    return result.model_copy(update={"source": result.source.model_copy(update={"path": f"{name}.pdf"})})


def with_name(name: str) -> Extraction:
    """A valid extraction whose organisation is called `name`."""
    valid = fixture("writer-beside-wide")
    assert valid.report is not None
    recipient = valid.report.recipient.model_copy(update={"organisation": name})
    return valid.model_copy(update={"report": valid.report.model_copy(update={"recipient": recipient})})
