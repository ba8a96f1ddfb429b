"""A page picture as a `Page`: the same value that a digital page gives."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from erityisavustus.contracts.geometry import BBox, PixelBox
from erityisavustus.contracts.page import Mark, MarkKind, Method, Page, PageSource, Ruling, Word
from erityisavustus.reading.ocr.cleaning.backgrounds import has_ink, on_white, without_dirt
from erityisavustus.reading.ocr.cleaning.skew import on_its_side
from erityisavustus.reading.ocr.drawings import Found, drawn_by_hand, found_in
from erityisavustus.reading.ocr.lines import lines_of
from erityisavustus.reading.ocr.picture import NO_SKEW, Picture, prepared, turned
from erityisavustus.reading.ocr.rereading.email_addresses import with_addresses
from erityisavustus.reading.ocr.rereading.figures import with_figures
from erityisavustus.reading.ocr.rereading.skipped_lines import missed_in
from erityisavustus.reading.ocr.tesseract import Reading, quarter_turns, recognised

__all__ = ["scanned_page"]

SURE = 0.6
"""Confidence from which a word is text, whatever ink runs through it."""
POOR = 0.55
"""Mean confidence below which the page may lie on its side."""
FEW = 8
"""Words: a page with fewer may lie on its side, or be empty."""
DOUBTFUL = 0.065
"""Share of ink in a box that tells least."""
CROSSED = 0.5
"""Confidence of a word at most that a line of dirt ran through."""
BEYOND = 0.35
"""Heights of a word above and below it where dots and tails stood before the line was taken out."""
OVER = 0.35
"""Heights of a word by which letters beside it reach above or below it; handwriting reaches further."""
ASIDE = 2.0
"""Heights of a word by which the next one of a justified line may stand apart."""
BORDERS = re.compile(r"[|_¦]+")
BESIDE = 4.0
"""Signs that a border is read as, and points from one within which they are it."""
DASH = re.compile(r"[-–—=~_]+")
DASH_HEIGHT = 2.5
"""Points: a 'dash' higher than this, and than it is wide, is an upright border or the side of a box."""
NOISE = re.compile(r"[^\w@€%]+")
"""A 'word' of nothing else with little confidence is a speck or a line."""


def scanned_page(grey: Any, scale: float, number: int, rotation: int) -> Page:
    """Read the picture of a page.

    `grey`: uint8 array as displayed; `scale`: pixels a point. The words, marks and borders are those of
    the straightened picture, which differs from the page as displayed by its skew.
    """
    quarters = quarter_turns(grey) if on_its_side(grey) else 0
    picture, found, text = _looked_at(turned(grey, quarters), scale)
    read = recognised(text, round(scale * 72))
    if len(read) < FEW or sum(r.confidence for r in read) / len(read) < POOR:
        more = quarter_turns(picture.grey)
        if more:
            quarters = (quarters + more) % 4
            picture, found, text = _looked_at(turned(grey, quarters), scale)
            read = recognised(text, round(scale * 72))
    read = with_addresses(_printed(read, picture), text, round(scale * 72))
    missed = _printed(missed_in(read, text, picture.ink, scale), picture)
    read += with_addresses(missed, text, round(scale * 72))
    return _page(picture, found, text, read, number, (rotation + 90 * quarters) % 360)


def _printed(read: list[Reading], picture: Picture) -> list[Reading]:
    """The words that are on the paper."""
    return [
        r for r in read
        if has_ink(picture.ink, r.box) and not _upright_dash(r, picture.scale) and not _on_its_side(r)
    ]


def _on_its_side(reading: Reading) -> bool:
    """Letters far higher than wide are a column of signs, read as a word that stands upright."""
    x0, top, x1, bottom = reading.box
    return len(reading.text) > 1 and bottom - top > len(reading.text) * (x1 - x0)


def _looked_at(grey: Any, scale: float) -> tuple[Picture, Found, Any]:
    """The picture straightened, what is drawn on it, and what is left of it for the OCR."""
    picture = prepared(grey, scale)
    found = found_in(picture)
    text = on_white(found.clean, picture.paper)
    without_dirt(text, picture.ink, scale)
    return picture, found, text


def _page(picture: Picture, found: Found, text: Any, read: list[Reading], number: int, rotation: int) -> Page:
    scale = picture.scale
    height, width = picture.grey.shape

    def points(box: PixelBox) -> BBox:
        return BBox(*(round(v / scale, 2) for v in box))

    hand = found.hand + drawn_by_hand(picture.ink, found.clean, [r.box for r in read if r.confidence >= SURE], scale)
    lines = found.across + found.upright
    sure = [r for r in read if r.confidence >= SURE]
    words = [
        r for r in read
        if not _noise(r) and not _of_border(r, lines, scale)
        and (r.confidence >= SURE or not _mostly_in(r.box, hand) or _in_line(r, sure))
    ]
    words = [_weighed(r, picture) for r in with_figures(words, text, round(scale * 72))]
    grouped: dict[tuple[int, int, int], list[tuple[str, float, float]]] = {}
    for word in words:
        grouped.setdefault(word.line, []).append((word.text, word.box.top / scale, word.box.bottom / scale))
    lines_read = lines_of(grouped)

    def as_word(reading: Reading) -> Word:
        line = lines_read[reading.line]
        return Word(reading.text, points(reading.box), "ocr", round(line.size, 1), False, Method.OCR,
                    round(reading.confidence, 2), round(line.baseline, 2))

    return Page(
        number=number,
        width=round(width / scale, 2),
        height=round(height / scale, 2),
        rotation=rotation,
        skew=picture.skew if abs(picture.skew) >= NO_SKEW else 0.0,
        words=tuple(as_word(r) for r in words),
        marks=tuple(
            sorted(
                (Mark(points(b.box), b.state, MarkKind.OCR, confidence=_surety(b.ink), round=b.round)
                 for b in found.boxes),
                key=lambda m: (m.bbox.top, m.bbox.x0),
            )
        ),
        rulings=tuple(Ruling(*points(r)) for r in (*found.across, *found.upright)),
        strokes=tuple(points(box) for box in (*hand, *found.rings)),
        rings=tuple(points(box) for box in found.rings),
        source=PageSource.OCR if words else PageSource.NONE,
    )


def _noise(reading: Reading) -> bool:
    sign = set(reading.text) <= set("-–—•")
    return NOISE.fullmatch(reading.text) is not None and reading.confidence < SURE and not sign


def _weighed(reading: Reading, picture: Picture) -> Reading:
    """Less sure where a streak ran through the word: it took strokes of letters with it."""
    x0, top, x1, bottom = reading.box
    pad = int(BEYOND * (bottom - top))
    crossed = any(_crosses(line, x0, top - pad, x1, bottom + pad) for line in picture.streaks)
    return replace(reading, confidence=min(CROSSED, reading.confidence)) if crossed else reading


def _crosses(line: tuple[float, float, float, float], x0: int, top: int, x1: int, bottom: int) -> bool:
    a, b, c, d = line
    if abs(c - a) >= abs(d - b):
        return top <= b + (d - b) * ((x0 + x1) / 2 - a) / (c - a) <= bottom
    return x0 <= a + (c - a) * ((top + bottom) / 2 - b) / (d - b) <= x1


def _upright_dash(reading: Reading, points: float) -> bool:
    x0, top, x1, bottom = reading.box
    return DASH.fullmatch(reading.text) is not None and bottom - top > max(DASH_HEIGHT * points, x1 - x0)


def _of_border(reading: Reading, lines: list[PixelBox], points: float) -> bool:
    """What is left of a border, read as '|' or '_'."""
    if not BORDERS.fullmatch(reading.text):
        return False
    near = BESIDE * points
    x0, top, x1, bottom = reading.box
    return any(a - near < x1 and x0 < c + near and b - near < bottom and top < d + near for a, b, c, d in lines)


def _in_line(reading: Reading, sure: list[Reading]) -> bool:
    """A word of print hardly made out: close beside one that was read well, and no higher than that one's line."""
    x0, top, x1, bottom = reading.box
    for other in sure:
        height = other.box.height
        gap = max(other.box.left - x1, x0 - other.box.right)
        level = other.box.top - OVER * height <= top and bottom <= other.box.bottom + OVER * height
        if other.line == reading.line and level and gap <= ASIDE * height:
            return True
    return False


def _mostly_in(box: PixelBox, areas: list[PixelBox]) -> bool:
    return any(box.overlap(area) > 0.5 * max(1, box.area) for area in areas)


def _surety(ink: float) -> float:
    """How sure a box's state is: far from the doubtful share of ink it is nearly certain."""
    return round(min(0.98, 0.6 + abs(ink - DOUBTFUL) * 6), 2)


