"""Whether two runs on one store ever mix files up: both at once, over a folder whose files come and go.

usage: python -m benchmarks.stores [--files N] [--rounds R] [--changes C] [--seed N]

A folder holds N files: copies of short fixtures among one-page PDFs that are no report, which are read in no time and
each name another producer; no two have the same digest but for a few meant duplicates. Each round changes it (C files
added, C removed, C replaced), starts a run on the one store of all rounds, starts a second run on it meanwhile, and
goes on changing files while they run. In turns the second run comes without --force (and is to be refused), comes with
it (and the first one is to notice), or comes after the first was killed (and is to go on). Then every row is looked at:
its digest must be one that its file had at some time, and its values, evidence, findings and producer those of reading
that content alone. A last run over the folder at rest must give exactly its files, each with its digest of now. Exit
code 1 when any row is wrong or any run ended otherwise than it should.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pikepdf

from erityisavustus import Extraction, extract
from erityisavustus.batch.stores.store import Store, StoreError
from erityisavustus.contracts.finding import Code

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
SHORT = ("form-hand-hub", "canvas-serif-short", "form-pdflib-radio", "form-turned-180", "groff-plain-short",
         "form-hand-unanswered", "form-updated", "form-linearised")
"""Fixtures that are read in a tenth of a second; no two have the same values."""
REPORT = 0.15
"""Share of new files that are reports; the others are there for their number."""
TWIN = 0.1
"""Share of new files that are a duplicate of another."""
BETWEEN = 0.1
"""Seconds between two changes while runs are at work."""
MEANWHILE = 12
"""Changes while they are, at most: there shall be an end."""
PRODUCER = b"0123456789"
"""In the one-page PDFs; another number of as many digits takes its place, so that no offset changes."""
WAYS = ("refused", "taken", "killed")


class Folder:
    """The files, and all digests that each ever had."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.path = folder
        self.had: dict[str, list[str]] = {}
        self._dice = dice
        self._bases = [(FIXTURES / f"{name}.pdf").read_bytes() for name in SHORT]
        self._other = other_form()
        self._made = 0
        self._alone: dict[str, Extraction] = {}
        folder.mkdir()

    def names(self) -> list[str]:
        return sorted(p.name for p in self.path.iterdir())

    def add(self) -> None:
        """A name that sorts anywhere: every position after it is another one now."""
        self._made += 1
        self._put(f"{self._dice.randrange(10_000):04}-{self._made}.pdf")

    def replace(self) -> None:
        self._put(self._dice.choice(self.names()))

    def remove(self) -> None:
        (self.path / self._dice.choice(self.names())).unlink()

    def change(self) -> None:
        self._dice.choice((self.add, self.replace, self.remove))()

    def digest(self, name: str) -> str:
        return hashlib.sha256((self.path / name).read_bytes()).hexdigest()

    def _put(self, name: str) -> None:
        names = self.names()
        if names and self._dice.random() < TWIN:
            content = (self.path / self._dice.choice(names)).read_bytes()
        else:
            self._made += 1
            if self._dice.random() < REPORT:
                content = self._dice.choice(self._bases) + f"\n% {self._made}\n".encode()
            else:
                content = self._other.replace(PRODUCER, f"{self._made:0{len(PRODUCER)}}".encode())
        digest = hashlib.sha256(content).hexdigest()
        self.had.setdefault(name, []).append(digest)  # before anyone can read it
        if digest not in self._alone:
            self._alone[digest] = _bare(extract(content, path=name))
        new = self.path.with_name("new")
        new.write_bytes(content)
        os.replace(new, self.path / name)  # noqa: PTH105

    def faults(self, store: Path) -> tuple[int, list[str]]:
        """How many rows there are, and what is wrong with them."""
        found, number = [], 0
        with Store.open(store) as opened:
            for number, row in enumerate(opened.extractions(), 1):  # noqa: B007
                name, digest = Path(row.source.path).name, row.source.sha256
                if digest is None and row.findings[0].code is Code.FILE_NOT_FOUND:
                    continue  # it was listed, and removed before it was read
                if digest not in self.had[name]:
                    found.append(f"{name}: the digest of another file")
                elif _bare(row) != self._alone[digest]:
                    found.append(f"{name}: not what reading it alone gives")
        return number, found


