"""What a report is expected to give, kept beside it as NAME.expected.json, and what is other than expected.

ExpectedError
    the file cannot be used; its message says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.result import Extraction, JsonObject
from erityisavustus.files import name_of, plain_bytes
from erityisavustus.form import FORM, Kind

__all__ = ["Difference", "ExpectedError", "differences", "expected_json", "expected_path", "read_expected"]


class ExpectedError(Exception):
    """The expectation cannot be used."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a report is not as expected; both sides as JSON."""

    field: str
    """'status', a dotted field of the report, or 'findings'."""
    expected: str
    actual: str


def expected_path(report: Path) -> Path:
    """a.pdf: a.expected.json"""
    return report.with_name(f"{report.stem}.expected.json")


def expected_json(extraction: Extraction) -> str:
    """The content of the file: status, each value by its dotted field in form order, and the findings."""
    data: JsonObject = {
        "status": extraction.status.value,
        "report": _leaves(extraction) if extraction.report else None,
        "findings": [*_findings(extraction)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_expected(file: Path) -> JsonObject:
    """The expectation in a file. Raises ExpectedError."""
    name = name_of(file.name)
    try:
        data = json.loads(plain_bytes(file).decode("utf-8"))
    except FileNotFoundError as error:
        raise ExpectedError(f"{name}: no such file; --write-expected makes it") from error
    except OSError as error:
        raise ExpectedError(f"{name}: {error.strerror or 'no plain file'}") from error
    except (ValueError, RecursionError) as error:
        raise ExpectedError(f"{name}: not JSON; correct it, or remove it and use --write-expected") from error
    if not isinstance(data, dict) or not {"status", "report", "findings"} & data.keys():
        raise ExpectedError(f"{name}: holds no expectation; remove it and use --write-expected")
    return data


def differences(extraction: Extraction, expected: JsonObject) -> tuple[Difference, ...]:
    """Field by field in form order; what the expectation does not name is not compared."""
    found = []
    if "status" in expected and expected["status"] != extraction.status.value:
        found.append(Difference("status", _json(expected["status"]), _json(extraction.status.value)))
    if "report" in expected:
        found += _report(extraction, expected["report"])
    if "findings" in expected and expected["findings"] != _findings(extraction):
        found += _listed(expected["findings"], _findings(extraction))
    return tuple(found)


def _report(extraction: Extraction, expected: JsonValue) -> Iterator[Difference]:
    if not isinstance(expected, dict) or extraction.report is None:
        actual = _leaves(extraction) if extraction.report else None
        if actual != expected:
            yield Difference("report", "null" if expected is None else "{…}", "{…}" if actual else "null")
        return
    actual = _leaves(extraction)
    wanted = dict(_flat(expected))
    for name in [*(n for n in actual if n in wanted), *(n for n in wanted if n not in actual)]:
        if name not in actual:
            yield Difference(name, _json(wanted[name]), "(no such field)")
        elif actual[name] != wanted[name]:
            yield Difference(name, _json(wanted[name]), _json(actual[name]))


def _listed(expected: JsonValue, actual: list[str]) -> Iterator[Difference]:
    """Findings that are missing, and those that are too much."""
    wanted = expected if isinstance(expected, list) else []
    rest = list(actual)
    for name in wanted:
        if name in rest:
            rest.remove(name)
        else:
            yield Difference("findings", str(name), "")
    for name in rest:
        yield Difference("findings", "", name)


def _findings(extraction: Extraction) -> list[str]:
    """'answer.missing recipient.contact_phone'; not that another file is the same, which the report does not say."""
    return sorted(
        f"{f.code.value} {f.field}" if f.field else f.code.value
        for f in extraction.findings if f.code is not Code.FILE_DUPLICATE
    )


def _leaves(extraction: Extraction) -> JsonObject:
    """Every value by its dotted field; a period is two of them, null where the period is."""
    assert extraction.report is not None
    data = extraction.report.model_dump(mode="json")
    leaves: JsonObject = {}
    for spec in FORM.fields:
        section, _, name = spec.id.partition(".")
        value = data[section][name]
        if spec.kind is Kind.PERIOD:
            leaves |= {f"{spec.id}.{part}": value and value[part] for part in ("start", "end")}
        else:
            leaves[spec.id] = value
    return leaves


def _flat(data: JsonObject, before: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Nested objects, as in the output of `extract`, by dotted field; a field that is null stays one."""
    for key, value in data.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif value is None and name in FORM.by_id and FORM.by_id[name].kind is Kind.PERIOD:
            yield from ((f"{name}.{part}", None) for part in ("start", "end"))
        else:
            yield name, value


def _json(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False)
