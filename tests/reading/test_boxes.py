"""Check boxes in page pictures: found as they were drawn, and judged as they were ticked."""

from __future__ import annotations

import pytest

from benchmarks.boxes import judged
from benchmarks.degrade import LOOKS
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
