"""What is read from a scan depends on the scan alone, not on how busy the machine is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy
import pytest

from erityisavustus import extract
from erityisavustus.reading import ocr
from erityisavustus.reading.ocr import tesseract
from tests.conftest import FIXTURES
from tests.reading.test_scan import pictures, scanned

DPI = 150
TESSERACT = shutil.which("tesseract")
FIRST_READING, TURNS, ONE_LINE = "--psm 3", "--psm 0", "--psm 7"
pytestmark = [
    pytest.mark.skipif(not ocr.available(), reason="needs Tesseract"),
    pytest.mark.skipif(os.name == "nt", reason="its stand-ins are shell scripts"),
    pytest.mark.xdist_group("load"),
]


@contextmanager
def busy_machine() -> Iterator[None]:
    """Two processes that never rest."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is run in place of Tesseract, once it is written."""
    program = tmp_path / "tesseract"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return program


def _script(program: Path, when: str, then: str) -> None:
    """Tesseract itself, but `then` is done first where its options hold `when`."""
    program.write_text(f'#!/bin/sh\ncase "$*" in *"{when}"*) {then} ;; esac\nexec {TESSERACT} "$@"\n', encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture(scope="module")
def picture() -> numpy.ndarray:
    """The first page of a report whose e-mail address needs a second reading."""
    (page,) = pictures(FIXTURES / "canvas-circle-unanswered.pdf", dpi=DPI, first=1)
    return numpy.asarray(page)


def test_a_busy_machine_reads_the_same() -> None:
    """The bytes of the result are those of an idle machine."""
    scan = scanned(FIXTURES / "canvas-circle-unanswered.pdf", dpi=DPI, first=2)
    idle = extract(scan, path="skannattu.pdf").model_dump_json()
    with busy_machine():
        assert extract(scan, path="skannattu.pdf").model_dump_json() == idle


def test_time_that_was_only_waited_for_does_not_count(
    stand_in: Path, picture: numpy.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Tesseract that gets the processor later than its limit reads what it reads at once."""
    at_once = ocr.scanned_page(picture, DPI / 72, 1, 0)
    _script(stand_in, ONE_LINE, "sleep 3")
    monkeypatch.setattr(tesseract, "TIME_LIMIT", 2.5)
    monkeypatch.setattr(tesseract, "LOOK", 0.1)
    assert ocr.scanned_page(picture, DPI / 72, 1, 0) == at_once


def test_a_picture_that_takes_too_long_ends_loudly(
    stand_in: Path, picture: numpy.ndarray, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Beyond the limit the page is given up, not given out without what was missing, and the program is ended."""
    _script(stand_in, ONE_LINE, f"echo $$ > {tmp_path}/pid; while :; do :; done")
    monkeypatch.setattr(tesseract, "TIME_LIMIT", 0.5)
    monkeypatch.setattr(tesseract, "LOOK", 0.1)
    with pytest.raises(ocr.OcrError, match="time limit"):
        tesseract.line_again(picture, DPI)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize(("when", "then"), [
    (FIRST_READING, "exit 1"), (ONE_LINE, "exit 1"), (FIRST_READING, "kill -9 $$"), (TURNS, "kill -9 $$"),
])
def test_no_reading_fails_in_silence(stand_in: Path, picture: numpy.ndarray, when: str, then: str) -> None:
    """Where the first or a second reading fails, or the program is killed, the page is not read as if it had not."""
    _script(stand_in, when, then)
    with pytest.raises(ocr.OcrError, match="exit"):
        ocr.scanned_page(picture.T if when == TURNS else picture, DPI / 72, 1, 0)


def test_too_little_text_to_tell_how_it_lies() -> None:
    """Tesseract refuses to say how an empty page lies; that is an answer, and the page is read."""
    empty = numpy.full((1754, 1240), 255, numpy.uint8)
    assert tesseract.quarter_turns(empty) == 0
    assert ocr.scanned_page(empty, DPI / 72, 1, 0).words == ()
