"""What the documents name is there, and the numbers they give are the code's."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tests.project import PACKAGE, ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMED = re.compile(r"(?<![\w/.-])((?:src|tests|docs|benchmarks|\.ci)/[\w./*-]*[\w*/])")
"""A path from the root, wherever it stands, in a command or between backquotes."""
QUOTED = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)*(?:\.(?:py|js|md|toml|ya?ml)|/))`")
"""A file or folder between backquotes, from the root, the document's folder or the package's."""
MODULE = re.compile(r"python -m\s+((?:tests|benchmarks)(?:\.\w+)+)")


def there(path: str, document: Path) -> bool:
    """Whether the path, which may be a pattern, leads to something."""
    return any(any(base.glob(path.rstrip("/"))) for base in (ROOT, document.parent, PACKAGE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    """Each path and each module that a document names exists."""
    text = document.read_text(encoding="utf-8")
    paths = {*NAMED.findall(text), *QUOTED.findall(text)}
    assert not sorted(path for path in paths if not there(path, document))
    modules = [name.replace(".", "/") for name in MODULE.findall(text)]
    assert not sorted(m for m in modules if not (there(f"{m}.py", document) or there(f"{m}/__main__.py", document)))


def test_paths_are_found_in_documents() -> None:
    """The patterns see what a document may name: were they blind, nothing could be missing."""
    text = "`src/a/b.py`, `model/rules.py`, `tests/x/`, [it](docs/c.md), then python -m benchmarks.none tests/fixtures"
    assert {*NAMED.findall(text)} == {"src/a/b.py", "tests/x/", "docs/c.md", "tests/fixtures"}
    assert {*QUOTED.findall(text)} == {"src/a/b.py", "model/rules.py", "tests/x/"}
    assert MODULE.findall(text) == ["benchmarks.none"]
    assert not there("model/none.py", ROOT / "README.md")


ROW = re.compile(r"^\| [^|]+ \| ([\d,]+)(?: (MiB|s))? \| `src/([\w/]+)\.py` `(\w+)` \|$", re.MULTILINE)


def test_the_limits_are_the_codes() -> None:
    """Each limit that SECURITY.md gives is the value of the constant it names."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = ROW.findall(text)
    assert len(rows) == text.count("| `src/") > 8
    for value, unit, path, name in rows:
        constant = getattr(importlib.import_module(path.replace("/", ".")), name)
        number = int(value.replace(",", ""))
        assert constant in (number, number * 1024 * 1024 if unit == "MiB" else number), (path, name)
