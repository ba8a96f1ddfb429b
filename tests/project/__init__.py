"""What stands around the code: packaging, documents, the public names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

__all__ = ["PACKAGE", "PYPROJECT", "ROOT", "requirements"]

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "erityisavustus"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements() -> dict[str, list[str]]:
    """What pyproject.toml asks for at run time, by extra; '' is what every installation has."""
    extras: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
    return {"": PYPROJECT["project"]["dependencies"]} | {name: r for name, r in extras.items() if name != "dev"}
