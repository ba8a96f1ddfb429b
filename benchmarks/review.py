"""What a folder of review pages costs, as a ratio to extraction and bare rendering of the same files.

usage: python -m benchmarks.review [FOLDER] [--reports N]

Takes the PDFs of the folder again and again until there are N. Prints seconds of all three, their ratio, and the
bytes of the index, of a report's page and of a page picture. All is done in one process, one report after the other.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from erityisavustus import extract
from erityisavustus.contracts.result import SourceKind
from erityisavustus.reading.engines.rendering import upright
from erityisavustus.review.pictures import PICTURE_SCALE
from erityisavustus.review.site import INDEX, Reviewed, write_folder

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--reports", type=int, default=100)
    options = parser.parse_args(arguments)
    digital = [p for p in sorted(options.folder.glob("*.pdf"))
               if extract(p).source.kind in (SourceKind.TEXT, SourceKind.ACROFORM)]
    files = list(itertools.islice(itertools.cycle(digital), options.reports))
    extraction = seconds(lambda: [extract(file) for file in files])
    rendering = seconds(lambda: [None for file in files for _ in upright(file, {}, PICTURE_SCALE)])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        whole = seconds(lambda: write_folder(folder, (Reviewed(extract(file), file) for file in files), "fi"))
        pictures = [p.stat().st_size for p in (folder / "pages").iterdir()]
        print(f"{len(files)} reports, {len(pictures)} pages")
        print(f"extraction   {extraction:7.1f} s")
        print(f"rendering    {rendering:7.1f} s")
        print(f"the folder   {whole:7.1f} s")
        print(f"ratio        {whole / (extraction + rendering):7.2f}")
        print(f"index        {(folder / INDEX).stat().st_size / 1000:7.0f} kB")
        print(f"a report     {(folder / 'report-00001.html').stat().st_size / 1000:7.0f} kB")
        print(f"a picture    {sum(pictures) / len(pictures) / 1000:7.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
