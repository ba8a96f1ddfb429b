"""How right `extract` is, over any folder of PDFs whose truth lies beside them.

usage: python -m benchmarks.accuracy FOLDER [--family static,scan] [--only GLOB] [-v] [--strict]

NAME.pdf is compared with NAME.expected.json (or NAME.truth.json), which holds "family", "report" (value
of each field by dotted path) and "must_flag" (fields for which a finding is due). Typed values must be
equal; texts must be equal with their blanks (a glued or a torn word is wrong; which blank it is and where lines end
is not compared), on scans within 3 % of their characters. A wrong value is
*flagged* when a finding names its field, and *silent* when none does; an error finding on a field that is
right and not due is a false one. `layout` counts texts whose paragraphs are right, too.
--strict: exit code 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from erityisavustus import Extraction, extract
from erityisavustus.form import FORM, Kind
from erityisavustus.output.writers.json_result import json_object

SCAN_ERROR = 0.03
"""Share of characters that may differ in a text read by OCR."""
UNPRINTED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))
"""Soft hyphen, zero width space and word joiner tell where a line may break, and are no part of a word."""
LOOKALIKES = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("”“„«»", '"')})
"""What OCR cannot tell apart."""
FREE_TEXT = {Kind.TEXT, Kind.LINE, Kind.PHONE}
MARKED = {Kind.CHOICE, Kind.YES_NO}


@dataclass
class Score:
    """What was right and wrong in one file."""

    name: str
    family: str
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def truths(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each PDF of the folder that has a truth, with it, by name."""
    for pdf in sorted(folder.glob("*.pdf")):
        for ending in (".expected.json", ".truth.json"):
            beside = pdf.with_name(pdf.stem + ending)
            if beside.exists():
                yield pdf, json.loads(beside.read_text(encoding="utf-8"))
                break


def score(name: str, extraction: Extraction, truth: dict[str, Any]) -> Score:
    """Compare one result with its truth."""
    result = Score(name, truth["family"])
    data = json.loads(json_object(extraction))
    scan = truth["family"] in ("scan", "mixed")
    fields = {f["field"] for f in data["findings"] if f["field"]}
    right: dict[str, bool] = {}
    for path, wanted in truth["report"].items():
        got = leaf(data["report"], path)
        right[path] = equal(path, got, wanted, scan=scan)
        group = "marks" if _kind(path) in MARKED else "leaves"
        result.counts[group] += 1
        result.counts[f"{group} right"] += right[path]
        if not right[path]:
            how = "flagged" if data["report"] is None or any(related(f, path) for f in fields) else "silent"
            result.counts[how] += 1
            result.faults.append(f"{how:8} {path}: {got!r} for {wanted!r}")
        elif _kind(path) in FREE_TEXT and wanted and not scan:
            result.counts["texts"] += 1
            result.counts["layout"] += _tidy(got) == _tidy(wanted)
    for due in truth["must_flag"]:
        result.counts["due"] += 1
        seen = any(related(f, due) for f in fields)
        result.counts["due seen"] += seen
        if not seen:
            result.faults.append(f"missed   {due}: a finding is due")
    for finding in data["findings"]:
        if finding["severity"] == "error" and finding["field"] and _is_false(finding["field"], right, truth):
            result.counts["false"] += 1
            result.faults.append(f"false    {finding['field']}: {finding['code']}")
    result.counts["files"] += 1
    result.counts["read"] += data["report"] is not None
    result.counts["perfect"] += not result.faults
    return result


def leaf(report: Any, path: str) -> Any:
    """The value at a dotted path, None where there is none."""
    for key in path.split("."):
        report = report.get(key) if isinstance(report, dict) else None
    return report


def folded(text: str) -> str:
    """The words of a text in order, one blank between any two: what two texts that say the same have in common."""
    return " ".join(text.translate(UNPRINTED).split())


def _kind(path: str) -> Kind:
    spec = FORM.by_id.get(path) or FORM.by_id[path.rpartition(".")[0]]
    return Kind.LINE if path == "signature.place" else spec.kind


def equal(path: str, got: Any, wanted: Any, *, scan: bool = False) -> bool:
    """The value is the one wanted; in texts white space does not count, in scans neither do a few letters."""
    if _kind(path) not in FREE_TEXT or not isinstance(wanted, str) or not isinstance(got, str):
        return bool(got == wanted) or (not got and not wanted and got is not False and wanted is not False)
    a, b = folded(got), folded(wanted)
    if scan:
        a, b = a.translate(LOOKALIKES), b.translate(LOOKALIKES)
        return Levenshtein.distance(a, b) <= SCAN_ERROR * len(b)
    return a == b


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def related(one: str, other: str) -> bool:
    """One names the other, the object it is in, or a part of it."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _is_false(name: str, right: dict[str, bool], truth: dict[str, Any]) -> bool:
    if any(related(name, due) for due in truth["must_flag"]):
        return False
    return all(ok for path, ok in right.items() if related(name, path))


def table(scores: list[Score]) -> str:
    """One row a family, and one of all."""
    families: dict[str, Counter[str]] = {}
    for one in scores:
        for family in (one.family, "all"):
            families.setdefault(family, Counter()).update(one.counts)
    families["all"] = families.pop("all", Counter())
    rows = [f"{'family':10} {'files':>5} {'read':>4} {'perfect':>7} | {'marks':>15} | {'leaves':>17} | "
            f"{'silent':>6} {'flagged':>7} | {'due':>7} {'false':>5} | {'layout':>15}"]
    for family, c in families.items():
        rows.append(
            f"{family:10} {c['files']:5} {c['read']:4} {c['perfect']:7} | {_share(c, 'marks right', 'marks'):>15} | "
            f"{_share(c, 'leaves right', 'leaves'):>17} | {c['silent']:6} {c['flagged']:7} | "
            f"{c['due seen']:3}/{c['due']:<3} {c['false']:5} | {_share(c, 'layout', 'texts'):>15}"
        )
    return "\n".join(rows)


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part]}/{counts[whole]} {100 * counts[part] / counts[whole]:.1f}%" if counts[whole] else "-"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--family", help="only these families, comma between")
    parser.add_argument("--only", default="*", help="only names that match")
    parser.add_argument("-v", "--verbose", action="store_true", help="name each fault")
    parser.add_argument("--strict", action="store_true", help="exit code 1 when anything is wrong")
    options = parser.parse_args(arguments)
    wanted = set(options.family.split(",")) if options.family else None
    start = time.perf_counter()
    scores: list[Score] = []
    for pdf, truth in truths(options.folder):
        if fnmatch.fnmatch(pdf.stem, options.only) and (wanted is None or truth["family"] in wanted):
            scores.append(score(pdf.stem, extract(pdf), truth))
    if options.verbose:
        for one in scores:
            for fault in one.faults:
                print(f"{one.name}: {fault[:200]}")
    print(table(scores))
    print(f"{len(scores)} files in {time.perf_counter() - start:.1f} s")
    return int(options.strict and any(one.faults for one in scores))


if __name__ == "__main__":
    sys.exit(main())
