"""The licences of what an installation brings with it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution, metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import requirements

MAY_BE_GPL: frozenset[str] = frozenset()
"""Extras that may bring GPL or AGPL with them: whoever installs one has chosen so. None does today."""
LESSER = re.compile(r"\bLGPL|GNU (?:Library or )?Lesser General Public", re.IGNORECASE)
"""The LGPL is allowed: its libraries are installed beside this program, unchanged and replaceable."""
COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)


def brought(names: list[str]) -> set[str]:
    """The distributions that requirements bring here, by name, with all that those need in turn."""
    found: set[str] = set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        wanted = waiting.pop()
        found.add(canonicalize_name(wanted.name))
        environments = [default_environment() | {"extra": extra} for extra in ("", *wanted.extras)]
        needed = [Requirement(text) for text in distribution(wanted.name).requires or []]
        waiting += [
            r for r in needed
            if canonicalize_name(r.name) not in found
            and (r.marker is None or any(r.marker.evaluate(e) for e in environments))
        ]
    return found


def licence(name: str) -> str:
    """What the distribution says of its licence: the SPDX expression, else the classifiers, else the free text."""
    about = metadata(name)
    classifiers = "; ".join(c for c in about.get_all("Classifier") or [] if c.startswith("License ::"))
    return about.get("License-Expression") or classifiers or about.get("License") or ""


def is_copyleft(text: str) -> bool:
    """Whether every alternative that the licence offers is GPL or AGPL."""
    return all(COPYLEFT.search(LESSER.sub("", choice)) for choice in text.split(" OR "))


@pytest.mark.parametrize("extra", requirements(), ids=lambda extra: extra or "core")
def test_no_dependency_is_gpl(extra: str) -> None:
    """Nothing that an installation brings is under the GPL or AGPL alone, and each says what it is under."""
    found = {name: licence(name) for name in sorted(brought(requirements()[extra]))}
    listed = "\n".join(f"{name}: {text.partition(chr(10))[0] or 'says nothing'}" for name, text in found.items())
    print(listed)  # with `pytest -s`
    assert all(found.values()), listed
    if extra not in MAY_BE_GPL:
        assert not [name for name, text in found.items() if is_copyleft(text)], listed


@pytest.mark.parametrize(("text", "refused"), [
    ("AGPL-3.0-only", True), ("GPL-2.0-or-later", True), ("GNU Affero General Public License v3", True),
    ("OSI Approved :: GNU General Public License v3 (GPLv3)", True), ("GPLv2+", True), ("MIT AND GPL-3.0-only", True),
    ("MIT", False), ("GPL-2.0-only OR MIT", False), ("LGPL-3.0-or-later", False), ("LGPLv3+", False),
    ("OSI Approved :: GNU Library or Lesser General Public License (LGPL)", False),
    ("OSI Approved :: GNU Lesser General Public License v3 or later (LGPLv3+)", False),
])
def test_licences_are_told_apart(text: str, refused: bool) -> None:
    """GPL and AGPL are known however they are written; the LGPL, or a choice that has another licence, is neither."""
    assert is_copyleft(text) == refused


def test_what_dependencies_need_is_followed() -> None:
    """The walk reaches what only a dependency of a dependency needs, and misses a package that is not there."""
    assert {"pdfplumber", "pdfminer-six", "cryptography", "pydantic-core"} <= brought(requirements()[""])
    with pytest.raises(PackageNotFoundError):
        brought(["a-package-that-is-not-there"])
