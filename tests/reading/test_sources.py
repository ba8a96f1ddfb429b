"""What may be handed over to be read, and what may not."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

import erityisavustus.reading.sources as sources
from erityisavustus import Extraction, extract, extract_many
from erityisavustus.contracts.finding import Code
from tests.conftest import FIXTURES

FILE = FIXTURES / "weasyprint-rules-short.pdf"


class Bytes:
    """A path that is no `Path`."""

    def __fspath__(self) -> str:
        return str(FILE)


@pytest.fixture(scope="module")
def from_path() -> Extraction:
    return extract(FILE, path="a.pdf")


@pytest.mark.parametrize(
    "given", [str(FILE), Bytes(), FILE.read_bytes(), bytearray(FILE.read_bytes()), memoryview(FILE.read_bytes())],
    ids=["str", "PathLike", "bytes", "bytearray", "memoryview"],
)
def test_a_path_or_bytes(given: Any, from_path: Extraction) -> None:
    """Any kind of path or bytes gives what the file gives."""
    assert extract(given, path="a.pdf") == from_path


@pytest.mark.parametrize("buffering", [-1, 0])
def test_an_open_file(buffering: int, from_path: Extraction) -> None:
    """An open binary file, buffered or not, gives what its path gives, under its name, and stays open."""
    with FILE.open("rb", buffering) as file:
        result = extract(file)
        assert not file.closed
    assert result.source.path == str(FILE)
    assert result.report == from_path.report
    assert result.source.sha256 == from_path.source.sha256


def test_a_stream_in_memory_or_in_an_archive(from_path: Extraction) -> None:
    """Streams that have no file are read too; a member of an archive has its own name."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.write(FILE, "hanke.pdf")
    with zipfile.ZipFile(archive) as opened, opened.open("hanke.pdf") as member:
        result = extract(member)
    assert (result.source.path, result.report) == ("hanke.pdf", from_path.report)
    result = extract(io.BytesIO(FILE.read_bytes()))
    assert (result.source.path, result.report) == ("-", from_path.report)


def test_a_file_without_a_name(from_path: Extraction) -> None:
    """A temporary file, whose name is a number, is '-' like standard input."""
    with tempfile.TemporaryFile() as file:
        file.write(FILE.read_bytes())
        file.seek(0)
        result = extract(file)
    assert (result.source.path, result.report) == ("-", from_path.report)


def test_a_file_is_read_from_where_it_stands() -> None:
    """A file at its end has nothing left to read: the result says so instead of the caller's file being rewound."""
    file = io.BytesIO(FILE.read_bytes())
    file.read()
    assert [f.code for f in extract(file).findings] == [Code.FILE_NOT_PDF]


@pytest.mark.parametrize("wrong", [42, None, 1.5, ["a.pdf"], object()])
def test_what_is_no_file_is_a_type_error(wrong: Any) -> None:
    """A programmer's mistake is told at once, not taken for a file that cannot be read."""
    with pytest.raises(TypeError, match=f"a path, bytes or an open binary file is needed, not {type(wrong).__name__}"):
        extract(wrong)


def test_a_file_open_as_text_is_a_type_error() -> None:
    """Decoded bytes are not the file's; the message says how to open it, whoever made the stream."""
    with FILE.open(encoding="latin-1") as file, pytest.raises(TypeError, match=r"binary mode, open\(path, 'rb'\)"):
        extract(file)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="binary mode"):
        extract(io.StringIO("%PDF-1.7"))  # type: ignore[arg-type]

    class Foreign:
        def read(self, size: int = -1) -> str:
            return "%PDF-1.7"

    with pytest.raises(TypeError, match="gives bytes, not str"):
        extract(Foreign())  # type: ignore[arg-type]


def test_what_the_callers_file_raises_is_the_callers() -> None:
    """A connection that breaks while it is read is no property of the report."""

    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        extract(Broken())


def test_an_endless_stream_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream is read no further than a file may be long."""

    class Endless:
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"%PDF-" + bytes(size - 5)

    monkeypatch.setattr(sources, "MAX_BYTES", 10 * sources.CHUNK)
    monkeypatch.setattr("erityisavustus.reading.opening.MAX_BYTES", 10 * sources.CHUNK)
    endless = Endless()
    assert [f.code for f in extract(endless).findings] == [Code.FILE_TOO_LARGE]
    assert endless.given <= 11 * sources.CHUNK


def test_one_path_for_many_is_a_type_error() -> None:
    """The letters of a path are no paths, and a number is none."""
    for wrong in ("raportit", b"raportit", Path("raportit")):
        with pytest.raises(TypeError, match=r"write \[path\]"):
            extract_many(wrong)  # type: ignore[arg-type]
    for wrong in (42, b"%PDF-1.7"):
        with pytest.raises(TypeError):
            list(extract_many([wrong]))  # type: ignore[list-item]
