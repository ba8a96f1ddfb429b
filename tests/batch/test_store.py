"""The store: what is put in comes out, and nothing that was finished is lost."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from erityisavustus import Extraction, extract
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.stores.store import SCHEMA_VERSION, Store, StoreError
from erityisavustus.contracts.finding import Code
from tests.conftest import FIXTURES
from tests.output.results import fixture

LIMITS = Limits()
RUN = {"extractor": "1", "lang": "fi"}


def _store(file: Path, *extractions: Extraction) -> Store:
    store = Store.create(file)
    store.plan([e.source.path for e in extractions], **RUN)
    for position, extraction in enumerate(extractions):
        store.put(position, extraction, LIMITS)
    return store


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    """Extractions come back equal, in the order of the input, however late each was put in, unreadable ones too."""
    all_ = [fixture("writer-beside-wide"), extract(b"", path="tyhjä.pdf"), fixture("writer-cell-seed")]
    with Store.create(tmp_path / "a.sqlite") as store:
        store.plan([e.source.path for e in all_], **RUN)
        for position in (2, 0, 1):
            store.put(position, all_[position], LIMITS)
        store.finish()
    with Store.open(tmp_path / "a.sqlite") as store:
        assert list(store.extractions()) == all_
        assert store.progress().finished


def test_many_results_come_in_pieces(tmp_path: Path) -> None:
    """More results than are fetched at once come each once and in order."""
    empty = extract(b"", path="x")
    many = [empty.model_copy(update={"source": empty.source.model_copy(update={"path": f"{n}.pdf"})})
            for n in range(120)]
    with _store(tmp_path / "a.sqlite", *many) as store:
        assert [e.source.path for e in store.extractions()] == [f"{n}.pdf" for n in range(120)]


def test_what_was_not_put_in_is_pending(tmp_path: Path) -> None:
    """A run that ended early is told, with what it has."""
    with Store.create(tmp_path / "a.sqlite") as store:
        store.plan(["a.pdf", "b.pdf"], **RUN)
        store.put(1, fixture("writer-beside-wide"), LIMITS)
        progress = store.progress()
        assert (progress.total, progress.done, progress.finished) == (2, 1, False)
        assert [e.source.path for e in store.extractions()] == ["b.pdf"]


def test_a_content_is_taken_over_under_any_path(tmp_path: Path) -> None:
    """The same bytes under another name give the same result with that name, and the remark that they came twice."""
    first = fixture("writer-beside-wide")
    assert first.source.sha256
    with _store(tmp_path / "a.sqlite", first) as store:
        store.plan([first.source.path, "kopio.pdf"], **RUN)
        copy = store.take_over(1, first.source.sha256, LIMITS, first.source.path)
        assert copy is not None
        assert copy.source.path == "kopio.pdf"
        assert copy.report == first.report
        assert [f.code.value for f in copy.findings] == ["file.duplicate"]
        assert list(store.extractions()) == [first, copy]


@pytest.mark.parametrize("other", [{"extractor": "2", "lang": "fi"}, {"extractor": "1", "lang": "en"}])
def test_another_program_or_language_reads_anew(tmp_path: Path, other: dict[str, str]) -> None:
    """A result is taken over only when the same program gave it in the same language."""
    first = fixture("writer-beside-wide")
    assert first.source.sha256
    with _store(tmp_path / "a.sqlite", first) as store:
        store.plan([first.source.path], **other)
        assert store.take_over(0, first.source.sha256, LIMITS, None) is None
        assert store.progress().done == 0


def test_what_was_given_up_is_read_again_when_it_may_take_more(tmp_path: Path) -> None:
    """A file that took too long is not tried again under the same limit, but under a larger one."""
    given_up = extract(b"x" * 10, path="a.pdf")
    finding = given_up.findings[0].model_copy(update={"code": Code.FILE_TIMEOUT})
    given_up = given_up.model_copy(update={"findings": (finding,)})
    assert given_up.source.sha256
    with Store.create(tmp_path / "a.sqlite") as store:
        store.plan(["a.pdf"], **RUN)
        store.put(0, given_up, Limits(timeout=5))
        assert store.take_over(0, given_up.source.sha256, Limits(timeout=5), None) is not None
        assert store.take_over(0, given_up.source.sha256, Limits(timeout=6), None) is None


def test_a_page_that_was_not_read_is_tried_again(tmp_path: Path) -> None:
    """What kept a page from being read may be gone: its file is read anew by the next run, whatever the limits."""
    first = fixture("writer-beside-wide")
    assert first.source.sha256
    finding = extract(b"x", path="a.pdf").findings[0].model_copy(update={"code": Code.PAGE_UNREAD, "page": 2})
    with _store(tmp_path / "a.sqlite", first.model_copy(update={"findings": (finding,)})) as store:
        store.plan([first.source.path], **RUN)
        assert store.take_over(0, first.source.sha256, LIMITS, None) is None


def test_a_run_that_would_lose_results_is_refused(tmp_path: Path) -> None:
    """Paths the run does not name are kept, unless they may go; then nothing of them stays in the file."""
    file = tmp_path / "a.sqlite"
    gone, stays = fixture("writer-cell-seed"), fixture("writer-beside-wide")
    with _store(file, gone, stays) as store:
        with pytest.raises(StoreError, match=r"writer-cell-seed\.pdf"):
            store.plan([stays.source.path], **RUN)
        assert store.progress().total == 2
        store.plan([stays.source.path], drop=True, **RUN)
        store.finish()
        assert list(store.extractions()) == [stays]
    assert gone.report is not None
    assert gone.report.recipient.project_name
    assert gone.report.recipient.project_name.encode() not in file.read_bytes()


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    """Reports hold personal data."""
    _store(tmp_path / "a.sqlite", fixture("writer-beside-wide")).close()
    assert stat.S_IMODE((tmp_path / "a.sqlite").stat().st_mode) & 0o077 == 0
    assert [p.name for p in tmp_path.iterdir()] == ["a.sqlite"]


def test_files_that_are_no_store(tmp_path: Path) -> None:
    """A PDF, another program's database, a missing file: each is refused by a clear error and stays as it is."""
    pdf = tmp_path / "a.sqlite"
    pdf.write_bytes((FIXTURES / "writer-beside-wide.pdf").read_bytes())
    other = tmp_path / "b.sqlite"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE muu (x)")
    db.close()
    before = pdf.read_bytes(), other.read_bytes()
    for file, why in ((pdf, "not a store"), (other, "another program"), (tmp_path / "c.sqlite", "no such file")):
        with pytest.raises(StoreError, match=why):
            Store.open(file)
    assert (pdf.read_bytes(), other.read_bytes()) == before


