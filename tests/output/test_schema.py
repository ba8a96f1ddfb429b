"""JSON Schema of the output."""

import json
from pathlib import Path

from erityisavustus.form import FORM
from erityisavustus.output.schema import json_schema

DOCS = Path(__file__).parents[2] / "docs"


def test_the_file_is_kept() -> None:
    """docs/schema.json is what `report schema` prints."""
    assert (DOCS / "schema.json").read_text(encoding="utf-8") == json_schema()


def test_titles_are_the_printed_labels() -> None:
    """Every field of the form is there under its printed label."""
    definitions = json.loads(json_schema())["$defs"]
    titles = {
        f"{section}.{name}": node["title"]
        for section, group in definitions["Report"]["properties"].items()
        for name, node in definitions[group["$ref"].rpartition("/")[2]]["properties"].items()
    }
    assert titles == {spec.id: spec.label for spec in FORM.fields}
