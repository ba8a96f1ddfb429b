"""Whether a report that was tampered with, or is broken, is ever read wrongly without a word.

usage: python -m benchmarks.mutations FOLDER [--seed N] [--count N] [--kind NAME] [--keep DIR] [--json FILE]

Mutants of 25 sound fixtures of FOLDER: covers and patches over an answer, answers that are drawn and not seen, stored
values that contradict the page, pages of another report, broken files, bombs; and harmless changes, of which nothing
may be said. What must hold of each follows from how it was made, and pdfium's picture of the page confirms that a cover
is opaque and that what is hidden is not seen; a mutant that does not show what it should is dropped and another drawn.
All are read under the limits of a batch. Everything follows from the seed.

Printed by kind: the mutants, those that are as they must be, and the others by the worst that is wrong with them.
--keep: a folder for those that are wrong, each with what must hold and what was read; -v names each fault.
Exit code 1 when any mutant is not as it must be.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain, zip_longest
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.mutants.claims import Claim, DroppedError, Sound
from benchmarks.mutants.kinds import KINDS
from benchmarks.mutants.sounding import sound, truth_of
from benchmarks.mutants.verdicts import Outcome, Verdict, verdict
from erityisavustus import extract_many
from erityisavustus.output.writers.json_result import json_object

FIXTURES = 25
DRAWS = 40
"""Times a mutant is drawn anew before its kind is given up."""
TIMEOUT, MEMORY = 30.0, 1024
"""Seconds of the processor, and MiB, for each file; an honest report takes one and a hundred."""


@dataclass(frozen=True, slots=True)
class Made:
    """A mutant on disk."""

    kind: str
    number: int
    path: str
    fixture: str
    claim: Claim
    note: str


def sounds_of(folder: Path, seed: int, workers: int) -> list[Sound]:
    """Fixtures drawn by the seed, one of each family in turn, that are read without a fault."""
    families: dict[str, list[Path]] = {}
    for pdf in sorted(folder.glob("*.pdf")):
        if pdf.with_suffix(".expected.json").exists():
            families.setdefault(truth_of(pdf)["family"], []).append(pdf)
    dice = random.Random(seed)
    rows = [dice.sample(family, len(family)) for _, family in sorted(families.items())]
    drawn = [pdf for pdf in chain.from_iterable(zip_longest(*rows)) if pdf is not None]
    found: list[Sound] = []
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        while drawn and len(found) < FIXTURES:
            wanted = FIXTURES - len(found)
            found += [s for s in pool.map(sound, drawn[:wanted]) if s is not None]
            del drawn[:wanted]
    return found


_sounds: list[Sound] = []
"""In a worker that makes mutants: the fixtures."""


def _begin(sounds: list[Sound]) -> None:
    _sounds[:] = sounds


def made(kind: str, number: int, seed: int, folder: str) -> Made | str:
    """The mutant, written to the folder; why not, where there is none."""
    dice = random.Random(f"{seed} {kind} {number}")
    why: Counter[str] = Counter()
    for _ in range(DRAWS):
        one = dice.choice(_sounds)
        try:
            mutant = KINDS[kind](dice, one, _sounds)
        except DroppedError as reason:
            why[str(reason)] += 1
            continue
        path = Path(folder) / f"{kind}-{number}.pdf"
        path.write_bytes(mutant.data)
        return Made(kind, number, str(path), one.name, mutant.claim, mutant.note)
    return f"{kind}: none, {', '.join(f'{reason} ({times})' for reason, times in why.most_common(3))}"


def all_made(kinds: list[str], sounds: list[Sound], count: int, seed: int, folder: Path, workers: int) -> list[Made]:
    """`count` mutants, as many of each kind."""
    orders = [(kinds[i % len(kinds)], i // len(kinds), seed, str(folder)) for i in range(count)]
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (sounds,)) as pool:
        results = list(pool.map(made, *zip(*orders, strict=True)))
    for result in results:
        if isinstance(result, str):
            print(result, file=sys.stderr)
    return [r for r in results if isinstance(r, Made)]


def judged(
    mutants: list[Made], sounds: list[Sound], options: argparse.Namespace
) -> Iterator[tuple[Made, dict[str, Any], Verdict]]:
    """Each mutant with what was read and how right it is."""
    known = {s.name: s for s in sounds}
    results = extract_many(
        [m.path for m in mutants], lang="en", workers=options.workers, timeout=options.timeout, memory=options.memory)
    for mutant, extraction in zip(mutants, results, strict=True):
        result = json.loads(json_object(extraction))
        one, other = known[mutant.fixture], known.get(mutant.claim.other)
        yield mutant, result, verdict(
            mutant.claim, result, one.report, one.findings, other.report if other is not None else {})


def keep(folder: Path, mutant: Made, result: dict[str, Any], found: Verdict, report: dict[str, Any]) -> None:
    """The file, and beside it what must hold, what was read and what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(mutant.path).name
    (folder / name).write_bytes(Path(mutant.path).read_bytes())
    told = {
        "outcome": found.outcome, "faults": found.faults, "fixture": mutant.fixture, "note": mutant.note,
        "claim": asdict(mutant.claim) | {"allowed": sorted(mutant.claim.allowed)}, "truth": report, "result": result,
    }
    (folder / name).with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def table(outcomes: dict[str, Counter[Outcome]]) -> str:
    """A row a kind, and one of all."""
    rows = [f"{'kind':22} {'mutants':>7} " + " ".join(f"{o.value:>12}" for o in Outcome)]
    for kind, counts in (*outcomes.items(), ("all", sum(outcomes.values(), Counter[Outcome]()))):
        cells = " ".join(f"{counts[o] or '':>12}" for o in Outcome)
        rows.append(f"{kind:22} {sum(counts.values()):7} {cells}")
    return "\n".join(rows)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=800)
    parser.add_argument("--kind", default="*", help="only these kinds: a name, or a pattern")
    parser.add_argument("--keep", type=Path, help="folder for the files that are not read as they must be")
    parser.add_argument("--json", type=Path, help="file for the outcome of each mutant")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=TIMEOUT)
    parser.add_argument("--memory", type=int, default=MEMORY)
    parser.add_argument("-v", "--verbose", action="store_true", help="name each fault")
    options = parser.parse_args(arguments)
    kinds = [kind for kind in KINDS if fnmatch.fnmatch(kind, options.kind)]
    if not kinds:
        parser.error(f"no such kind; there are {', '.join(KINDS)}")
    started = time.monotonic()
    sounds = sounds_of(options.folder, options.seed, options.workers)
    reports = {s.name: s.report for s in sounds}
    outcomes: dict[str, Counter[Outcome]] = {kind: Counter() for kind in kinds}
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        mutants = all_made(kinds, sounds, options.count, options.seed, Path(folder), options.workers)
        making = time.monotonic() - started
        for mutant, result, found in judged(mutants, sounds, options):
            outcomes[mutant.kind][found.outcome] += 1
            rows.append({"kind": mutant.kind, "number": mutant.number, "fixture": mutant.fixture, "note": mutant.note,
                         "holds": mutant.claim.holds, "outcome": found.outcome, "faults": found.faults})
            if found.outcome is not Outcome.RIGHT:
                if options.verbose:
                    print(f"{mutant.kind}-{mutant.number} of {mutant.fixture} ({mutant.note}): {found.faults[0]}")
                if options.keep:
                    keep(options.keep, mutant, result, found, reports[mutant.fixture])
    print(table(outcomes))
    print(f"{len(rows)} mutants of {len({row['kind'] for row in rows})} kinds from {len(sounds)} fixtures, "
          f"seed {options.seed}: made in {making:.0f} s, read in {time.monotonic() - started - making:.0f} s")
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(row["outcome"] is not Outcome.RIGHT for row in rows))


if __name__ == "__main__":
    sys.exit(main())
