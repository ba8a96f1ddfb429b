"""The public names: documented by examples that hold, typed, and light to import."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import erityisavustus
from tests.project import PACKAGE, ROOT

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
USER = '''
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import assert_type

from erityisavustus import (
    Code, Evidence, Extraction, Finding, Report, Status, __version__, extract, extract_many,
)
from erityisavustus import extrct  # type: ignore[attr-defined]

result = extract(Path("a.pdf"))
assert_type(result, Extraction)
assert_type(result.status, Status)
assert_type(result.report, Report | None)
assert_type(result.evidence, dict[str, Evidence])
assert_type(result.findings, tuple[Finding, ...])
assert_type(result.findings[0].code, Code)
assert_type(__version__, str)
assert_type(extract_many(["a.pdf", Path("b")]), Iterator[Extraction])
assert result.report is not None
assert_type(result.report.decision.granted_eur, Decimal | None)
with open("a.pdf", "rb") as file, open("a.pdf", "rb", buffering=0) as raw:
    extract(file), extract(raw), extract(io.BytesIO()), extract(bytearray()), extract(memoryview(b""))
with open("a.pdf") as text:
    extract(text)  # type: ignore[arg-type]
extract(42)  # type: ignore[arg-type]
'''


def test_the_examples_of_the_documentation_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example of docs/api.md gives what stands under it, when run from the root of a clone."""
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(API, {}, "docs/api.md", "docs/api.md", 0)
    assert len(examples.examples) > 10
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(examples, out=told.append)
    assert not told, "".join(told)


def test_every_public_name_is_documented() -> None:
    """docs/api.md has a heading for each public name, and each is there."""
    headings = {name for line in API.splitlines() if line.startswith("## ") for name in line[3:].split(", ")}
    public = set(erityisavustus.__all__) - {"__version__"}
    assert headings == public
    assert all(hasattr(erityisavustus, name) for name in public)
    assert set(dir(erityisavustus)) == set(erityisavustus.__all__)


def test_a_name_that_is_not_there() -> None:
    """It is an AttributeError that names it, as of any module."""
    with pytest.raises(AttributeError, match="'erityisavustus' has no attribute 'extrct'"):
        erityisavustus.extrct  # noqa: B018


def test_the_package_is_light_until_it_is_used() -> None:
    """Importing it brings no other package; a name brings what it needs."""
    code = "import sys; import erityisavustus; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    loaded = set(done.stdout.decode().split())
    assert "erityisavustus" in loaded
    assert not {m for m in loaded if m.startswith("erityisavustus.")}
    assert not loaded & {"pydantic", "pikepdf", "pdfplumber", "typer", "rich"}


def test_a_user_is_typed(tmp_path: Path) -> None:
    """A type checker knows the public names, refuses what `extract` refuses, and misses a name that is not there."""
    program = tmp_path / "user.py"
    program.write_text(USER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(program)],
        cwd=ROOT, capture_output=True, timeout=300, env=os.environ | {"MYPYPATH": str(PACKAGE.parent)}, check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
    assert (PACKAGE / "py.typed").is_file()
