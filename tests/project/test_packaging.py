"""pyproject.toml, the constraints and the checks at each commit say the same as the code and CI."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.project import PACKAGE, PYPROJECT, ROOT, requirements
from tests.project.test_licences import brought

CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
ASKED = [Requirement(text) for texts in (requirements() | {"dev": EXTRAS["dev"]}).values() for text in texts]


def pins() -> dict[str, Version]:
    """The versions of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"([\w.-]+)==([\w.+]+)", line) for line in lines if not line.startswith("#")]
    assert all(found), "each line is NAME==VERSION"
    return {canonicalize_name(m[1]): Version(m[2]) for m in found if m}


def test_the_tested_set_is_whole() -> None:
    """constraints.txt has one version of everything that the package, its extras and its tests bring in."""
    assert brought([str(r) for r in ASKED]) <= set(pins())


@pytest.mark.parametrize("requirement", ASKED, ids=str)
def test_the_tested_version_is_allowed(requirement: Requirement) -> None:
    """Each requirement has a lower bound and no upper one, and the tested version keeps to it."""
    assert [s.operator for s in requirement.specifier] == [">="]
    assert pins()[canonicalize_name(requirement.name)] in requirement.specifier


def test_ci_installs_the_tested_set() -> None:
    """What CI tests is what constraints.txt says."""
    assert "install -q -c constraints.txt -e '.[dev,ocr,parquet]'" in CI


def test_what_is_imported_is_asked_for() -> None:
    """Each package that the code imports is a requirement of its own, not by chance one of another's."""
    homes = packages_distributions()
    imported: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                imported.add(node.module.partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"erityisavustus"}
    asked = {canonicalize_name(Requirement(text).name) for texts in requirements().values() for text in texts}
    assert {canonicalize_name(home) for name in foreign for home in homes[name]} <= asked


def test_a_commit_is_checked_as_by_ci() -> None:
    """The hooks of .pre-commit-config.yaml are CI's checks, run in the developer's own environment."""
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: (.*)", hooks)
    assert len(entries) == hooks.count("language: system") == 3
    for entry in entries:
        command, _, arguments = entry.replace("--force-exclude", ".").partition(" ")  # hooks name the files
        assert f'"$venv/bin/{command}" {arguments}'.rstrip() + "\n" in CI
