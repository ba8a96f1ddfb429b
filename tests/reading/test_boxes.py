"""Check boxes in page pictures: found as they were drawn, and judged as they were ticked."""

from __future__ import annotations

import cv2
import pytest

from benchmarks.boxes import judged
from benchmarks.degrade import LOOKS
from erityisavustus.contracts.page import MarkState
from erityisavustus.reading.engines.rendering import grey_page
from erityisavustus.reading.ocr.drawings import found_in
from erityisavustus.reading.ocr.picture import prepared
from tests.conftest import FIXTURES


@pytest.mark.parametrize(("name", "look"), [
    ("form-flat-writer", "thin"),  # boxes that stand close over each other
    ("chromium-cell-quotes", "turned"),  # boxes of two sizes, for an answer holds some too
    ("typst-open-reworded", "copy"),  # boxes close to words, an uneven light
    ("writer-oneline-quotes", "black"),  # underlined text
    ("form-cropped", "clean"),  # boxes that stand over each other like the side of a table
    ("canvas-circle-unanswered", "fax"),
])
def test_each_box_is_found_and_judged(name: str, look: str) -> None:
    """No box is missed or wrong, and no letter is a box; those in an answer are none of the form's."""
    chosen = next(candidate for candidate in LOOKS if candidate.name == look)
    fates = list(judged(FIXTURES / f"{name}.pdf", chosen, seed=4))
    assert len(fates) >= 6
    false = [place for fate, place in fates if fate == "false"]
    assert len(false) == (2 if name == "chromium-cell-quotes" else 0)
    assert {fate for fate, _ in fates} <= {"right", "false"}


@pytest.mark.parametrize(("grey", "state"), [(60, MarkState.CHECKED), (205, MarkState.UNCLEAR)])
def test_a_pale_tick_is_no_empty_box(grey: int, state: MarkState) -> None:
    """Pencil too pale to be told from a smudge leaves the box in doubt; a pen ticks it; the others stay empty."""
    page, scale = grey_page((FIXTURES / "writer-html-unanswered.pdf").read_bytes(), 1, "")
    before = found_in(prepared(page, scale)).boxes
    x0, top, x1, bottom = next(b.box for b in before if b.state is MarkState.UNCHECKED)
    cv2.line(page, (x0 + 8, bottom - 8), (x1 - 8, top + 8), grey, 6)
    after = found_in(prepared(page, scale)).boxes
    ticked = [b.state for b in after if abs(b.box[0] - x0) < 5 and abs(b.box[1] - top) < 5]
    assert ticked == [state]
    assert sum(b.state is MarkState.UNCHECKED for b in after) == sum(b.state is MarkState.UNCHECKED for b in before) - 1
