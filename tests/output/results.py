"""Extractions for the formatters, from real fixtures and from values no fixture would hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from erityisavustus import Extraction, extract

FIXTURES = Path(__file__).parents[1] / "fixtures"


@cache
def fixture(name: str, lang: str = "fi") -> Extraction:
    """The extraction of one fixture, under its bare name."""
    return extract(FIXTURES / f"{name}.pdf", path=f"{name}.pdf", lang=lang)


def with_name(name: str) -> Extraction:
    """A valid extraction whose organisation is called `name`."""
    valid = fixture("writer-beside-wide")
    assert valid.report is not None
    recipient = valid.report.recipient.model_copy(update={"organisation": name})
    return valid.model_copy(update={"report": valid.report.model_copy(update={"recipient": recipient})})
