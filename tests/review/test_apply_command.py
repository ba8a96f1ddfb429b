"""`report apply`: all of the corrections or none, and every reason named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from erityisavustus.batch.stores.store import Store
from erityisavustus.cli.exits import Exit
from erityisavustus.contracts.result import SCHEMA
from erityisavustus.output.writers.json_result import json_line, json_object
from erityisavustus.review.corrections import Corrections, ReportCorrections
from tests.cli import report
from tests.conftest import FIXTURES
from tests.extracted import extracted
from tests.review.results import corrected

NAME = "chromium-header-cells-both"


def saved(folder: Path, *reports: ReportCorrections, name: str = "corrections.json") -> str:
    file = folder / name
    text = Corrections(report_schema=SCHEMA, reports=reports).model_dump_json(by_alias=True)
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.fixture
def corrections(tmp_path: Path) -> str:
    return saved(tmp_path, corrected(extracted(NAME), outcomes__followed_plan=True))


def test_into_results_of_several_reports(tmp_path: Path, corrections: str) -> None:
    """A JSON array keeps its order and its other reports; the reviewed one is changed."""
    results = tmp_path / "results.json"
    other = json_object(extracted("firefox-cell-typed-2"))
    results.write_text("[" + other + "," + json_object(extracted(NAME)) + "]", encoding="utf-8")
    done = report("apply", corrections, str(results), "-o", str(tmp_path / "out.json"))
    assert done.returncode == Exit.OK
    first, second = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert first == json.loads(other)
    assert second["report"]["outcomes"]["followed_plan"] is True
    assert second["evidence"]["outcomes.followed_plan"]["method"] == "reviewed"


def test_to_the_pdf_named_in_the_corrections(corrections: str) -> None:
    """Without results the PDF is read anew and corrected; its digest tells that it is the same."""
    done = report("apply", corrections)
    assert done.returncode == Exit.OK
    assert json.loads(done.stdout)["report"]["outcomes"]["followed_plan"] is True


def test_lines_in_lines_out(tmp_path: Path, corrections: str) -> None:
    """JSONL is read and written."""
    results = tmp_path / "results.jsonl"
    results.write_text(json_line(extracted(NAME)) + "\n", encoding="utf-8")
    done = report("apply", corrections, str(results), "--jsonl")
    assert json.loads(done.stdout)["status"] == "invalid"


def test_corrections_for_a_report_that_is_not_there(tmp_path: Path, corrections: str) -> None:
    """Nothing is dropped in silence: the report is named, the output stays as it was."""
    out = tmp_path / "out.json"
    out.write_text("old", encoding="utf-8")
    done = report("apply", corrections, str(FIXTURES / "firefox-cell-typed-2.pdf"), "-o", str(out), "--force")
    assert done.returncode == Exit.NOT_APPLIED
    assert f"{NAME}.pdf: none of the results is of this file".encode() in done.stderr
    assert out.read_text(encoding="utf-8") == "old"


def followed(store: Path) -> list[bool | None]:
    """One value of each result in a store."""
    with Store.open(store) as opened:
        return [e.report.outcomes.followed_plan for e in opened.extractions() if e.report is not None]


def test_into_a_store(tmp_path: Path, corrections: str) -> None:
    """A store takes them into its own results, all or nothing, shows them on the next review page, and no later run
    lets them go."""
    store = tmp_path / "results.sqlite"
    pdfs = [FIXTURES / f"{NAME}.pdf", FIXTURES / "firefox-cell-typed-2.pdf"]
    assert report("extract", *pdfs, "-o", store).returncode == Exit.OK
    strange = saved(tmp_path, corrected(extracted("groff-plain-short"), outcomes__lessons="x"), name="strange.json")
    refused = report("apply", corrections, strange, "-o", store)
    assert refused.returncode == Exit.NOT_APPLIED
    assert b"groff-plain-short.pdf: none of the results is of this file" in refused.stderr
    assert followed(store) == [None, True]
    assert report("apply", corrections, "-o", store).returncode == Exit.OK
    assert followed(store) == [True, True]
    assert report("review", store, "-o", tmp_path / "a.html").returncode == Exit.OK
    assert "Ruut Tarkastaja" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert report("extract", *pdfs, "-o", store).returncode == Exit.OK
    assert followed(store) == [True, True]
    anew = report("extract", *pdfs, "-o", store, "--lang", "en")
    assert anew.returncode == Exit.NOT_WRITTEN
    assert b"1 reports in it were reviewed" in anew.stderr
    assert followed(store) == [True, True]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"erityisavustus.report/1"', '"erityisavustus.report/0"'), b"made for results of erityisavustus.report/0"),
        (("erityisavustus.corrections/1", "erityisavustus.corrections/9"), b"of another version"),
        (("outcomes.followed_plan", "outcomes.other"), b"no field 'outcomes.other'"),
        (('"action":"corrected"', '"action":"guessed"'), b"not a whole corrections file"),
        (('"by":"Ruut Tarkastaja"', '"by":" "'), b"not a whole corrections file"),
    ],
)
def test_a_file_of_another_kind(tmp_path: Path, corrections: str, change: tuple[str, str], said: bytes) -> None:
    """Another version, an unknown field, an unknown action, nobody's name: a clear error, no output."""
    file = Path(corrections)
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change), encoding="utf-8")
    done = report("apply", corrections)
    assert done.returncode == Exit.NOT_APPLIED
    assert said in done.stderr
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert b"Ruut" not in done.stderr


def test_no_corrections_at_all(tmp_path: Path) -> None:
    """Results in place of corrections are told apart."""
    results = tmp_path / "results.json"
    results.write_text(json_object(extracted(NAME)), encoding="utf-8")
    done = report("apply", str(results))
    assert done.returncode == Exit.NOT_APPLIED
    assert b"holds no corrections" in done.stderr