def other_form() -> bytes:
    """A page of something else, whose producer is PRODUCER."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Producer"] = PRODUCER.decode()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def _bare(extraction: Extraction) -> Extraction:
    """All but the name of the file, and the remark that it came twice."""
    findings = tuple(f for f in extraction.findings if f.code is not Code.FILE_DUPLICATE)
    source = extraction.source.model_copy(update={"path": ""})
    return extraction.model_copy(update={"source": source, "findings": findings})


def start(folder: Folder, store: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "erityisavustus", "extract", str(folder.path), "-o", str(store), "--quiet",
         "--workers", "1", *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_until_held(first: subprocess.Popen[bytes], store: Path) -> None:
    """Until the first run has the store: before that the second one would simply be the first."""
    while first.poll() is None:
        try:
            with Store.open(store) as opened:
                if opened.holder() == first.pid:
                    return
        except StoreError:  # not made yet
            pass
        time.sleep(BETWEEN / 4)


def run_two(folder: Folder, store: Path, way: str, dice: random.Random) -> tuple[str, list[str]]:
    """Both runs of a round; how they ended, and what of that is wrong."""
    first = start(folder, store, "--force")
    wait_until_held(first, store)
    time.sleep(dice.uniform(0, 0.3))
    if way == "killed":
        first.kill()
    folder.add()
    second = start(folder, store, *(["--force"] if way != "refused" else []))
    for _ in range(MEANWHILE):
        if first.poll() is not None and second.poll() is not None:
            break
        folder.change()
        time.sleep(BETWEEN)
    told = [process.communicate()[1].decode() for process in (first, second)]
    codes = first.returncode, second.returncode
    # 3: all is done, and among the files are some that are no report
    right = {
        "refused": codes[0] == 3 and codes[1] == 5 and "in use since" in told[1],
        "taken": codes[0] == 5 and "another run took it over" in told[0] and codes[1] == 3,
        "killed": codes[0] != 3 and codes[1] == 3,
    }[way]
    early = codes[0] == 3 and codes[1] == 3  # the first was through before the second looked
    end = way if right else f"{way}: too late" if early else f"{way}: {codes}"
    return end, [] if right or early else [f"ended {codes}: {told}"]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--changes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}")
    dice = random.Random(options.seed)
    rows, faults, ends = 0, [], Counter[str]()
    with tempfile.TemporaryDirectory() as work:
        folder, store = Folder(Path(work) / "raportit", dice), Path(work) / "t.sqlite"
        for _ in range(options.files):
            folder.add()
        for number in range(options.rounds):
            for change in (folder.remove, folder.replace, folder.add):
                for _ in range(options.changes):
                    change()
            end, wrong = run_two(folder, store, WAYS[number % len(WAYS)], dice)
            ends[end] += 1
            seen, mixed = folder.faults(store)
            last = start(folder, store, "--force")
            told = last.communicate()[1].decode()
            wrong += [] if last.returncode == 3 else [f"the last run ended {last.returncode}: {told}"]
            again, stale = folder.faults(store)
            with Store.open(store) as opened:
                now = {Path(e.source.path).name: e.source.sha256 for e in opened.extractions()}
            if now != {name: folder.digest(name) for name in folder.names()}:
                wrong.append("the last run did not leave exactly the folder's files")
            faults += wrong + mixed + stale
            rows += seen + again
            print(f"round {number + 1}: {end}; {seen} rows after the two, {again} after the last run, "
                  f"{len(wrong + mixed + stale)} faults", flush=True)
    for fault in faults[:20]:
        print(fault)
    print(f"{options.rounds} rounds ({', '.join(f'{e} {n}' for e, n in sorted(ends.items()))}): {rows} rows looked at, "
          f"{len(folder.had)} files with {sum(map(len, folder.had.values()))} contents, {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
