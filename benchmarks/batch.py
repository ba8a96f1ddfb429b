"""What a batch costs: how much two workers gain over one, and whether a worker grows.

usage: python -m benchmarks.batch [FOLDER] [--files N] [--rounds R] [--only speed|memory]

Speed: the digital reports of FOLDER, over and over up to N files, read by one worker and by two, in turns. Printed are
the seconds of the clock and of the processors, and the gain; the best of R rounds counts, and the gain that the
processors' seconds alone would allow tells what the program costs on a machine that is busy with other things.
Memory: one worker reads N files; its resident memory after each of the first 100 and of the last 100 is compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import psutil

from erityisavustus import extract, extract_many
from erityisavustus.contracts.result import SourceKind

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
EDGE = 100
"""Files at the beginning and at the end whose memory is compared."""


def digital(folder: Path) -> list[Path]:
    """The PDFs of the folder that are no scans."""
    return [p for p in sorted(folder.glob("*.pdf")) if extract(p).source.kind in (SourceKind.TEXT, SourceKind.ACROFORM)]


def repeated(files: list[Path], number: int, folder: Path) -> list[str]:
    """Copies in `folder`, none the same as another: a remark stands after the end of each, where readers skip it."""
    paths = []
    for index, file in enumerate(islice(cycle(files), number)):
        copy = folder / f"{index:05}-{file.name}"
        copy.write_bytes(file.read_bytes() + f"\n% {index}\n".encode())
        paths.append(str(copy))
    return paths


def timed(paths: list[str], workers: int) -> tuple[float, float]:
    """Seconds of the clock, and of the processors in this process and its workers."""
    before, started = _used(), time.perf_counter()
    for _ in extract_many(paths, workers=workers):
        pass
    return time.perf_counter() - started, _used() - before


def _used() -> float:
    t = psutil.Process().cpu_times()
    return t.user + t.system + t.children_user + t.children_system


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    return [c for c in process.children() if "spawn_main" in " ".join(c.cmdline())]


def resident(paths: list[str]) -> Iterator[float]:
    """MiB of the one worker, after each file."""
    worker = None
    for _ in extract_many(paths, workers=1):
        worker = worker or workers_of(psutil.Process())[0]
        yield worker.memory_info().rss / 2**20


def speed(paths: list[str], rounds: int) -> None:
    best: dict[int, tuple[float, float]] = {}
    for _ in range(rounds):
        for workers in (1, 2):
            best[workers] = min(best.get(workers, (float("inf"), 0.0)), timed(paths, workers))
    for workers, (wall, cpu) in best.items():
        print(f"{workers} worker{'s' * (workers > 1)}: {wall:7.1f} s, {1000 * wall / len(paths):6.1f} ms a file, "
              f"{cpu:7.1f} s of processors")
    (wall, cpu), (wall2, cpu2) = best[1], best[2]
    print(f"gain of two workers: {wall / wall2:.2f} (by the processors' seconds {2 * cpu / cpu2:.2f})")


def memory(paths: list[str]) -> None:
    sizes = list(resident(paths))
    first, last = median(sizes[:EDGE]), median(sizes[-EDGE:])
    print(f"memory of the worker: first {EDGE} files {first:.0f} MiB, last {EDGE} of {len(sizes)} {last:.0f} MiB "
          f"({100 * (last / first - 1):+.1f} %), most {max(sizes):.0f} MiB")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=("speed", "memory"))
    options = parser.parse_args(arguments)
    files = digital(options.folder)
    print(f"{len(files)} digital reports, {options.files} files")
    with tempfile.TemporaryDirectory() as folder:
        paths = repeated(files, options.files, Path(folder))
        if options.only != "memory":
            speed(paths, options.rounds)
        if options.only != "speed":
            memory(paths)
    return 0


if __name__ == "__main__":
    sys.exit(main())
