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
    grounds = [path for path in contents.paths if path.fill and path.fill_dark > PAPER]
    unseen = {
        id(c) for c in pale
        if not any(path.paints(*c.middle) for path in grounds)
        and not any(picture.bbox.contains_point(*c.middle) for picture in contents.pictures)
    }
    return replace(contents, chars=tuple(c for c in contents.chars if id(c) not in unseen))
