"""CSV for spreadsheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erityisavustus import extract
from erityisavustus.form import FORM
from erityisavustus.output.writers.csv_table import csv_header, csv_row, safe_cell
from tests.output.results import fixture, with_name


def _row(line: str) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(csv_header() + line, newline=""))
    return row


def test_columns_are_the_form() -> None:
    """Path and status, every field in form order, then counts and codes."""
    names = ["source.path", "status", *(s.id for s in FORM.fields), "errors", "warnings", "codes"]
    assert csv_header() == ",".join(names) + "\r\n"


def test_values() -> None:
    """Periods are ISO 8601 intervals, yes/no true or false, blanks empty; lines end as RFC 4180 asks."""
    line = csv_row(fixture("writer-cell-seed"))
    row = _row(line)
    assert line.endswith("\r\n")
    assert row["source.path"] == "writer-cell-seed.pdf"
    assert row["decision.period"] == "2022-09-01/2023-08-31"
    assert row["outcomes.followed_plan"] == "false"
    assert row["outcomes.accessibility_law"] == ""
    assert (row["errors"], row["warnings"], row["codes"]) == ("1", "0", "answer.missing")


def test_an_unreadable_file_has_its_row() -> None:
    """Its fields are empty, its code is there."""
    row = _row(csv_row(extract(b"", path="empty.pdf")))
    assert row["status"] == "unreadable"
    assert row["codes"] == "file.not-pdf"
    assert not any(row[s.id] for s in FORM.fields)


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "＝"])
def test_no_cell_is_a_formula(lead: str) -> None:
    """A name that begins as a formula does is kept from being one by an apostrophe."""
    row = _row(csv_row(with_name(f"{lead}HYPERLINK(A1)")))
    assert row["recipient.organisation"] == f"'{lead}HYPERLINK(A1)"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_round_trip(name: str) -> None:
    """Whatever is in a cell, a CSV reader gives it back, but for the apostrophe."""
    assert _row(csv_row(with_name(name)))["recipient.organisation"] == safe_cell(name)
    assert safe_cell(name).removeprefix("'") in (name, name.removeprefix("'"))
