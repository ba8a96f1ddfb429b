"""The JSON Schema of the output, with the printed labels as titles.

It is open where docs/stability.md lets report/1 grow, in keys and in codes of findings. The models that read results
back are not: what they do not know they would drop from what they write, so they refuse it.
"""

from __future__ import annotations

import json

from pydantic.json_schema import JsonSchemaValue

from erityisavustus.contracts.result import Extraction
from erityisavustus.form import FORM, Form, Role

__all__ = ["json_schema"]

CODE = r"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$"
"""The form of a finding's code: what it is about, and what is the matter."""


def json_schema(form: Form = FORM) -> str:
    """JSON Schema (draft 2020-12) of one object that `report extract --json` prints."""
    schema = Extraction.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["required"] = list(schema["properties"])
    _open(schema)
    report = schema["$defs"]["Report"]
    sections = {t.section: t.wordings[0] for t in form.texts if t.role is Role.SECTION}
    for name, node in report["properties"].items():
        node["title"] = sections.get(name, name)
        group = schema["$defs"][node["$ref"].rpartition("/")[2]]
        group["title"] = sections.get(name, name)
        _label(form, name, group)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _open(schema: JsonSchemaValue) -> None:
    """Let keys and codes come that this version does not know; the known codes stay as examples."""
    for node in [schema, *schema["$defs"].values()]:
        if node.get("additionalProperties") is False:
            del node["additionalProperties"]
    code = schema["$defs"]["Code"]
    code["examples"] = code.pop("enum")
    code["pattern"] = CODE


def _label(form: Form, section: str, group: JsonSchemaValue) -> None:
    group["required"] = sorted(group["properties"], key=list(group["properties"]).index)
    for name, node in group["properties"].items():
        node["title"] = form.by_id[f"{section}.{name}"].label
        node.pop("default", None)
