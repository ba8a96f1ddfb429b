"""File names that are not UTF-8, hold control characters, or look like what they are escaped to."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from erityisavustus import extract
from erityisavustus.cli.exits import Exit
from erityisavustus.files import name_of, path_of
from erityisavustus.output.printable import printable
from tests.cli import report
from tests.conftest import FIXTURES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")

GOOD = FIXTURES / "canvas-serif-short.pdf"
EVIL = {
    b"raportti\xe4.pdf": "raportti\\xe4.pdf",
    b"raportti\\xe4.pdf": "raportti\\\\xe4.pdf",
    b"raportti\\\xe4.pdf": "raportti\\\\\\xe4.pdf",
    "rivi\u2028vaihto.pdf".encode(): "rivi\\u2028vaihto.pdf",
    b"rivi\nvaihto.pdf": "rivi\\u000avaihto.pdf",
    "\u202efdp.\u202c.pdf".encode(): "\\u202efdp.\\u202c.pdf",
    "\x9b31m\x1b[2J.pdf".encode(): "\\u009b31m\\u001b[2J.pdf",
    "päivä \"1\" 'a' \\n.pdf".encode(): "päivä \"1\" 'a' \\n.pdf",
}
STEERING = [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)]


def _folder(tmp_path: Path, content: Path = GOOD) -> Path:
    folder = tmp_path / "raportit"
    folder.mkdir()
    for name in EVIL:
        shutil.copy(content, os.path.join(os.fsencode(folder), name))  # noqa: PTH118 bytes
    return folder


def _steers(output: bytes, *, but: str = "") -> set[str]:
    return {chr(c) for c in STEERING} & set(output.decode()) - set(but)


@pytest.mark.parametrize("raw", EVIL)
def test_a_name_is_shown_escaped_and_found_again(raw: bytes) -> None:
    """Each name has a text of its own, in which nothing steers, and that leads back to the very file."""
    name = name_of(os.fsdecode(raw))
    assert name == EVIL[raw]
    assert os.fsencode(path_of(name)) == raw
    assert printable(name) == name


def test_a_folder_of_such_names_goes_into_a_store(tmp_path: Path) -> None:
    """A store keeps them all, goes on with them, and its export is what extract gives."""
    folder, store = _folder(tmp_path), tmp_path / "tulokset.sqlite"
    assert report("extract", folder, "-o", store, "-q").returncode == Exit.OK
    again = report("extract", folder, "-o", store, "-q")
    exported, direct = report("export", store, "--jsonl"), report("extract", folder, "--jsonl", "-q")
    assert (again.returncode, exported.returncode) == (Exit.OK, Exit.OK)
    assert exported.stdout == direct.stdout
    paths = [json.loads(line)["source"]["path"] for line in exported.stdout.decode().splitlines()]
    assert sorted(paths) == sorted(f"{folder}/{name}" for name in EVIL.values())


def test_one_such_file_alone_is_one_object(tmp_path: Path) -> None:
    """A file that is named on the command line gives one object, not an array."""
    file = Path(os.fsdecode(os.path.join(os.fsencode(_folder(tmp_path)), b"raportti\xe4.pdf")))  # noqa: PTH118 bytes
    assert json.loads(report("extract", file, "-q").stdout)["source"]["path"] == f"{file.parent}/raportti\\xe4.pdf"


def test_results_of_such_names_lead_back_to_their_pages(tmp_path: Path) -> None:
    """The review of results shows the pages of each file, whatever its name."""
    folder, results, page = _folder(tmp_path), tmp_path / "tulokset.jsonl", tmp_path / "tarkistus.html"
    assert report("extract", folder, "-o", results, "-q").returncode == Exit.OK
    done = report("review", results, "-o", page)
    assert done.returncode == Exit.OK
    pages = extract(GOOD).source.pages
    assert pages is not None
    assert page.read_text(encoding="utf-8").count("data:image/") == len(EVIL) * pages


def test_corrections_find_their_file(tmp_path: Path) -> None:
    """Corrections alone are enough to read the file that they name once more."""
    file = Path(os.fsdecode(os.path.join(os.fsencode(_folder(tmp_path)), b"raportti\xe4.pdf")))  # noqa: PTH118 bytes
    done = report("apply", _corrections(tmp_path, file), "-q")
    assert done.returncode == Exit.OK
    assert json.loads(done.stdout)["evidence"]["recipient.contact_name"]["method"] == "reviewed"


def test_lines_end_with_line_feeds_only(tmp_path: Path) -> None:
    """JSON lines written elsewhere, with U+2028 as it is, are read line by line."""
    results = tmp_path / "tulokset.jsonl"
    result = json.loads(extract(GOOD).model_dump_json(by_alias=True))
    result["source"]["path"] = "rivi\u2028vaihto\u0085.pdf"
    results.write_text(json.dumps(result, ensure_ascii=False) + "\n", encoding="utf-8")
    assert report("review", results, "-o", tmp_path / "tarkistus.html").returncode == Exit.OK


@pytest.mark.parametrize("arguments", [
    ["extract", "--json"], ["extract", "--jsonl"], ["extract", "--csv"], ["validate"], ["validate", "--format", "json"],
    ["validate", "--format", "github"], ["validate", "--format", "junit"]])
def test_no_output_steers(tmp_path: Path, arguments: list[str]) -> None:
    """No control character but line ends, and no bidirectional control, is in any output or on stderr."""
    empty = tmp_path / "tyhj\xe4"
    empty.touch()
    folder = _folder(tmp_path, empty)
    command, *options = arguments
    done = report(command, folder, *options, "--lang", "en")
    assert _steers(done.stdout, but="\r\n") == set()
    assert _steers(done.stderr, but="\n") == set()
    if "junit" in options:
        assert len(Xml.fromstring(done.stdout).findall(".//testcase")) == len(EVIL)


def _corrections(tmp_path: Path, file: Path) -> Path:
    """A file that accepts one value of the report in `file`."""
    result = extract(file)
    assert result.report is not None
    name = result.report.recipient.contact_name
    corrections = tmp_path / "korjaukset.json"
    corrections.write_text(json.dumps({
        "schema": "erityisavustus.corrections/1", "report_schema": "erityisavustus.report/1",
        "reports": [{"sha256": result.source.sha256, "path": result.source.path, "fields": {"recipient.contact_name": {
            "action": "accepted", "value": name, "machine": name, "by": "Maija Malli", "at": "2024-01-02T10:00:00Z",
        }}}],
    }), encoding="utf-8")
    return corrections
