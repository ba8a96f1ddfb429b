"""Words that Tesseract made of what is no print: borders, boxes, specks, handwriting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.cleaning.backgrounds import has_ink
from erityisavustus.reading.ocr.picture import Picture
from erityisavustus.reading.ocr.tesseract import Reading

__all__ = ["SURE_WORD", "printed", "without_noise"]

SURE_WORD = 0.6
"""Confidence from which a word is text, whatever ink runs through it; fitted."""
OVER = 0.35
"""Heights of a word by which letters beside it reach above or below it; handwriting reaches further. Fitted."""
ASIDE = 2.0
"""Heights of a word by which the next one of a justified line may stand apart; fitted."""
BORDER_SIGNS = re.compile(r"[|_¦]+")
"""What a border is read as."""
NEAR_BORDER = 4.0
"""Points from a border within which such signs are it; fitted."""
DASH_SIGNS = re.compile(r"[-–—=~_]+")
"""What a level stroke is read as."""
DASH_HEIGHT = 2.5
"""Points: a 'dash' higher than this, and than it is wide, is an upright border or the side of a box. Fitted."""
NO_LETTERS = re.compile(r"[^\w@€%]+")
"""A 'word' of nothing else with little confidence is a speck or a line."""
BULLETS = frozenset("-–—•")
"""But for what begins an item of a list."""


def printed(read: Sequence[Reading], picture: Picture) -> list[Reading]:
    """The words that are on the paper."""
    return [
        r for r in read
        if has_ink(picture.ink, r.box) and not _is_upright_dash(r, picture.scale) and not _is_column(r)
    ]


def without_noise(
    read: Sequence[Reading], borders: Sequence[PixelBox], hand: Sequence[PixelBox], points: float
) -> list[Reading]:
    """The words that are print. `borders`: of tables; `hand`: ink that is drawn by hand."""
    sure = [r for r in read if r.confidence >= SURE_WORD]
    return [
        r for r in read
        if not _is_speck(r) and not _is_border(r, borders, points)
        and (r.confidence >= SURE_WORD or not _is_mostly_in(r.box, hand) or _is_in_line(r, sure))
    ]


def _is_column(reading: Reading) -> bool:
    """Letters far higher than wide are a column of signs, read as a word that stands upright."""
    return len(reading.text) > 1 and reading.box.height > len(reading.text) * reading.box.width


def _is_upright_dash(reading: Reading, points: float) -> bool:
    return DASH_SIGNS.fullmatch(reading.text) is not None and (
        reading.box.height > max(DASH_HEIGHT * points, reading.box.width))


def _is_speck(reading: Reading) -> bool:
    bullet = BULLETS.issuperset(reading.text)
    return NO_LETTERS.fullmatch(reading.text) is not None and reading.confidence < SURE_WORD and not bullet


def _is_border(reading: Reading, borders: Sequence[PixelBox], points: float) -> bool:
    """What is left of a border, read as '|' or '_'."""
    if not BORDER_SIGNS.fullmatch(reading.text):
        return False
    near, box = NEAR_BORDER * points, reading.box
    return any(
        border.left - near < box.right and box.left < border.right + near
        and border.top - near < box.bottom and box.top < border.bottom + near
        for border in borders
    )


def _is_in_line(reading: Reading, sure: Sequence[Reading]) -> bool:
    """A word of print hardly made out: close beside one that was read well, and no higher than that one's line."""
    x0, top, x1, bottom = reading.box
    for other in sure:
        height = other.box.height
        gap = max(other.box.left - x1, x0 - other.box.right)
        level = other.box.top - OVER * height <= top and bottom <= other.box.bottom + OVER * height
        if other.line == reading.line and level and gap <= ASIDE * height:
            return True
    return False


def _is_mostly_in(box: PixelBox, areas: Sequence[PixelBox]) -> bool:
    return any(box.overlap(area) > 0.5 * max(1, box.area) for area in areas)
