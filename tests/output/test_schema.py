"""JSON Schema of the output."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from erityisavustus import Extraction
from erityisavustus.form import FORM
from erityisavustus.output.schema import json_schema
from erityisavustus.output.writers.json_result import json_line
from tests.output.results import fixture

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ["writer-cell-seed", "form-turned-90", "form-certified", "canvas-circle-unanswered"]


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


def errors(data: Any) -> list[str]:
    """Where the published schema is broken."""
    validator = Draft202012Validator(json.loads(json_schema()), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.json_path for error in validator.iter_errors(data)]


def keywords(node: Any) -> set[str]:
    """The keywords of a schema and of all schemas in it."""
    if isinstance(node, list):
        return {k for child in node for k in keywords(child)}
    if not isinstance(node, dict):
        return set()
    found = set(node)
    for key, child in node.items():
        if key in ("properties", "$defs"):
            found |= keywords(list(child.values()))
        elif key not in ("examples", "enum", "const", "default"):
            found |= keywords(child)
    return found


def test_the_schema_is_one() -> None:
    """The published schema keeps to its draft and uses no word that validators would pass over."""
    schema = json.loads(json_schema())
    Draft202012Validator.check_schema(schema)
    assert keywords(schema) <= {
        "$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "enum", "const", "anyOf",
        "properties", "required", "additionalProperties", "items", "prefixItems", "minItems", "maxItems",
        "minimum", "maximum", "pattern", "format",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_output_keeps_to_the_schema(name: str) -> None:
    """What is written is what the schema says, and so is the result of a file that gives none."""
    assert not errors(json.loads(json_line(fixture(name))))


def objects(node: Any) -> list[dict[str, Any]]:
    """Every object in the data, itself included."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return ([node] if isinstance(node, dict) else []) + [o for child in children for o in objects(child)]


def test_report_1_may_grow() -> None:
    """Keys and codes unknown to this version keep to the schema; what reads results back refuses them, lest it lose
    them."""
    data = json.loads(json_line(fixture("writer-cell-seed")))
    for node in objects({k: v for k, v in data.items() if k != "evidence"}) + objects(list(data["evidence"].values())):
        node["brand-new"] = 1
    data["findings"].append(data["findings"][0] | {"code": "text.brand-new"})
    assert not errors(data)
    with pytest.raises(ValidationError):
        Extraction.model_validate(data)


BROKEN = {
    "another version": lambda data: data.update(schema="erityisavustus.report/2"),
    "a key gone": lambda data: data.pop("attachments"),
    "a field gone": lambda data: data["report"]["grant"].pop("type"),
    "a number for an amount": lambda data: data["report"]["decision"].update(granted_eur=65310.0),
    "another status": lambda data: data.update(status="doubtful"),
    "a share over one": lambda data: data["evidence"]["grant.type"].update(confidence=1.5),
    "a box of three numbers": lambda data: data["evidence"]["grant.type"]["bbox"].pop(),
    "a code that is none": lambda data: data["findings"][0].update(code="Brand new"),
}


@pytest.mark.parametrize("how", BROKEN.values(), ids=BROKEN)
def test_a_changed_meaning_is_no_report_1(how: Callable[[Any], None]) -> None:
    """A key that is gone, or a value of another grammar, breaks the schema: that would be /2."""
    data = json.loads(json_line(fixture("writer-cell-seed")))
    how(data)
    assert len(errors(data)) == 1
