"""Text in the colour of the paper: seen only on a ground of another colour."""

from __future__ import annotations

from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.engines.pdfminer.recorder import Char, Recorder

__all__ = ["PAPER", "hide_paper_coloured"]

PAPER = 0.02
"""Darkness below which a colour is the paper's."""


def hide_paper_coloured(recorder: Recorder) -> None:
    """Take away white text on white paper, as templates hold; on anything dark, a picture or a shading it is seen."""
    pale = [c for c in recorder.chars if c.dark <= PAPER and not c.invisible]
    if not pale or recorder.shadings:
        return
    grounds = [p.extent for p in recorder.paths if p.fill and p.fill_dark > PAPER] + [
        p.bbox for p in recorder.pictures
    ]
    unseen = {id(c) for c in pale if not any(_on(c, ground) for ground in grounds)}
    recorder.chars = [c for c in recorder.chars if id(c) not in unseen]


def _on(char: Char, ground: Rect) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return ground.x0 <= x <= ground.x1 and ground.y0 <= y <= ground.y1
