"""Which characters mean checked, crossed out or empty, however they arrive: the one table.

Glyphs on the page, letters typed over a box, FreeText laid over it, signs between brackets, crosses before an option:
all of them look here. What a code of a symbol font draws is up to the font, in `reading.marks.symbol_fonts`.
"""

from __future__ import annotations

__all__ = ["CHECKED_BOXES", "CROSSES", "DISCS", "EMPTY_BOXES", "EMPTY_CIRCLES", "IN_BOX_ONLY", "POINTS", "SIGNS",
           "SQUARES", "SURE", "TICKED_CIRCLES", "TICKS"]

CHECKED_BOXES = frozenset("☑☒⊠⊡🗹🗷🗵⮽✅❎▣")
EMPTY_BOXES = frozenset("☐□◻▢❏❐❑❒⬜⬚◽🞎🞏🞐")
TICKED_CIRCLES = frozenset("◉⦿⊙🔘")
EMPTY_CIRCLES = frozenset("○◯⚪❍🞅⭘")
TICKS = frozenset("✓✔✗✘✕✖☓❌🗴🗶𐄂")
"""Ink without a box: a mark where a box is expected, or over an empty one."""
SQUARES = frozenset("■◼⬛◾▪")
DISCS = frozenset("●⚫⬤")
"""They fill a box or circle, and are bullets of lists elsewhere."""
CROSSES = frozenset("xX×")
"""Typed for a tick."""
POINTS = frozenset("*•")
"""Typed into a box or between brackets of any kind."""
IN_BOX_ONLY = frozenset("vV+")
"""Typed for a tick into a box or between square brackets: '(v)' numbers a list."""
SURE = CROSSES | TICKS
"""Signs that mean a tick where nothing but their place says so: before one option of several."""
SIGNS = SURE | CHECKED_BOXES | TICKED_CIRCLES | SQUARES | DISCS | POINTS | IN_BOX_ONLY
"""Every sign that checks the empty box in which it stands or over which it is laid."""
