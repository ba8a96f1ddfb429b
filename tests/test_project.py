"""Nothing drifts unnoticed: README, docs, exports and exit codes against the code."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import erityisavustus
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.main import app
from erityisavustus.contracts.finding import Code
from erityisavustus.judging.messages import SEVERITIES
from erityisavustus.output.schema import json_schema
from tests.cli import report

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDINGS = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
OHJE = (ROOT / "docs" / "ohje.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_every_finding_is_documented() -> None:
    """docs/findings.md has one row for each code, with the severity it usually has, and no other."""
    rows = re.findall(r"^\| `([\w.-]+)` \| ([\w, ]+) \|", FINDINGS, re.MULTILINE)
    assert sorted(code for code, _ in rows) == sorted(code.value for code in Code)
    for code, severities in rows:
        assert SEVERITIES[Code(code)].value in severities


def test_the_schema_file_is_the_schema() -> None:
    """docs/schema.json is what `report schema` prints."""
    assert (ROOT / "docs" / "schema.json").read_text(encoding="utf-8") == json_schema()


def test_exit_codes_by_name() -> None:
    """README's table has every exit code with its number and name."""
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", README, re.MULTILINE)
    assert [(int(number), name) for number, name in rows] == [(e.value, e.name) for e in Exit]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_readme_names_every_option(name: str) -> None:
    """README's row of a command names each of its options, and none that it does not have."""
    row = next(line for line in README.splitlines() if line.startswith(f"| `report {name}"))
    named = set(re.findall(r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*\b", row))
    options = {o for p in COMMANDS[name].params if p.param_type_name == "option" for o in p.opts}
    assert named == options


def test_readme_shows_the_real_output() -> None:
    """Each part of the output that README shows is printed by the command it shows."""
    found = re.search(r"```sh\npython3 .* && \S+/report (.*)\n```\n\n```text\n(.*?)```", README, re.DOTALL)
    assert found is not None
    command, shown = found.groups()
    printed = subprocess.run(
        [sys.executable, "-m", "erityisavustus", *command.split()],
        cwd=ROOT, capture_output=True, check=True, timeout=60,
    ).stdout.decode()
    parts = [part.strip("\n") for part in re.split(r"^\s*…\n", shown, flags=re.MULTILINE)]
    assert len(parts) > 2
    assert all(part in printed for part in parts)
    assert printed.startswith(parts[0])
    assert printed.endswith(parts[-1] + "\n")


def test_ci_runs_what_readme_says() -> None:
    """README's command for the tests is CI's."""
    assert "```sh\n.ci/run\n```" in README
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100


CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
SHOWN = re.findall(r"^    report (.*)$", OHJE + CI, re.MULTILINE) + re.findall(r"run: report ([^>\n]*)", CI)


@pytest.mark.parametrize("command", SHOWN + re.findall(r"entry: report (.*)$", HOOKS, re.MULTILINE))
def test_the_guides_show_commands_that_exist(command: str) -> None:
    """Each command of docs/ohje.md, docs/ci.md and the pre-commit hooks exists with the options it shows."""
    name, *rest = command.split()
    options = {o for p in COMMANDS[name].params for o in p.opts}
    assert {r for r in rest if r.startswith("-")} <= options


def test_links_lead_somewhere() -> None:
    """Each relative link in README and docs is a file."""
    for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), (file.name, target)


def test_exported_names() -> None:
    """Everything in __all__ is there, and the version is the package's."""
    assert erityisavustus.__all__ == sorted(erityisavustus.__all__)
    assert all(hasattr(erityisavustus, name) for name in erityisavustus.__all__)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert report("--version").stdout.decode() == f"report {project['version']}\n"


def test_help_is_light() -> None:
    """`report --help` imports no PDF library, no pydantic and no progress bar."""
    heavy = {"pdfplumber", "pdfminer", "pikepdf", "pydantic", "rich.progress", "babel", "phonenumbers", "numpy", "cv2"}
    code = ("import runpy, sys; sys.argv[1:] = ['--help']\n"
            "try: runpy.run_module('erityisavustus', run_name='__main__')\n"
            "finally: print(*sys.modules, file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert b"extract" in done.stdout
    loaded = set(done.stderr.decode().split())
    assert "typer" in loaded
    assert not heavy & loaded
