"""`report validate`, `show`, `inspect` and `schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from erityisavustus.cli.exits import Exit
from tests.cli import report
from tests.conftest import FIXTURES

GOOD = FIXTURES / "chromium-pair-wide.pdf"
WITH_ERRORS = FIXTURES / "chromium-plain-seed.pdf"


def test_validate_a_good_report() -> None:
    """A report without errors is OK, exit 0."""
    done = report("validate", GOOD)
    assert done.returncode == Exit.OK
    assert done.stdout.decode().startswith("OK")


def test_validate_names_what_is_wrong() -> None:
    """An error is named by code, field and page, exit 1."""
    done = report("validate", WITH_ERRORS)
    assert done.returncode == Exit.FOUND_ERRORS
    assert "answer.missing [outcomes.accessibility_law] s. 6" in done.stdout.decode()


def test_validate_without_a_report_weighs_most() -> None:
    """A file without a report makes exit 3, also beside reports with errors."""
    assert report("validate", WITH_ERRORS, "missing.pdf", GOOD).returncode == Exit.NO_REPORT


def test_show_is_a_page() -> None:
    """Sections, answers and boxes are there; plain text of bounded width where there is no terminal."""
    text = report("show", GOOD).stdout.decode()
    assert "1. Raportoitava erityisavustus" in text
    assert "☒ Maahanmuuttajien ohjaus" in text
    assert "65\u00a0310,00 €" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_show_tells_doubts_and_their_page() -> None:
    """What is doubted stands at its field and in the list at the end."""
    text = " ".join(report("show", WITH_ERRORS, "--lang", "en").stdout.decode().split())
    assert text.count("is blank. Ask the recipient") == 2
    assert "answer.missing" in text


def test_inspect_gives_every_page() -> None:
    """The JSON of DESIGN: words, widgets and marks with state and kind."""
    data = json.loads(report("inspect", GOOD, "--json").stdout)
    assert [p["number"] for p in data["pages"]] == [1, 2, 3]
    first = data["pages"][0]
    assert set(first) == {"number", "width", "height", "rotation", "words", "widgets", "marks"}
    assert sorted(m["state"] for m in first["marks"]).count("checked") == 2
    assert {"text", "bbox"} == set(first["words"][0])


def test_inspect_draws(tmp_path: Path) -> None:
    """--png gives one picture a page."""
    done = report("inspect", GOOD, "--png", tmp_path / "kuvat")
    assert done.returncode == Exit.OK
    pictures = sorted((tmp_path / "kuvat").iterdir())
    assert [p.name for p in pictures] == ["page-001.png", "page-002.png", "page-003.png"]
    with Image.open(pictures[0]) as picture:
        assert picture.width == 1190
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 10


def test_inspect_of_what_is_no_pdf(tmp_path: Path) -> None:
    """No pages, a finding in valid JSON, exit 3."""
    file = tmp_path / "x.pdf"
    file.write_text("not a PDF", encoding="utf-8")
    done = report("inspect", file, "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, data["pages"]) == (Exit.NO_REPORT, [])
    assert data["findings"][0]["code"] == "file.not-pdf"


def test_schema_describes_the_output() -> None:
    """The schema names every key of a real object, with the printed labels as titles."""
    schema = json.loads(report("schema").stdout)
    data = json.loads(report("extract", GOOD).stdout)
    assert set(schema["properties"]) == set(data)
    assert schema["$defs"]["Decision"]["properties"]["granted_eur"]["title"] == "Myönnetty avustus euroina"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file.not-pdf"), (b"hello", "file.not-pdf"), (b"%PDF-1.7\n%%EOF", "file.damaged")],
)
def test_bad_files_have_one_finding(tmp_path: Path, content: bytes, code: str) -> None:
    """Empty, text, or nothing behind the header: one clear finding, exit 3, no traceback."""
    file = tmp_path / "x.pdf"
    file.write_bytes(content)
    done = report("extract", file)
    data = json.loads(done.stdout)
    assert (done.returncode, data["status"], data["report"]) == (Exit.NO_REPORT, "unreadable", None)
    assert [f["code"] for f in data["findings"]] == [code]
    assert b"Traceback" not in done.stderr
