"""From what an engine gives of a page to the page: words, marks, rulings, and what lies over them."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Mark, Page, PageSource
from erityisavustus.reading.acroform.annotations import Overlay, overlay_of
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.marks.annotated import ticked, without_doubles
from erityisavustus.reading.marks.bitmap import pictured
from erityisavustus.reading.marks.glyphs import overprinted, without_glyphs
from erityisavustus.reading.marks.path_classes import drawing_of
from erityisavustus.reading.marks.typed import bracket_marks
from erityisavustus.reading.marks.vector import drawn_marks, overlaid
from erityisavustus.reading.opening import Opened
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import NO_FONT, Char, Contents
from erityisavustus.reading.scans import has_big_picture
from erityisavustus.reading.text.runs import text_runs
from erityisavustus.reading.text.unreadable_fonts import garbled_fonts
from erityisavustus.reading.text.words import words_of
from erityisavustus.reading.visibility.annotations import covering
from erityisavustus.reading.visibility.boxes import hidden_marks
from erityisavustus.reading.visibility.paper import without_paper_coloured
from erityisavustus.reading.visibility.pixels import PageDrawer
from erityisavustus.reading.visibility.unseen import without_unseen

__all__ = ["digital_page"]

MANY_LETTERS = 40
MOSTLY = 0.7
"""Letters, and the share of them that must lie the same way, for a page to be read turned; fitted."""


def digital_page(opened: Opened, index: int, drawer: PageDrawer, *, need_appearances: bool) -> Page:
    """Page `index` of a file, from 0, without what only its pictures show.

    `need_appearances`: fields are shown anew from their values. Raises FileError, and what the engine raises.
    """
    contents = _upright(opened, index)
    frame = PageGeometry.of(contents.media, contents.crop, contents.rotation)
    pike = opened.pike.pages[index]
    laid = covering(pike, frame, opened.off_layers)
    drawn = contents
    contents, patches = without_unseen(contents, frame, laid, partial(drawer.sights, index, contents.rotation))
    contents = without_paper_coloured(contents)
    over = overlay_of(
        pike, frame, opened.off_layers, patches, engine=opened.engine, need_appearances=need_appearances) or Overlay()
    hidden = partial(
        hidden_marks, contents=drawn, frame=frame, annotations=[a.bbox for a in laid],
        look=partial(drawer.traces, index, contents.rotation),
    )
    return _page(index, contents, frame, over, hidden)


def _upright(opened: Opened, index: int) -> Contents:
    """The contents; of a page that lies on its side or upside down, as one would turn it to read it."""
    contents = opened.document.contents(index, opened.off_layers)
    if not _is_finite(contents):
        raise FileError(Code.FILE_DAMAGED, "", index + 1)
    turn = _turned(contents.chars)
    return opened.document.contents(index, opened.off_layers, turn) if turn else contents


def _is_finite(contents: Contents) -> bool:
    """All coordinates are finite: a number too large for a float is infinite here, or not a number."""
    numbers = itertools.chain(
        (c.x0 + c.y0 + c.x1 + c.y1 + c.baseline + c.size for c in contents.chars),
        (sum(p.bbox) for p in contents.pictures), (sum(p.extent) + p.width for p in contents.paths),
    )
    return all(map(math.isfinite, numbers))


def _turned(chars: Sequence[Char]) -> int:
    """Quarter turns clockwise that set most of the page's text upright; 0 when it is, or when there is hardly any."""
    if len(chars) < MANY_LETTERS:
        return 0
    turn, count = Counter(c.turn for c in chars).most_common(1)[0]
    return turn if count >= MOSTLY * len(chars) else 0


def _page(
    index: int, contents: Contents, frame: PageGeometry, over: Overlay, hidden: Callable[[Sequence[Mark]], set[Mark]]
) -> Page:
    """What a person sees of the contents, understood, with what lies over it. `hidden`: those of the marks that are."""
    letters, seen = without_glyphs(_legible(contents.chars), frame)
    pieces, garbled = text_runs(letters)
    images, image_marks = pictured(contents.pictures, frame)
    words = words_of(pieces, frame, ocr=has_big_picture(images, frame.width * frame.height))
    words, bracketed = bracket_marks(words)
    drawing = drawing_of(contents.paths, frame)
    vector, used = drawn_marks(drawing)
    words, marks = overprinted(words, overlaid(vector + image_marks + bracketed, seen))
    if over.marks:
        marks = without_doubles(marks, over.marks) + over.marks
    unseen = hidden(marks)
    marks = [m for m in marks if m not in unseen]
    if ink := [drawn for drawn in over.ink if not any(drawn.contains(m.bbox) for m in unseen)]:
        marks = ticked(marks, ink)
    return Page(
        number=index + 1,
        width=round(frame.width, 3),
        height=round(frame.height, 3),
        rotation=contents.rotation,
        words=tuple(words + over.words),
        marks=tuple(sorted(marks, key=lambda m: (m.bbox.top, m.bbox.x0))),
        rulings=tuple(r for r in drawing.rulings if BBox(r.x0, r.top, r.x1, r.bottom) not in used),
        boxes=tuple(drawing.boxes),
        widgets=tuple(over.widgets),
        annotations=tuple(over.annotations),
        images=tuple(images + over.images),
        strokes=tuple([s for s in drawing.strokes if s not in used] + over.strokes),
        source=PageSource.TEXT if words else PageSource.NONE,
        garbled=round(garbled / max(1, len(letters)), 4),
    )


def _legible(chars: Sequence[Char]) -> Sequence[Char]:
    """The characters, without a text where their font gives a wrong one, doubted where it is missing."""
    wrong = garbled_fonts(chars)
    if wrong:
        chars = [c._replace(text=None) if c.font in wrong else c for c in chars]
    if any(c.font == NO_FONT for c in chars):
        chars = [c._replace(covered=True) if c.font == NO_FONT else c for c in chars]
    return chars
