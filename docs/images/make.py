"""Makes the pictures of the README anew: `python docs/images/make.py`."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from erityisavustus import extract
from erityisavustus.cli.inspect import SCALE
from erityisavustus.form import FORM
from erityisavustus.locating import locate
from erityisavustus.model import Language
from erityisavustus.output.drawing import draw_page
from erityisavustus.output.person import person_page
from erityisavustus.reading import read
from erityisavustus.reading.rendering import render

HERE = Path(__file__).parent
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
    answers = locate(FORM, pages).answers
    picture = draw_page(render(FIXTURE, 1, SCALE), pages[0], answers, SCALE)
    picture.resize((SMALL, round(picture.height * SMALL / picture.width))).quantize(64).save(
        HERE / "inspect.png", optimize=True
    )


if __name__ == "__main__":
    show()
    inspect()
