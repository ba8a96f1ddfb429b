"""How many check boxes are found in scans made by `benchmarks.degrade`, and how their ink is judged; no OCR.

usage: python -m benchmarks.boxes FOLDER [--each N] [--seed N] [-v]

A row a look: boxes drawn, right, missed, unclear, wrong, and what was taken for a box and is none.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from benchmarks.degrade import LOOKS, Look, arguments, pairs, printed_boxes, scanned
from erityisavustus import extract
from erityisavustus.reading.engines.rendering import grey_page
from erityisavustus.reading.ocr.drawings import found_in
from erityisavustus.reading.ocr.picture import prepared, turned

COLUMNS = ("boxes", "right", "missed", "unclear", "wrong", "false")


def judged(pdf: Path, look: Look, seed: int) -> Iterator[tuple[str, str]]:
    """For each box its fate, one of COLUMNS, and where it is."""
    data, report = scanned(pdf, look, seed), extract(pdf)
    for number in range(1, len(pypdfium2.PdfDocument(data)) + 1):
        drawn = printed_boxes(report, number)
        grey, scale = grey_page(data, number, "")
        grey = turned(grey, look.quarters if number % 2 == 0 else 0)
        found = {
            ((b.box[0] + b.box[2]) / 2 / scale, (b.box[1] + b.box[3]) / 2 / scale): b.state.value
            for b in found_in(prepared(grey, scale)).boxes
        }
        for x, y, side, checked in drawn:
            at = x + side / 2, y + side / 2
            middle = next((m for m in found if max(abs(m[0] - at[0]), abs(m[1] - at[1])) < side / 2), None)
            state = found.pop(middle) if middle else "missed"
            right = state == ("checked" if checked else "unchecked")
            yield "right" if right else state if state in COLUMNS else "wrong", f"page {number}, {x:.0f} {y:.0f}"
        for x, y in found:
            yield "false", f"page {number}, {x:.0f} {y:.0f}"


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="name each fault")
    options = parser.parse_args()
    rows: dict[str, Counter[str]] = {look.name: Counter() for look in LOOKS}
    for pdf, _, look in pairs(options.folder, options.each, options.seed):
        for fate, place in judged(pdf, look, options.seed):
            rows[look.name].update([fate] if fate == "false" else [fate, "boxes"])
            if options.verbose and fate != "right":
                print(f"{pdf.stem}.{look.name}: {fate} {place}", flush=True)
    print(f"{'look':10}" + "".join(f"{column:>9}" for column in COLUMNS))
    for name, counts in (*rows.items(), ("all", sum(rows.values(), Counter()))):
        print(f"{name:10}" + "".join(f"{counts[column]:9}" for column in COLUMNS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
