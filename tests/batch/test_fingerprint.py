"""The fingerprint of what reads: another one for other code, libraries or models, the same for the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import erityisavustus
from erityisavustus.reading import ocr_available
from erityisavustus.reading.ocr.tesseract import TURNING, WANTED

PROGRAM = "from erityisavustus.batch.stores.fingerprint import extractor_version; print(extractor_version())"
PACKAGE = Path(erityisavustus.__file__).parent


def _fingerprint(first: Path | None = None, /, **environment: str) -> str:
    """Of a program of its own; `first`: a folder in which Python looks before all others."""
    path = os.pathsep.join(str(folder) for folder in (first, PACKAGE.parent) if folder)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | environment | {"PYTHONPATH": path}, check=True, text=True,
        capture_output=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def usual() -> str:
    return _fingerprint()


def test_surroundings_change_nothing(usual: str, tmp_path: Path) -> None:
    """Locale, time zone, the folder for temporary files and the number of threads: the same."""
    assert _fingerprint(
        LC_ALL="C", LANG="C", TZ="Asia/Tokyo", TMPDIR=str(tmp_path), OMP_THREAD_LIMIT="2", PYTHONHASHSEED="7") == usual


@pytest.mark.parametrize("room", ["reading/reader.py", "locating/locate.py", "judging/judge.py"])
def test_code_of_any_room_counts(usual: str, tmp_path: Path, room: str) -> None:
    """One more comment in reading, in locating or in judging: another one."""
    copy = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert _fingerprint(tmp_path) == usual
    changed = copy / room
    changed.write_text(changed.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert _fingerprint(tmp_path) != usual


@pytest.mark.parametrize("library", ["pdfminer.six", "phonenumbers", "opencv-python-headless"])
def test_another_version_of_a_library(usual: str, tmp_path: Path, library: str) -> None:
    """What is installed says that it is another version: another one."""
    named = tmp_path / f"{library.replace('-', '_')}-99.0.dist-info"
    named.mkdir()
    (named / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {library}\nVersion: 99.0\n", encoding="utf-8")
    assert _fingerprint(tmp_path) != usual


@pytest.mark.skipif(not ocr_available(), reason="needs Tesseract")
def test_another_model_of_tesseract(usual: str, tmp_path: Path) -> None:
    """The same models in another folder: the same; one of them with one byte more: another one."""
    listed = subprocess.run(["tesseract", "--list-langs"], check=True, text=True, capture_output=True).stdout
    if '"' not in listed:
        pytest.skip("a Tesseract before version 5 does not say where its models are")
    for name in (*WANTED, TURNING):
        model = Path(listed.split('"')[1]) / f"{name}.traineddata"
        if model.exists():
            shutil.copy(model, tmp_path)
    assert _fingerprint(TESSDATA_PREFIX=str(tmp_path)) == usual
    with (tmp_path / "fin.traineddata").open("ab") as model_file:
        model_file.write(b"\0")
    assert _fingerprint(TESSDATA_PREFIX=str(tmp_path)) != usual
