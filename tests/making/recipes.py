"""What a fixture is made from, and the truth file and table that go with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from tests.making.blank import LEAVES
from tests.making.cases import CASES, Case, Value

__all__ = ["FIXTURES", "Recipe", "write_expected", "write_table"]

FIXTURES = Path(__file__).parent.parent / "fixtures"
_ROW = re.compile(r"^\| \[(?P<name>[^\]]+)\]")
_HEAD = """# Fixtures

Each PDF is one submitted report of an invented organisation, made by the producer named in its row; its truth,
what was put in, lies beside it in `NAME.expected.json`. `python -m tests.making [NAME…]` makes them anew
(tests/making says what that needs on the machine); the rows below come from the same place.

`report` in a truth file holds every leaf of the form (null: blank or unusable), `must_flag` the fields for which a
finding is due.

`stores` holds stores of results as earlier versions made them; a store is never made anew, for no later program can.

| store | source | purpose |
|---|---|---|
| [version-1](stores/version-1.sqlite) | `report extract raportit/*.pdf -o` of version 0.1.0 (schema version 1) over canvas-serif-short, form-hand-hub and its copy kopio, form-hand-unanswered, form-pdflib-radio, and a broken rikki; then `report apply`: two values corrected in form-hand-unanswered, one accepted in form-hand-hub | migrations: results, duplicates and reviews of an old store are kept |

"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One fixture: a case, a way to print it, and why it exists."""

    name: str
    case: str
    producer: str
    notes: str
    """Layout and boxes, for whoever looks for a fixture of some kind."""
    purpose: str
    make: Callable[[Path, Case], None]
    """Writes the PDF of a case to a path."""
    family: str = "static"
    truth: Mapping[str, Value] = field(default_factory=dict)
    """Leaves that this print leaves out or changes."""
    must_flag: tuple[str, ...] = ()
    """Fields to be doubted because of the print, besides those of the case."""
    settled: tuple[str, ...] = ()
    """Fields of the case's must_flag that are not due in this print."""

    def write(self, folder: Path = FIXTURES) -> Path:
        path = folder / f"{self.name}.pdf"
        self.make(path, CASES[self.case])
        write_expected(self, path.with_suffix(".expected.json"))
        return path


def write_expected(recipe: Recipe, path: Path) -> None:
    """The truth file beside the PDF: the case's truth with what the print changed."""
    case = CASES[recipe.case]
    truth = {leaf: case.truth[leaf] for leaf in LEAVES} | dict(recipe.truth)
    flags = [name for name in (*case.must_flag, *recipe.must_flag) if name not in recipe.settled]
    expected = {
        "name": recipe.name,
        "case": recipe.case,
        "family": recipe.family,
        "producer": recipe.producer,
        "style": recipe.name.rsplit("-", 1)[0],
        "notes": recipe.notes,
        "report": truth,
        "must_flag": flags,
    }
    path.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _stamp(path: Path) -> str:
    """The producer's own words in the document information."""
    with pikepdf.open(path, password="") as pdf:
        said = str(pdf.docinfo.get("/Producer", "")) or str(pdf.docinfo.get("/Creator", ""))
    return " ".join(said.split()).replace("|", "/")


def write_table(recipes: Iterable[Recipe], folder: Path = FIXTURES) -> None:
    """README.md of the folder: a row a fixture; rows of fixtures made elsewhere stay."""
    path = folder / "README.md"
    rows: dict[str, str] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := _ROW.match(line):
                rows[found["name"]] = line
    rows = {name: row for name, row in rows.items() if (folder / f"{name}.pdf").exists()}
    for recipe in recipes:
        pdf = folder / f"{recipe.name}.pdf"
        if pdf.exists():
            stamp = _stamp(pdf)
            source = recipe.producer + (f" ({stamp})" if stamp else "")
            rows[recipe.name] = (
                f"| [{recipe.name}]({recipe.name}.pdf) | {source} | {recipe.case} | {recipe.notes} | {recipe.purpose} |"
            )
    table = ["| fixture | source | case | layout and boxes | purpose |", "|---|---|---|---|---|"]
    table += [rows[name] for name in sorted(rows)]
    path.write_text(_HEAD + "\n".join(table) + "\n", encoding="utf-8")