def test_a_store_of_another_version(tmp_path: Path) -> None:
    """It is refused by number, and not touched."""
    file = tmp_path / "a.sqlite"
    _store(file, fixture("writer-beside-wide")).close()
    with sqlite3.connect(file) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    with pytest.raises(StoreError, match=f"version {SCHEMA_VERSION + 1}"):
        Store.create(file)


def test_reading_needs_no_right_to_write(tmp_path: Path) -> None:
    """A store on a drive that cannot be written is read; an empty file is no store and stays empty."""
    file = tmp_path / "a.sqlite"
    _store(file, fixture("writer-beside-wide")).close()
    before = file.read_bytes()
    file.chmod(0o400)
    with Store.open(file) as store:
        assert list(store.extractions()) == [fixture("writer-beside-wide")]
    assert file.read_bytes() == before
    empty = tmp_path / "b.sqlite"
    empty.touch()
    with pytest.raises(StoreError, match="empty"):
        Store.open(empty)
    assert empty.stat().st_size == 0


def test_a_damaged_store(tmp_path: Path) -> None:
    """Pages that are lost are an error that says what to do, not a fault of the program."""
    file = tmp_path / "a.sqlite"
    _store(file, *[fixture(n) for n in ("writer-beside-wide", "writer-cell-seed", "form-hand-hub")]).close()
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(bytes(data))
    with Store.open(file) as store, pytest.raises(StoreError, match="anew"):
        list(store.extractions())
