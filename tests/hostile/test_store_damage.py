"""A row that is not as it was written: named, with what to do, by every command; read anew where a run goes on."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from erityisavustus.batch.limits import Limits
from erityisavustus.batch.stores.store import DamagedError, Store
from erityisavustus.cli.exits import Exit
from tests.cli import report
from tests.conftest import FIXTURES
from tests.output.results import fixture

NAMES = ("form-hand-hub.pdf", "groff-plain-short.pdf")
CONTACT = '"granted_eur":"'


def _cut(data: str) -> str:
    return data[: len(data) // 2]


def _other_type(data: str) -> str:
    return json.dumps(json.loads(data) | {"report": ["ei", "kenttiä"]})


def _other_digit(data: str) -> str:
    """Whole, valid JSON of the right types, with another amount of money in it."""
    at = data.index(CONTACT) + len(CONTACT)
    return data[:at] + ("9" if data[at] != "9" else "8") + data[at + 1:]


def _nested(data: str) -> str:
    return "[" * 100_000 + "]" * 100_000


DAMAGES = [_cut, _other_type, _other_digit, _nested]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports and their store."""
    folder = tmp_path_factory.mktemp("vaurio")
    for name in NAMES:
        shutil.copy(FIXTURES / name, folder)
    assert report("extract", *[folder / n for n in NAMES], "-o", folder / "t.sqlite").returncode == Exit.OK
    return folder


def _damaged(made: Path, tmp_path: Path, damage: Callable[[str], str]) -> Path:
    """The store with its second row changed."""
    store = Path(shutil.copy(made / "t.sqlite", tmp_path / "t.sqlite"))
    with sqlite3.connect(store) as db:
        ((row, data),) = db.execute("SELECT id, data FROM result WHERE data LIKE ?", (f"%{NAMES[1]}%",)).fetchall()
        db.execute("UPDATE result SET data = ? WHERE id = ?", (damage(data), row))
    db.close()
    return store


def _corrections(made: Path, tmp_path: Path) -> Path:
    hub = fixture("form-hand-hub")
    assert hub.report is not None
    amount = hub.report.model_dump(mode="json")["decision"]["granted_eur"]
    file = tmp_path / "k.json"
    file.write_text(json.dumps({
        "schema": "erityisavustus.corrections/1", "report_schema": "erityisavustus.report/1",
        "reports": [{"sha256": hub.source.sha256, "path": NAMES[0], "fields": {"decision.granted_eur": {
            "action": "accepted", "value": amount, "machine": amount, "by": "Aino Esimerkki",
            "at": "2026-01-31T12:00:00Z"}}}]}), encoding="utf-8")
    return file


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_row_is_named(made: Path, tmp_path: Path, damage: Callable[[str], str]) -> None:
    """Whether the JSON is cut, of other types, nested without end, or has one other digit in it."""
    with Store.open(_damaged(made, tmp_path, damage)) as store:
        results = store.extractions()
        assert Path(next(results).source.path).name == NAMES[0]
        with pytest.raises(DamagedError, match=rf"{NAMES[1]} is damaged; restore .* or read the reports again"):
            next(results)


@pytest.mark.parametrize("command", ["export", "summary", "review", "apply", "apply -o"])
def test_every_command_says_so(made: Path, tmp_path: Path, command: str) -> None:
    """Exit code 5, the file's name, no traceback; and `apply` changes nothing."""
    store = _damaged(made, tmp_path, _cut)
    before = store.read_bytes()
    arguments = {
        "export": ["export", store], "summary": ["summary", store],
        "review": ["review", store, "-o", tmp_path / "sivu.html"],
        "apply": ["apply", _corrections(made, tmp_path), store],
        "apply -o": ["apply", _corrections(made, tmp_path), "-o", store],
    }[command]
    done = report(*arguments)
    assert done.returncode == Exit.NOT_WRITTEN
    assert NAMES[1].encode() in done.stderr
    assert b"restore the file from a copy" in done.stderr
    assert b"Traceback" not in done.stderr
    assert store.read_bytes() == before
    assert not (tmp_path / "sivu.html").exists()


def test_a_run_that_goes_on_reads_it_anew(made: Path, tmp_path: Path) -> None:
    """The same `extract` mends the row, and the export is again what extract gives."""
    store = _damaged(made, tmp_path, _other_digit)
    files = [made / name for name in NAMES]
    assert report("extract", *files, "-o", store).returncode == Exit.OK
    assert report("export", store).stdout == report("extract", *files).stdout


def test_a_review_is_not_lost_with_a_damaged_row(made: Path, tmp_path: Path) -> None:
    """A row that a person reviewed is not read anew unasked: what the person said may be in a copy of the store."""
    store = Path(shutil.copy(made / "t.sqlite", tmp_path / "t.sqlite"))
    assert report("apply", _corrections(made, tmp_path), "-o", store).returncode == Exit.OK
    with sqlite3.connect(store) as db:
        db.execute("UPDATE result SET data = substr(data, 1, 500) WHERE data LIKE ?", (f"%{NAMES[0]}%",))
    db.close()
    files = [made / name for name in NAMES]
    refused = report("extract", *files, "-o", store)
    assert refused.returncode == Exit.NOT_WRITTEN
    assert NAMES[0].encode() in refused.stderr
    assert b"--force" in refused.stderr
    assert report("extract", *files, "-o", store, "--force").returncode == Exit.OK
    assert report("export", store).stdout == report("extract", *files).stdout


@pytest.mark.parametrize("lost", [1, 3])
def test_pages_that_are_cut_off(made: Path, tmp_path: Path, lost: int) -> None:
    """A file that was not copied to its end: exit code 5 and what to do, from readers and writers."""
    store = Path(shutil.copy(made / "t.sqlite", tmp_path / "t.sqlite"))
    store.write_bytes(store.read_bytes()[: -lost * 4096])
    for arguments in (["export", store], ["summary", store], ["extract", *[made / n for n in NAMES], "-o", store]):
        done = report(*arguments)
        assert done.returncode == Exit.NOT_WRITTEN
        assert b"restore the file from a copy" in done.stderr


def test_an_amount_is_whole_again(made: Path, tmp_path: Path) -> None:
    """Taking a result over looks at its checksum: a changed digit is never given as a value."""
    store = _damaged(made, tmp_path, _other_digit)
    with sqlite3.connect(store) as db:
        ((sha256, extractor),) = db.execute(
            "SELECT sha256, extractor FROM result WHERE data LIKE ?", (f"%{NAMES[1]}%",)).fetchall()
    db.close()
    with Store.create(store) as opened:
        opened.plan([str(made / n) for n in NAMES], extractor=extractor, lang="fi")
        assert opened.take_over(1, sha256, Limits(), None) is None
