"""A page picture as a `Page`: the same value that a digital page gives."""

from __future__ import annotations

from dataclasses import replace

from erityisavustus.contracts.geometry import BBox, PixelBox
from erityisavustus.contracts.page import Mark, MarkKind, Method, Page, PageSource, Ruling, Word
from erityisavustus.reading.ocr.arrays import Gray
from erityisavustus.reading.ocr.cleaning.backgrounds import on_white, without_dirt
from erityisavustus.reading.ocr.cleaning.skew import on_its_side
from erityisavustus.reading.ocr.drawings import Found, found_in
from erityisavustus.reading.ocr.handwriting import drawn_by_hand
from erityisavustus.reading.ocr.lines import lines_of
from erityisavustus.reading.ocr.noise import SURE_WORD, printed, without_noise
from erityisavustus.reading.ocr.picture import NO_SKEW, Picture, prepared, turned
from erityisavustus.reading.ocr.rereading.email_addresses import with_addresses
from erityisavustus.reading.ocr.rereading.figures import with_figures
from erityisavustus.reading.ocr.rereading.skipped_lines import missed_in
from erityisavustus.reading.ocr.tesseract import Reading, quarter_turns, recognised

__all__ = ["scanned_page"]

POOR = 0.55
"""Mean confidence below which the page may lie on its side; fitted."""
FEW_READ = 8
"""A page with fewer may lie on its side, or be empty; a guess."""
DOUBTFUL = 0.065
"""Share of ink in a box that is least telling: between an empty and a full one (`boxes.states`)."""
SURETY, SURETY_SLOPE, MOST_SURE = 0.6, 6.0, 0.98
"""Confidence in the state of a box with that ink, how fast it grows with the difference from it, and its end.
A guess."""
CROSSED = 0.5
"""Confidence of a word at most that a line of dirt ran through; a guess, in what judging doubts."""
TAILS = 0.35
"""Heights of a word above and below it where dots and tails stood before the line was taken out; fitted."""


def scanned_page(grey: Gray, scale: float, number: int, rotation: int) -> Page:
    """Read the picture of a page.

    `grey`: as displayed; `scale`: pixels a point. The words, marks and borders are those of
    the straightened picture, which differs from the page as displayed by its skew.
    """
    quarters = quarter_turns(grey) if on_its_side(grey) else 0
    picture, found, text = _looked_at(turned(grey, quarters), scale)
    read = recognised(text, round(scale * 72))
    if len(read) < FEW_READ or sum(r.confidence for r in read) / len(read) < POOR:
        more = quarter_turns(picture.grey)
        if more:
            quarters = (quarters + more) % 4
            picture, found, text = _looked_at(turned(grey, quarters), scale)
            read = recognised(text, round(scale * 72))
    read = with_addresses(printed(read, picture), text, round(scale * 72))
    missed = printed(missed_in(read, text, picture.ink, scale), picture)
    read += with_addresses(missed, text, round(scale * 72))
    return _page(picture, found, text, read, number, (rotation + 90 * quarters) % 360)


def _looked_at(grey: Gray, scale: float) -> tuple[Picture, Found, Gray]:
    """The picture straightened, what is drawn on it, and what is left of it for the OCR."""
    picture = prepared(grey, scale)
    found = found_in(picture)
    text = on_white(found.clean, picture.paper)
    without_dirt(text, picture.ink, scale)
    return picture, found, text


def _page(picture: Picture, found: Found, text: Gray, read: list[Reading], number: int, rotation: int) -> Page:
    scale = picture.scale
    height, width = picture.grey.shape

    def points(box: PixelBox) -> BBox:
        return BBox(*(round(v / scale, 2) for v in box))

    sure = [r.box for r in read if r.confidence >= SURE_WORD]
    hand = found.hand + drawn_by_hand(picture.ink, found.clean, sure, scale)
    words = without_noise(read, found.across + found.upright, hand, scale)
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


def _weighed(reading: Reading, picture: Picture) -> Reading:
    """Less sure where a streak ran through the word: it took strokes of letters with it."""
    x0, top, x1, bottom = reading.box
    pad = int(TAILS * (bottom - top))
    crossed = any(streak.crosses(PixelBox(x0, top - pad, x1, bottom + pad)) for streak in picture.streaks)
    return replace(reading, confidence=min(CROSSED, reading.confidence)) if crossed else reading


def _surety(ink: float) -> float:
    """How sure a box's state is: far from the doubtful share of ink it is nearly certain."""
    return round(min(MOST_SURE, SURETY + abs(ink - DOUBTFUL) * SURETY_SLOPE), 2)
