"""The columns of every table come from the form."""

from __future__ import annotations

import pytest

from erityisavustus.form import FORM, Kind
from erityisavustus.output.columns import ALL, ColumnError, Type, columns


def test_the_usual_columns_are_the_form() -> None:
    """Path and status, every field in form order, then counts and codes; a period is one text, or two dates."""
    plain = [c.name for c in columns(dated=False)]
    assert plain == ["source.path", "status", *(s.id for s in FORM.fields), "errors", "warnings", "codes"]
    dated = [c.name for c in columns(dated=True)]
    periods = [s.id for s in FORM.fields if s.kind is Kind.PERIOD]
    assert len(dated) == len(plain) + len(periods)
    assert all(f"{p}.start" in dated and f"{p}.end" in dated and p not in dated for p in periods)


def test_headings_are_the_printed_labels() -> None:
    """Every heading is the form's own wording, no two are the same, and none has an instruction in it."""
    headings = [c.heading for c in ALL if c.type is not Type.PERIOD]
    assert len(headings) == len(set(headings))
    for column in ALL:
        spec = FORM.by_id.get(column.name.removesuffix(".start").removesuffix(".end"))
        if spec is not None:
            assert spec.label.startswith(column.heading.split(": ")[0])
        assert "pp.kk.vvvv" not in column.heading


def test_columns_are_chosen() -> None:
    """By name, by part of the form, by pattern; in the order asked for, each once."""
    names = [c.name for c in columns(["status", "grant", "recipient.contact_*", "status"], dated=True)]
    assert names == ["status", "grant.type", "recipient.contact_name", "recipient.contact_email",
                     "recipient.contact_phone"]
    assert [c.name for c in columns(["decision.period"], dated=True)] == [
        "decision.period.start", "decision.period.end"]
    assert [c.name for c in columns(["decision.period", "activity.period.end"], dated=False)] == [
        "decision.period", "activity.period.end"]
    assert [c.name for c in columns(["source"], dated=True)] == [
        "source.path", "source.sha256", "source.pages", "source.kind", "source.producer"]


@pytest.mark.parametrize("name", ["recipient.organization", "x*", "decision.", "Tila"])
def test_a_column_that_there_is_not(name: str) -> None:
    """It is an error that names those there are."""
    with pytest.raises(ColumnError, match=r"recipient\.organisation"):
        columns([name], dated=True)
