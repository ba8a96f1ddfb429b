"""How fast `extract` is, as a ratio to pdfplumber's bare `page.chars` on the same files in the same run.

usage: python -m benchmarks.reading [FOLDER] [--rounds N]

Prints seconds a page of both (the best of N rounds, taken in turns), their ratio, and how `extract`
grows from 5 to 50 to 200 pages: one report whose attachment is its own pages, over and over.
Scanned files are left out: there the time is Tesseract's.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf

from erityisavustus import extract
from erityisavustus.contracts.result import SourceKind

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
LENGTHS = (5, 50, 200)


def digital(folder: Path) -> list[Path]:
    """The PDFs of the folder that are no scans."""
    return [p for p in sorted(folder.glob("*.pdf")) if extract(p).source.kind in (SourceKind.TEXT, SourceKind.ACROFORM)]


def bare_chars(source: Path | bytes) -> int:
    """Only pdfplumber's characters; returns the number of pages."""
    with pdfplumber.open(source if isinstance(source, Path) else io.BytesIO(source)) as pdf:
        for page in pdf.pages:
            _ = page.chars
        return len(pdf.pages)


def whole(source: Path | bytes) -> int:
    """A whole extraction; returns the number of pages."""
    return extract(source).source.pages or 0


def seconds_a_page(read: Callable[[Path], int], files: list[Path]) -> float:
    start = time.perf_counter()
    pages = sum(read(path) for path in files)
    return (time.perf_counter() - start) / pages


def repeated(path: Path, pages: int) -> bytes:
    """A PDF of `pages` pages: those of `path` again and again."""
    source, target = pikepdf.open(path), pikepdf.new()
    while len(target.pages) < pages:
        target.pages.extend(source.pages)
    del target.pages[pages:]
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    files = digital(options.folder)
    rounds = [(seconds_a_page(whole, files), seconds_a_page(bare_chars, files)) for _ in range(options.rounds)]
    ours, bare = min(r[0] for r in rounds), min(r[1] for r in rounds)
    print(f"{len(files)} files")
    print(f"extract          {1000 * ours:7.1f} ms a page")
    print(f"bare page.chars  {1000 * bare:7.1f} ms a page")
    print(f"ratio            {ours / bare:7.2f}")
    longest = max(files, key=lambda p: len(pikepdf.open(p).pages))
    for pages in LENGTHS:
        data = repeated(longest, pages)
        start = time.perf_counter()
        whole(data)
        print(f"{pages:4} pages       {1000 * (time.perf_counter() - start) / pages:7.1f} ms a page")
    return 0


if __name__ == "__main__":
    sys.exit(main())
