"""Whether a batch that is killed loses anything: kill -9 at random, go on, and compare.

usage: python -m benchmarks.interrupted [--files N] [--kills N] [--timeout SECONDS] [--memory MB] [--seed N]

A folder is made of N files: copies of all fixtures (no two the same), some scans of them, and 20 hostile files, which
hang, swell, are cut off, locked, empty, something else, or have names that few expect. One run over it is left alone;
another is killed as often as asked, each time at a random moment, and started again by the same command. Then the
exports of both are compared byte for byte. Exit code 1 when they differ.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

from erityisavustus.batch.stores.store import Store
from tests.batch.hostile import HOSTILE
from tests.reading.test_scan import scanned

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
HOSTILE_FILES = 20
SCANS = 3
"""Files that are read by OCR: each takes as long as a hundred others. On a busy machine one can take longer than the
limit in one run and not in the other: the files that differ are named."""


def make_folder(folder: Path, fixtures: list[Path], files: int, hostile: int, scans: int = 0) -> None:
    """`files` copies of the fixtures in two folders, `scans` of them as pictures, and `hostile` files of every kind."""
    (folder / "ä ö").mkdir(parents=True)
    for index, file in enumerate(islice(cycle(fixtures), files)):
        copy = folder / ("ä ö" if index % 3 else "") / f"{index:05}-{file.name}"
        content = scanned(file) if index < scans else file.read_bytes()
        copy.write_bytes(content + f"\n% {index}\n".encode())
    for index, (name, make) in enumerate(islice(cycle(HOSTILE.items()), hostile)):
        again = index // len(HOSTILE)
        (folder / (f"{again} {name}" if again else name)).write_bytes(make() + b"\n" * again)


def run(folder: Path, store: Path, options: list[str], seconds: float | None = None) -> float:
    """Extract the folder into the store; after `seconds` the program is killed. Returns how long it ran."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", str(folder), "-o", str(store), "--quiet", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return time.monotonic() - started


def export(store: Path, form: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "erityisavustus", "export", str(store), form, "--quiet"],
        stdout=subprocess.PIPE, check=False,
    ).stdout


def done(store: Path) -> int:
    if not store.exists():
        return 0
    with Store.open(store) as opened:
        return opened.progress().done


def name_differences(whole: Path, broken: Path) -> None:
    """Which files have different results, and what was found in them."""
    with Store.open(whole) as first, Store.open(broken) as second:
        for one, other in zip(first.extractions(), second.extractions(), strict=False):
            if one != other:
                codes = [[f.code.value for f in e.findings] for e in (one, other)]
                print(f"{one.source.path}: {one.status} {codes[0]}, {other.source.path}: {other.status} {codes[1]}")


def compare(folder: Path, work: Path, kills: int, options: list[str], dice: random.Random) -> bool:
    """Both runs over `folder`, their stores in `work`; whether the exports are the same."""
    whole, broken = work / "whole.sqlite", work / "broken.sqlite"
    undisturbed = run(folder, whole, options)
    total = done(whole)
    print(f"undisturbed: {total} files in {undisturbed:.1f} s")
    for kill in range(kills):
        seconds = dice.uniform(0.1, 0.9) * undisturbed / kills
        run(folder, broken, options, seconds)
        print(f"kill {kill + 1} after {seconds:.1f} s: {done(broken)} of {total} files done")
    print(f"gone on to the end in {run(folder, broken, options):.1f} s")
    same = True
    for form in ("--jsonl", "--csv"):
        first, second = export(whole, form), export(broken, form)
        same &= first == second
        print(f"export {form}: {len(first)} and {len(second)} bytes, {'the same' if first == second else 'DIFFERENT'}")
    if not same:
        name_differences(whole, broken)
    with Store.open(whole) as store:
        codes = Counter(e.findings[0].code.value for e in store.extractions() if e.report is None)
    print("without a report:", ", ".join(f"{code} {number}" for code, number in sorted(codes.items())))
    return same


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=90)
    parser.add_argument("--memory", type=int, default=400)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "raportit"
        make_folder(folder, sorted(FIXTURES.glob("*.pdf")), options.files - HOSTILE_FILES, HOSTILE_FILES, SCANS)
        limits = ["--timeout", str(options.timeout), "--memory", str(options.memory)]
        return int(not compare(folder, Path(work), options.kills, limits, random.Random(options.seed)))


if __name__ == "__main__":
    sys.exit(main())
