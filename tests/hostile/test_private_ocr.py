"""A page that is read by OCR is nobody else's to see meanwhile."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from erityisavustus.reading.ocr import available
from tests.conftest import FIXTURES
from tests.reading.test_scan import scanned

pytestmark = [
    pytest.mark.skipif(not available(), reason="needs Tesseract"),
    pytest.mark.skipif(os.name == "nt", reason="folders there have no modes"),
]


def test_others_see_nothing_of_a_scan(tmp_path: Path) -> None:
    """While a scan is read the temporary folder shows others nothing but folders that only their owner can enter."""
    scan, temporary = tmp_path / "skannattu.pdf", tmp_path / "tmp"
    scan.write_bytes(scanned(FIXTURES / "form-hand-hub.pdf", dpi=150, first=1))
    temporary.mkdir()
    seen: dict[str, int] = {}
    with (tmp_path / "luettu.json").open("w+b") as read, subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "inspect", scan, "--json"], stdout=read,
        env=os.environ | {"TMPDIR": str(temporary)},
    ) as program:
        while program.poll() is None:
            _look(temporary, seen)
        read.seek(0)
        (page,) = json.load(read)["pages"]
    assert len(page["words"]) > 100  # a picture has none of its own
    assert {name: oct(mode) for name, mode in seen.items() if mode != stat.S_IFDIR | 0o700} == {}
    assert list(temporary.iterdir()) == []


def _look(folder: Path, seen: dict[str, int]) -> None:
    """Note the type and mode of what there is."""
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                seen[entry.name] = entry.stat(follow_symlinks=False).st_mode
            except FileNotFoundError:  # gone already
                continue
