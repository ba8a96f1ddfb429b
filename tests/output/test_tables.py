"""Tables in the programs of an office: LibreOffice, and what reads XLSX and Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from erityisavustus import Extraction, extract
from erityisavustus.output.columns import columns
from erityisavustus.output.writers.csv_table import Dialect, csv_header, csv_row
from erityisavustus.output.writers.parquet_table import ParquetWriter
from erityisavustus.output.writers.spreadsheet import CELL_CHARACTERS, XlsxWriter
from tests.output.results import fixture, with_name

FINNISH_CSV = "CSV:59,34,UTF8,1,,1035"
"""LibreOffice's own tokens: semicolon, quotation mark, UTF-8, from line 1, language Finnish (MS-LCID 1035)."""


def _xlsx(*extractions: Extraction, dialect: Dialect = Dialect.FI) -> bytes:
    out = io.BytesIO()
    writer = XlsxWriter(out, (), dialect)
    for extraction in extractions:
        writer.add(extraction)
    writer.end()
    return out.getvalue()


def _fi_csv(*extractions: Extraction) -> str:
    return csv_header(dialect=Dialect.FI) + "".join(csv_row(e, dialect=Dialect.FI) for e in extractions)


def _rows(book: bytes | Path, sheet: str = "") -> list[dict[str, object]]:
    workbook = openpyxl.load_workbook(io.BytesIO(book) if isinstance(book, bytes) else book)
    head, *rows = (workbook[sheet] if sheet else workbook.active).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _converted(folder: Path, name: str, content: bytes, to: str, *options: str) -> Path:
    """The file, opened and saved by LibreOffice without a window."""
    source = folder / name
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to", to,
         "--outdir", str(folder / "out"), str(source)],
        check=True, capture_output=True, timeout=120,
    )
    return folder / "out" / f"{source.stem}.{to.split(':')[0]}"


GRANTED, START = "Myönnetty avustus euroina", "Avustuksen käyttöaika, hankeaika: alkaa"


def test_libreoffice_opens_the_finnish_csv(tmp_path: Path) -> None:
    """Opened as a Finnish office does, sums are numbers, dates are dates, and åäö is right, in values and headings."""
    text = _fi_csv(with_name("Ähtärin ja Åbon; \"Öljy\""), fixture("form-hand-hub"))
    rows = _rows(_converted(tmp_path, "r.csv", text.encode(), "xlsx", f"--infilter={FINNISH_CSV}"))
    assert rows[0]["Avustuksen saaja"] == "Ähtärin ja Åbon; \"Öljy\""
    assert rows[1][GRANTED] == 240000
    assert rows[0][GRANTED] == float(fixture("writer-beside-wide").report.decision.granted_eur)  # type: ignore[union-attr,arg-type]
    assert rows[1][START] == dt.datetime(2022, 9, 1)
    assert [r["Tila"] for r in rows] == ["kunnossa", "kunnossa"]


def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    """Sums, dates and letters come out of it as they are written in Finland, and a text that looks like a formula as
    text."""
    book = _xlsx(with_name("=1+1"), fixture("form-hand-hub"))
    path = _converted(tmp_path, "r.xlsx", book, "csv:Text - txt - csv (StarCalc):59,34,76,1,,1035")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), delimiter=";"))
    assert rows[0]["Avustuksen saaja"] == "=1+1"
    assert rows[1][START] == "1.9.2022"
    assert "".join(rows[1][GRANTED].split()) in ("240000,00", "240,000.00")
    assert rows[1]["Onko hanke toteutunut hankesuunnitelman mukaisesti?"] in ("Kyllä", "Ei")


def test_finnish_csv() -> None:
    """A BOM, semicolons, decimal comma, day first, Kyllä and Ei, the form's labels, CRLF."""
    text = _fi_csv(fixture("writer-cell-seed"))
    assert text.startswith("\ufeffTiedosto;Tila;")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert row[GRANTED] == "65310,00"
    assert row["Avustuksen käyttöaika, hankeaika: päättyy"] == "31.8.2023"
    assert row["Onko hanke toteutunut hankesuunnitelman mukaisesti?"] == "Ei"
    assert row["Tila"] == "virheitä"
    assert row["Valitse raportoitava valtion erityisavustus"].startswith("Maahanmuuttajien ohjaus-")
    assert text.count("\r\n") == 2


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", " =", "＝"])
def test_no_cell_of_finnish_csv_is_a_formula(lead: str) -> None:
    """As in the other dialect."""
    text = csv_row(with_name(f"{lead}HYPERLINK(A1)"), columns(["recipient.organisation"], dated=True), Dialect.FI)
    assert text.strip("\r\n").strip('"').startswith("'")


