"""What is in a printed check box: its ink within the border, judged alone and beside the other boxes of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.contracts.page import MarkState
from erityisavustus.reading.ocr.arrays import Ink

__all__ = ["FoundBox", "compared", "judged"]

BORDER_SHARE, THICKEST_BORDER = 0.12, 0.2
"""Shares of the side that a border and its blur take at least, and a border at most; fitted."""
BORDER_BLUR = 0.07
"""Share of the side within the border that its blur and what skew makes of it darken; fitted."""
ROUND_BORDER = 0.3
"""Share of the side that the border of a circle takes, whose wall cuts the corners; fitted."""
EMPTY_INK, CHECKED_INK = 0.03, 0.1
"""Share of ink inside up to which a box is empty, and from which it is checked; fitted."""
DARK_TICK, DIM_TICK = 0.25, 0.15
"""With a box of at least the first share on the page, one of less than the second is not surely checked; fitted."""
USUAL_INK, SPECK = 0.035, 0.012
"""Share of ink that blur can leave in an empty box, and by which empty boxes of one page differ; fitted."""


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A printed check box in pixels and what is in it."""

    box: PixelBox
    state: MarkState
    ink: float
    """Share of ink inside the border."""
    round: bool = False
    pale: bool = False
    """Something too pale to be ink is in it."""


def judged(ink: Ink, faint: Ink, box: PixelBox, *, circle: bool = False) -> FoundBox:
    """The box and what is in it: something too pale to be ink, such as pencil, leaves it unclear."""
    import numpy

    border = ROUND_BORDER if circle else BORDER_SHARE
    share, faintly = (
        float(numpy.count_nonzero(inside)) / max(1, inside.size)
        for inside in (_inside(ink, box, border), _inside(faint, box, border))
    )
    pale = share <= EMPTY_INK and faintly >= CHECKED_INK
    return FoundBox(box, MarkState.UNCLEAR if pale else _state(share), share, circle, pale)


def compared(boxes: list[FoundBox]) -> list[FoundBox]:
    """Boxes judged beside each other: blur leaves the same little ink in every empty box of a page."""
    if len(boxes) < 2:
        return boxes
    shares = sorted(b.ink for b in boxes)
    usual = min(shares[len(shares) // 4], USUAL_INK)
    return [_beside(b, usual, dark=shares[-1] >= DARK_TICK) for b in boxes]


def _beside(box: FoundBox, usual: float, *, dark: bool) -> FoundBox:
    """The box as the others of its page show it: `usual` is the ink of an empty one, `dark`: one is fully ticked."""
    if box.state is MarkState.UNCLEAR and not box.pale and box.ink <= usual + SPECK:
        return replace(box, state=MarkState.UNCHECKED)
    if box.state is MarkState.CHECKED and dark and box.ink < DIM_TICK:
        return replace(box, state=MarkState.UNCLEAR)
    return box


def _state(share: float) -> MarkState:
    if share <= EMPTY_INK:
        return MarkState.UNCHECKED
    return MarkState.CHECKED if share >= CHECKED_INK else MarkState.UNCLEAR


def _inside(ink: Ink, box: PixelBox, border: float) -> Ink:
    """What is within the border and its blur; `border`: share of the side that is left out at least."""
    x0, top, x1, bottom = box
    side = x1 - x0
    thick = min(_thickness(ink[top:bottom, x0:x1]), round(THICKEST_BORDER * side))
    cut = max(2, round(border * side), thick + round(BORDER_BLUR * side))
    return ink[top + cut : bottom - cut, x0 + cut : x1 - cut]


def _thickness(drawn: Ink) -> int:
    """Pixels from the edge of the box to the white within its border, at the middle one of all places around it."""
    import numpy

    depths: list[int] = []
    reach = len(drawn) // 2
    for side in (drawn, drawn[::-1], drawn.T, drawn.T[::-1]):  # rows from the edge inwards
        band = side[:reach, reach // 2 : -reach // 2]
        inked = numpy.maximum.accumulate(band, axis=0)  # from the first ink on
        white = (inked == 1) & (band == 0)
        depths += numpy.where(white.any(axis=0), white.argmax(axis=0), reach).tolist()
    return int(median(depths))
