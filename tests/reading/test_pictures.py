"""Page pictures made fit for reading: skew, streaks of dirt, and what the boxes of words tell of their lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy
import pytest
import reportlab
from PIL import ImageFont

from erityisavustus.reading.engines.rendering import grey_page
from erityisavustus.reading.ocr.lines import lines_of
from erityisavustus.reading.ocr.picture import prepared
from tests.conftest import FIXTURES

FONT = str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")


@pytest.fixture(scope="module")
def upright() -> tuple[Any, float]:
    return grey_page((FIXTURES / "writer-odt-hub.pdf").read_bytes(), 1, "")


@pytest.mark.parametrize("angle", [-4.7, -0.3, 0.2, 2.4])
def test_a_page_put_in_askew_is_straightened(upright: tuple[Any, float], angle: float) -> None:
    """The angle is found to a tenth of a degree, also where text stands in two columns."""
    grey, scale = upright
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    askew = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    assert prepared(askew, scale).skew == pytest.approx(-angle, abs=0.11)


@pytest.mark.parametrize("level", [True, False])
def test_streaks_of_dirt_go_and_letters_stay(upright: tuple[Any, float], level: bool) -> None:
    """A dotted line through a line of text, or a whole one from top to bottom, leaves hardly a trace."""
    grey, scale = upright
    dirty = grey.copy()
    if level:
        words = numpy.nonzero((grey < 100).sum(axis=1) > 200)[0]
        row = int(words[len(words) // 2])
        dirty[row : row + 2, numpy.random.default_rng(5).random(grey.shape[1]) < 0.5] = 0
    else:
        dirty[:, grey.shape[1] // 2 : grey.shape[1] // 2 + 2] = 60
    before, clean = prepared(grey, scale).ink, prepared(dirty, scale).ink
    added = ((dirty < 100) & (grey >= 100)).sum()
    assert (clean & ~before).sum() < 0.05 * added
    assert (clean & before).sum() > 0.995 * before.sum()


def test_a_border_under_a_dotted_streak_stays(upright: tuple[Any, float]) -> None:
    """The top of a box on which a fax's line happens to lie is no dirt."""
    grey, scale = upright
    dirty = grey.copy()
    blank = numpy.nonzero((grey < 200).sum(axis=1) == 0)[0]
    x0, row, side = 400, int(blank[len(blank) // 3]), 50
    cv2.rectangle(dirty, (x0, row), (x0 + side, row + side), 0, 3)
    dots = numpy.random.default_rng(5).random(grey.shape[1]) < 0.4
    dirty[row : row + 2, dots] = 0
    ink = prepared(dirty, scale).ink
    assert ink[row, x0 : x0 + side].mean() > 0.9
    assert ink[row].mean() < 0.1


def test_lines_of_one_font_have_one_size() -> None:
    """Whether its letters reach up or down or neither, a line has its font's size and baseline."""
    font = ImageFont.truetype(FONT, 50)
    texts = {(1, 1, 1): ["nouse", "sovussa"], (1, 1, 2): ["kyllä", "jäsenyys"], (1, 1, 3): ["Ei", "2023"],
             (1, 1, 4): ["pyysi,", "ja"], (1, 2, 1): ["Diaarinumero"]}
    baseline = {key: 100.0 * number for number, key in enumerate(texts, 1)}
    boxes = {
        key: [(text, baseline[key] + box[1], baseline[key] + box[3])
              for text in words for box in [font.getbbox(text, anchor="ls")]]
        for key, words in texts.items()
    }
    lines = lines_of(boxes)
    assert len({line.size for line in lines.values()}) == 1
    for key, line in lines.items():
        assert line.baseline == pytest.approx(baseline[key], abs=4)
    assert lines_of({**boxes, (2, 1, 1): [("OTSIKKO", 0.0, 90.0)]})[2, 1, 1].size > 1.5 * lines[1, 1, 1].size
