"""The JSON Schema of the output, with the printed labels as titles."""

from __future__ import annotations

import json
from typing import Any

from erityisavustus.extraction import Extraction
from erityisavustus.form import FORM, Form, Role

__all__ = ["json_schema"]


def json_schema(form: Form = FORM) -> str:
    """JSON Schema (draft 2020-12) of one object that `report extract --json` prints."""
    schema = Extraction.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    report = schema["$defs"]["Report"]
    sections = {t.section: t.wordings[0] for t in form.texts if t.role is Role.SECTION}
    for name, node in report["properties"].items():
        node["title"] = sections.get(name, name)
        group = schema["$defs"][node["$ref"].rpartition("/")[2]]
        group["title"] = sections.get(name, name)
        _label(form, name, group)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _label(form: Form, section: str, group: dict[str, Any]) -> None:
    group["required"] = sorted(group["properties"], key=list(group["properties"]).index)
    for name, node in group["properties"].items():
        node["title"] = form.by_id[f"{section}.{name}"].label
        node.pop("default", None)