def test_workbook_has_true_dates_and_numbers() -> None:
    """Sheets of reports, findings and attachments; dates, numbers and counts are such; blanks are blank."""
    book = _xlsx(fixture("writer-cell-seed"), fixture("weasyprint-attached"), extract(b"", path="tyhjä.pdf"))
    first, second, third = _rows(book, "reports")
    assert first[GRANTED] == 65310
    assert first[START] == dt.datetime(2022, 9, 1)
    assert first["Virheitä"] == 1
    assert first["Onko hanke toteutunut hankesuunnitelman mukaisesti?"] == "Ei"
    assert third["Tila"] == "ei luettavissa"
    assert third[GRANTED] is None
    findings = _rows(book, "findings")
    assert {"Tiedosto": "tyhjä.pdf", "Vakavuus": "virhe", "Koodi": "file.not-pdf"}.items() <= findings[-1].items()
    assert findings[0]["Kohta"].startswith("Onko toiminnassa")  # type: ignore[attr-defined]
    attachments = _rows(book, "attachments")
    assert [a["Sivu"] for a in attachments] == [p.page for p in fixture("weasyprint-attached").attachments]
    assert second["Tiedosto"] == attachments[0]["Tiedosto"]


def test_workbook_can_be_read_by_people() -> None:
    """The heading stays in view and has filters, texts are wrapped, columns are as wide as what is in them."""
    sheet = openpyxl.load_workbook(io.BytesIO(_xlsx(fixture("writer-cell-seed"))))["reports"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, sheet.max_column).coordinate}"
    assert sheet["A2"].alignment.wrap_text
    assert all(9 < d.width < 62 for d in sheet.column_dimensions.values())


def test_workbook_for_programs() -> None:
    """The other dialect has field ids, true and false, and the options' names."""
    (row,) = _rows(_xlsx(fixture("writer-cell-seed"), dialect=Dialect.ISO), "reports")
    assert row["outcomes.followed_plan"] is False
    assert row["grant.type"] == "guidance_counselling"


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+358 50 555 0142", "{=1}", "a\x07b_x0041_", "x\ufffe", "\U0001f600"])
def test_any_text_stays_text_in_a_workbook(text: str) -> None:
    """No formula, nothing that breaks the file."""
    out = _xlsx(with_name(text))
    sheet = openpyxl.load_workbook(io.BytesIO(out))["reports"]
    cell = next(c for c in sheet[2] if sheet.cell(1, c.column).value == "Avustuksen saaja")
    assert cell.data_type in ("s", "inlineStr")
    assert openpyxl.utils.escape.unescape(cell.value) == text.replace("\ufffe", "\ufffd")
    assert bool(cell.quotePrefix) == text.startswith(("=", "@", "+"))


def test_a_text_longer_than_a_cell_is_cut_aloud() -> None:
    """It ends in a sign that something is missing, and the file stays one that opens."""
    (row,) = _rows(_xlsx(with_name("ä" * 40_000)), "reports")
    assert len(str(row["Avustuksen saaja"])) == CELL_CHARACTERS
    assert str(row["Avustuksen saaja"]).endswith("ä […]")


def test_the_same_reports_give_the_same_workbook() -> None:
    """Byte for byte, whenever it is made."""
    assert _xlsx(fixture("writer-cell-seed")) == _xlsx(fixture("writer-cell-seed"))


def test_parquet_is_typed() -> None:
    """Opened by pyarrow: decimals, dates, booleans, counts, lists; blanks are null; many row groups are one table."""
    out = io.BytesIO()
    writer = ParquetWriter(out)
    some = [fixture("writer-cell-seed"), extract(b"", path="tyhjä.pdf")]
    for extraction in some * 150:
        writer.add(extraction)
    writer.end()
    table = pq.read_table(io.BytesIO(out.getvalue()))
    types = {f.name: f.type for f in table.schema}
    assert types["decision.granted_eur"] == pa.decimal128(14, 2)
    assert types["decision.period.start"] == pa.date32()
    assert types["outcomes.followed_plan"] == pa.bool_()
    assert types["errors"] == pa.int32()
    assert types["codes"] == pa.list_(pa.string())
    assert [c.name for c in columns(dated=True)] == table.column_names
    rows = table.to_pylist()
    assert len(rows) == 300
    assert rows[0]["decision.granted_eur"] == Decimal("65310.00")
    assert rows[0]["decision.period.end"] == dt.date(2023, 8, 31)
    assert rows[0]["outcomes.followed_plan"] is False
    assert rows[299]["decision.granted_eur"] is None
    assert rows[299]["codes"] == ["file.not-pdf"]
