"""How right and how fast `extract` is on scans made by `benchmarks.degrade`.

usage: python -m benchmarks.scans FOLDER [--each N] [--seed N] [-v] [--time]

A row a look: pages, marks, typed values, errors in texts (share of characters, Levenshtein), wrong values that no
finding names. --time measures time instead: `extract` against Tesseract alone on the same page pictures, one process
and one thread each, taken in turns, and one page worker against two.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

import pypdfium2
from rapidfuzz.distance import Levenshtein

from benchmarks.accuracy import leaf, score
from benchmarks.degrade import LOOKS, arguments, pairs, scanned
from erityisavustus import extract
from erityisavustus.form import FORM, Kind
from erityisavustus.output.writers.json_result import json_object
from erityisavustus.reading.engines.rendering import grey_page
from erityisavustus.reading.ocr.tesseract import recognised

TYPED = {Kind.DIARY_NUMBER, Kind.EMAIL, Kind.PHONE, Kind.EURO, Kind.PERIOD}


def kind_of(path: str) -> Kind | None:
    spec = FORM.by_id.get(path) or FORM.by_id.get(path.rpartition(".")[0])
    return spec.kind if spec else None


def measured(data: bytes, name: str, truth: dict[str, object], verbose: bool) -> Counter[str]:
    """Counts of one scan."""
    result = extract(data, path=name)
    counts = Counter(score(name, result, truth).counts)
    report = json.loads(json_object(result))["report"]
    for path, wanted in truth["report"].items():  # type: ignore[attr-defined]
        got, kind = leaf(report, path), kind_of(path)
        if kind in TYPED or path == "signature.date":
            counts["typed"] += 1
            counts["typed right"] += got == wanted
        elif kind is Kind.TEXT and wanted and got:
            a, b = (" ".join(str(text).split()) for text in (got, wanted))
            counts["characters"] += len(b)
            counts["wrong characters"] += Levenshtein.distance(a, b)
    counts["pages"] += result.source.pages or 0
    if verbose:
        for fault in score(name, result, truth).faults:
            print(f"{name}: {fault[:170]}", flush=True)
    return counts


def seconds(data: bytes, pages: int) -> tuple[float, float, float]:
    """Tesseract alone, `extract` with one page worker, and with two."""
    from erityisavustus.reading import read

    os.environ["OMP_THREAD_LIMIT"] = "1"
    start = time.perf_counter()
    for number in range(1, pages + 1):
        grey, scale = grey_page(data, number, "")
        recognised(grey, round(scale * 72))
    alone = time.perf_counter() - start
    spent = []
    for workers in (1, 2):
        start = time.perf_counter()
        list(read(data, page_workers=workers).pages)
        spent.append(time.perf_counter() - start)
    return alone, spent[0], spent[1]


def row(name: str, c: Counter[str]) -> str:
    def share(part: str, whole: str) -> str:
        return f"{c[part]}/{c[whole]} {100 * c[part] / c[whole]:.1f}%" if c[whole] else "-"

    return (f"{name:10} {c['pages']:5} | {share('marks right', 'marks'):>16} | {share('typed right', 'typed'):>16} | "
            f"{share('wrong characters', 'characters'):>18} | {c['silent']:6} {c['flagged']:7} {c['false']:5}")


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="name each fault")
    parser.add_argument("--time", action="store_true", help="measure time only")
    options = parser.parse_args()
    rows: dict[str, Counter[str]] = {look.name: Counter() for look in LOOKS}
    if options.time:
        timed(options.folder, options.each, options.seed)
        return 0
    for pdf, truth, look in pairs(options.folder, options.each, options.seed):
        data = scanned(pdf, look, options.seed)
        found = measured(data, f"{pdf.stem}.{look.name}", truth | {"family": "scan"}, options.verbose)
        rows[look.name].update(found)
    print(f"{'look':10} pages | {'marks':>16} | {'typed':>16} | {'wrong characters':>18} | silent flagged false")
    for name, counts in rows.items():
        print(row(name, counts))
    print(row("all", sum(rows.values(), Counter())))
    return 0


def timed(folder: Path, each: int, seed: int) -> None:
    """The times of all scans together, and of each."""
    spent = [0.0, 0.0, 0.0]
    for pdf, _, look in pairs(folder, each, seed):
        data = scanned(pdf, look, seed)
        found = seconds(data, len(pypdfium2.PdfDocument(data)))
        print(f"{pdf.stem}.{look.name}: {found[1] / found[0]:.2f}, {found[1] / found[2]:.2f}", flush=True)
        spent = [a + b for a, b in zip(spent, found, strict=True)]
    print(f"reading / Tesseract alone {spent[1] / spent[0]:.2f}")
    print(f"two page workers are {spent[1] / spent[2]:.2f} times as fast as one")


if __name__ == "__main__":
    sys.exit(main())
