"""Text in the colour of the paper: seen only on a ground of another colour."""

from __future__ import annotations

from dataclasses import replace

from erityisavustus.reading.records import Contents

__all__ = ["PAPER", "without_paper_coloured"]

PAPER = 0.02
"""Darkness below which a colour is the paper's: five of 255 levels, too few to be seen; a guess."""


def without_paper_coloured(contents: Contents) -> Contents:
    """Without white text on white paper, as templates hold; on anything dark, a picture or a shading it is seen."""
    pale = [c for c in contents.chars if c.dark <= PAPER and not c.invisible]
    if not pale or contents.shadings:
        return contents
    grounds = [p.extent for p in contents.paths if p.fill and p.fill_dark > PAPER] + [
        p.bbox for p in contents.pictures
    ]
    unseen = {id(c) for c in pale if not any(ground.contains_point(*c.middle) for ground in grounds)}
    return replace(contents, chars=tuple(c for c in contents.chars if id(c) not in unseen))
