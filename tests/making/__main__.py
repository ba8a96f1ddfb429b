"""`python -m tests.making [NAME…]`: makes all fixtures, or those whose name contains one of the words."""

from __future__ import annotations

import importlib
import subprocess
import sys

from tests.making.recipes import FIXTURES, Recipe, write_table

MAKERS = (
    "browsers",
    "office",
    "typst_",
    "reportlab_",
    "fpdf_",
    "groff",
    "forms",
)


def recipes() -> list[Recipe]:
    """All recipes; a maker whose library is not installed is named and left out."""
    out: list[Recipe] = []
    for name in MAKERS:
        try:
            module = importlib.import_module(f"tests.making.{name}")
        except ModuleNotFoundError as error:
            print(f"{name}: left out ({error})", file=sys.stderr)
            continue
        out += module.RECIPES
    return out


def main(words: list[str]) -> int:
    FIXTURES.mkdir(exist_ok=True)
    known = recipes()
    failed = 0
    for recipe in known:
        if words and not any(word in recipe.name for word in words):
            continue
        try:
            path = recipe.write()
        except (OSError, subprocess.SubprocessError, ValueError, KeyError, RuntimeError) as error:
            failed += 1
            detail = getattr(error, "stderr", b"") or b""
            print(f"{recipe.name}: {error} {detail.decode(errors='replace')[-600:]}", file=sys.stderr)
            continue
        print(f"{path.name}: {path.stat().st_size // 1024} kB")
    write_table(known)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
