"""Makes the pictures of the README anew: `python docs/images/make.py`."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console

from erityisavustus import extract
from erityisavustus.cli.inspect import SCALE
from erityisavustus.form import FORM
from erityisavustus.judging import Language
from erityisavustus.locating import locate, sheet_of
from erityisavustus.output.pages.page_drawing import draw_page
from erityisavustus.output.pages.report_page import person_page
from erityisavustus.reading import read
from erityisavustus.reading.engines.rendering import render
from erityisavustus.review.site import Reviewed, write_page

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))  # for the tests' browser
FIXTURE = HERE.parents[1] / "tests" / "fixtures" / "chromium-header-cells-both.pdf"
WIDTH = 100
LINES = 62
"""Of the page of `show`: enough to see answers, boxes and doubts."""
SMALL = 1000
"""Pixels of the picture of `inspect`, in width."""


def show() -> None:
    """show.svg: the top of the page in the terminal."""
    extraction = extract(FIXTURE, path=FIXTURE.name)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    lines = console.render_lines(person_page(extraction, Language.FI), pad=False)[:LINES]
    for line in lines:
        console.print(*map(_styled, line), sep="", end="\n", soft_wrap=True)
    console.save_svg(str(HERE / "show.svg"), title=f"report show {FIXTURE.name}")


def _styled(segment: object) -> object:
    from rich.segment import Segment
    from rich.text import Text

    assert isinstance(segment, Segment)
    return Text(segment.text, style=segment.style or "")


def inspect() -> None:
    """inspect.png: the first page as `inspect --png` draws it."""
    pages = list(read(FIXTURE).pages)
    answers = locate(FORM, [sheet_of(page) for page in pages]).answers
    picture = draw_page(render(FIXTURE, 1, SCALE), pages[0], answers, SCALE)
    picture.resize((SMALL, round(picture.height * SMALL / picture.width))).quantize(64).save(
        HERE / "inspect.png", optimize=True
    )


def review() -> None:
    """review.png: the review page, a doubt chosen. The browser is the one that the tests use."""
    from playwright.sync_api import sync_playwright

    from tests.review.browser import chromium, opened

    folder = FIXTURE.parent
    names = (FIXTURE.stem, "form-hand-unanswered", "typst-open-reworded", "firefox-cell-typed-2")
    files = [folder / f"{name}.pdf" for name in names]
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        page_file = Path(temporary, "review.html")
        with page_file.open("w", encoding="utf-8") as out:
            write_page(out, (Reviewed(extract(f, path=f.name), f) for f in files), "fi")
        browser = chromium(playwright)
        with opened(browser, page_file, reduced_motion="reduce") as page:
            page.keyboard.press("n")
            page.keyboard.press("a")
            page.keyboard.press("n")
            page.wait_for_timeout(500)
            picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        HERE / "review.png", optimize=True
    )


if __name__ == "__main__":
    show()
    inspect()
    review()
