"""Whether a result is as the mutant's claim says, and if not, how it is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from benchmarks.accuracy import equal, leaf, related
from benchmarks.mutants.claims import Claim, Holds
from erityisavustus.batch.discovery import Item
from erityisavustus.batch.workers.outcome import given_up
from erityisavustus.form import FORM

__all__ = ["Outcome", "Verdict", "verdict"]

DOUBTS = ("warning", "error")
WHOLE = ("form.", "page.", "file.", "text.garbled")
"""Beginnings of the codes that doubt the whole document where they name no field."""
OVER = {given_up(Item("-", None), "file.too-large", "en").findings[0].message}
"""What is said of a file that took more memory than its limit; one refused by what it declares is told otherwise."""
PIECE = 4
"""Letters of a word by which a mixture is known."""


class Outcome(StrEnum):
    """From good to bad."""

    RIGHT = "right"
    FALSE_DOUBT = "false doubt"
    """What is right is doubted, or a sound report not read."""
    ALOUD = "wrong aloud"
    """A value that must not be given is, with a finding."""
    UNREPORTED = "not reported"
    """A finding is due, and there is none; no value is wrong."""
    MIXED = "mixed"
    """A value of parts that do not belong together, without a finding."""
    SILENT = "silent wrong"
    """A value that is not on the page, or another's, without a finding."""
    OVER = "over limits"
    INTERNAL = "internal"


@dataclass
class Verdict:
    """The worst of what is wrong, and all of it."""

    outcome: Outcome = Outcome.RIGHT
    faults: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome, fault: str) -> None:
        order = list(Outcome)
        self.outcome = max(self.outcome, outcome, key=order.index)
        self.faults.append(f"{outcome}: {fault}"[:400])


def verdict(
    claim: Claim, result: dict[str, Any], truth: dict[str, Any], known: frozenset[tuple[str, str | None]],
    other: dict[str, Any],
) -> Verdict:
    """`truth`: values of the sound fixture; `known`: code and field of what is found in it as it is; `other`: values of
    the fixture whose pages were put in."""
    found = Verdict()
    findings = [f for f in result["findings"] if (f["code"], f["field"]) not in known]
    codes = {f["code"] for f in findings}
    if "file.internal" in codes:
        found.add(Outcome.INTERNAL, findings[0]["message"])
    if "file.timeout" in codes or OVER.intersection(f["message"] for f in findings):
        found.add(Outcome.OVER, findings[0]["message"])
    if found.faults or claim.holds is Holds.ANYTHING:
        return found
    if result["report"] is None:
        if claim.holds is not Holds.SAFE:
            found.add(Outcome.FALSE_DOUBT, f"not read: {sorted(codes)}")
        return found
    doubts = [f for f in findings if f["severity"] in DOUBTS]
    _the_claimed(found, claim, result, findings, truth)
    if claim.holds is Holds.SEVERAL:
        _two_reports(found, result, codes, doubts, truth, other)
    else:
        _the_rest(found, claim, result, doubts, truth)
    if claim.holds is Holds.SAME:
        false = sorted({f"{f['code']} {f['field'] or ''}" for f in doubts if f["code"] not in claim.allowed})
        if false:
            found.add(Outcome.FALSE_DOUBT, ", ".join(false))
    return found


def _the_claimed(
    found: Verdict, claim: Claim, result: dict[str, Any], findings: list[dict[str, Any]], truth: dict[str, Any]
) -> None:
    for index, path in enumerate(claim.leaves):
        got, old = leaf(result["report"], path), truth[path]
        new = claim.new[index] if claim.new else None
        own = [f for f in findings if f["field"] and related(f["field"], path)]
        doubted = any(f["severity"] in DOUBTS for f in own)
        what = f"{path}: {got!r} for {new!r}, old {old!r}"
        if got is None:
            if not doubted and _is_due(path, claim):
                found.add(Outcome.UNREPORTED, what)
        elif claim.new and _same(path, got, new):
            if claim.holds is Holds.REPLACED and not own:
                found.add(Outcome.UNREPORTED, what)
        elif doubted:
            if claim.holds is Holds.REPLACED:
                found.add(Outcome.ALOUD, what)
        else:
            found.add(Outcome.MIXED if _is_mixture(path, got, old, new) else Outcome.SILENT, what)


def _is_due(path: str, claim: Claim) -> bool:
    """A blank must be reported: something else was to be read, or the form requires an answer."""
    spec = FORM.by_id.get(path) or FORM.by_id[path.rpartition(".")[0]]
    return bool(claim.new) or spec.printed.required


def _is_mixture(path: str, got: Any, old: Any, new: Any) -> bool:
    """Neither the old value nor the new one, but with a word of either."""
    if not isinstance(got, str) or equal(path, got, old) or not isinstance(old, str):
        return False
    words = {w for text in (old, new) if isinstance(text, str) for w in text.split() if len(w) >= PIECE}
    return any(word in got for word in words)


def _the_rest(
    found: Verdict, claim: Claim, result: dict[str, Any], doubts: list[dict[str, Any]], truth: dict[str, Any]
) -> None:
    """The values that nobody touched are as they were; where any are not, a finding says so."""
    whole = any(f["field"] is None and f["code"].startswith(WHOLE) for f in doubts)
    for path, old in truth.items():
        got = leaf(result["report"], path)
        if path in claim.leaves or equal(path, got, old):
            continue
        what = f"{path}: {got!r} for {old!r}"
        if any(f["field"] and related(f["field"], path) for f in doubts) or (whole and claim.holds is Holds.SAFE):
            if claim.holds is Holds.SAME:
                found.add(Outcome.ALOUD, what)
        elif got is None:
            found.add(Outcome.UNREPORTED, what)
        else:
            found.add(Outcome.MIXED if _is_mixture(path, got, old, None) else Outcome.SILENT, what)


def _two_reports(
    found: Verdict, result: dict[str, Any], codes: set[str], doubts: list[dict[str, Any]], truth: dict[str, Any],
    other: dict[str, Any],
) -> None:
    if "form.several" not in codes:
        found.add(Outcome.UNREPORTED, "no form.several")
    for path, own in truth.items():
        got = leaf(result["report"], path)
        if got is None or _same(path, got, own):
            continue
        what = f"{path}: {got!r} for {own!r}, the other's {other.get(path)!r}"
        if any(f["field"] and related(f["field"], path) for f in doubts):
            found.add(Outcome.ALOUD, what)
        elif equal(path, got, other.get(path)) or not isinstance(got, str):
            found.add(Outcome.SILENT, what)
        else:
            found.add(Outcome.MIXED, what)


def _same(path: str, got: Any, wanted: Any) -> bool:
    """Equal, or one telephone number written in two ways."""
    if path.endswith("_phone") and isinstance(got, str) and isinstance(wanted, str):
        got, wanted = ("".join(c for c in number if c.isdigit()) for number in (got, wanted))
    return equal(path, got, wanted)
