"""The one way through the layer: `read`."""

from __future__ import annotations

import itertools
import math
import os
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.geometry import BBox, Rect
from erityisavustus.contracts.page import Document, Mark, MarkKind, MarkState, Method, Page, PageSource, Word
from erityisavustus.reading.acroform.annotations import Overlay, overlay_of, ticked, without_doubles
from erityisavustus.reading.engines.pdfminer.interpreter import Interpreter
from erityisavustus.reading.engines.pdfminer.recorder import Char, Recorder
from erityisavustus.reading.engines.rendering import grey_page
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.foreign import WRONG_KIND, is_of_the_file
from erityisavustus.reading.guard import BombGuard
from erityisavustus.reading.marks.bitmap import pictured
from erityisavustus.reading.marks.path_classes import drawing_of
from erityisavustus.reading.marks.typed import bracket_marks
from erityisavustus.reading.marks.vector import GlyphSeen, drawn_marks, overlaid
from erityisavustus.reading.marks.vocabulary import Glyph, Shape, glyph_of, is_tick
from erityisavustus.reading.opening import Opened, mended, open_file
from erityisavustus.reading.page_geometry import PageGeometry, is_size, ordered
from erityisavustus.reading.text.runs import text_runs
from erityisavustus.reading.text.unreadable_fonts import garbled_fonts
from erityisavustus.reading.text.words import words_of
from erityisavustus.reading.visibility.annotations import covering
from erityisavustus.reading.visibility.paper import hide_paper_coloured
from erityisavustus.reading.visibility.pixels import PageDrawer
from erityisavustus.reading.visibility.unseen import hide_unseen

__all__ = ["read"]

PRIVATE_USE = range(0xE000, 0xF900)
MANY_LETTERS = 40
MOSTLY = 0.7
"""Letters, and the share of them that must lie the same way, for a page to be read turned."""
FEW_WORDS = 12
"""Words of its own that a scanned page may carry: a stamp, a file number."""
GARBLED = 0.3
"""Share of characters without Unicode from which a page is read from its picture."""
BIG_PICTURE = 0.5
"""Share of the page an image must cover for invisible text to be its OCR layer."""


def read(
    source: Path | bytes, *, path: str | None = None, password: str = "", page_workers: int | None = None
) -> Document:
    """Open a PDF; its pages are read one by one as they are asked for.

    `source`: a file or its bytes; `path`: the name to report, when it is not the file's own; `page_workers`: how many
    scanned pages are read at a time, one thread each, as many as there are processors when None.
    Raises FileError, here or from the iterator of pages.
    """
    opened = open_file(source, password)
    name = path if path is not None else (str(source) if isinstance(source, Path) else "-")
    return Document(
        path=name,
        sha256=opened.sha256,
        producer=_producer(opened.pike),
        page_count=len(opened.pike.pages),
        has_form=_has_form(opened.pike),
        pages=_pages(opened, page_workers or os.cpu_count() or 1),
    )


def _producer(pike: Any) -> str:
    import pikepdf

    try:
        value = pike.docinfo.get("/Producer") if pike.trailer.get("/Info") is not None else None
        return " ".join(str(value).split()) if value is not None else ""
    except (pikepdf.PdfError, *WRONG_KIND):  # a broken information dictionary tells nothing
        return ""


def _has_form(pike: Any) -> bool:
    import pikepdf

    try:
        return len(pike.Root.AcroForm.Fields) > 0
    except (pikepdf.PdfError, *WRONG_KIND):
        return False


def _pages(opened: Opened, workers: int) -> Iterator[Page]:
    """Digital pages as they come; scanned ones by OCR side by side, all in order and few in memory."""
    waiting: deque[Page | Future[Page]] = deque()
    pool = ThreadPoolExecutor(max_workers=workers)  # starts no thread before it is given work
    try:
        with PageDrawer(opened.data, opened.password) as drawer:
            whole = _Guarded(opened, drawer)
            for index in range(len(opened.pike.pages)):
                found = whole.page(index)
                waiting.append(_by_ocr(found, opened, pool) if needs_ocr(found) else found)
                while waiting and (isinstance(waiting[0], Page) or len(waiting) > workers):
                    yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        opened.pike.close()


def _done(page: Page | Future[Page]) -> Page:
    return page if isinstance(page, Page) else page.result()


class _Guarded:
    """The pages of a file, whatever is wrong in them told as a FileError.

    A page that pdfplumber cannot read is read once more from a mended copy of the file.
    """

    def __init__(self, opened: Opened, drawer: PageDrawer) -> None:
        self._opened = opened
        self._drawer = drawer
        self._mended: Opened | None = None
        self._bombs = BombGuard()
        self._redraws = _need_appearances(opened.pike)

    def page(self, index: int) -> Page:
        try:
            self._bombs.refuse_bombs(self._opened.pike.pages[index])
            try:
                return self._read(self._opened, index)
            except FileError:
                raise
            except Exception as error:  # pdfminer raises whatever there is on malformed input (see `foreign`)
                if not is_of_the_file(error):
                    raise
                self._mended = self._mended or mended(self._opened)
                return self._read(self._mended, index)
        except FileError as error:
            raise error if error.page else FileError(error.code, error.detail, index + 1) from error
        except Exception as error:  # the mended copy is malformed too, or what the guard looks at is
            if not is_of_the_file(error):
                raise
            raise FileError(Code.FILE_DAMAGED, "", index + 1) from error

    def _read(self, opened: Opened, index: int) -> Page:
        page = opened.plumber.pages[index]
        try:
            return _page(
                page, opened.pike.pages[index], opened.off_layers, self._drawer, need_appearances=self._redraws)
        finally:
            page.close()


def needs_ocr(page: Page) -> bool:
    """A picture with little or no text of its own on it, or text whose fonts do not tell what it says."""
    visible = sum(1 for w in page.words if w.method is Method.TEXT)
    area = page.width * page.height
    pictured = any(i.bbox.width * i.bbox.height > BIG_PICTURE * area for i in page.images)
    strips = sum(i.bbox.width * i.bbox.height for i in page.images) > BIG_PICTURE * area
    return (visible < FEW_WORDS and (pictured or strips)) or page.garbled > GARBLED


def _by_ocr(page: Page, opened: Opened, pool: ThreadPoolExecutor) -> Page | Future[Page]:
    """The page read from its picture; as it is where there is no OCR."""
    from erityisavustus.reading import ocr

    if not ocr.available():
        return page
    grey, scale = grey_page(opened.data, page.number, opened.password)
    return pool.submit(_over_scan, page, grey, scale)


def _over_scan(page: Page, grey: Any, scale: float) -> Page:
    """The scanned page with the fields and annotations that lie over it; marked where Tesseract gave up on it."""
    from erityisavustus.reading import ocr

    try:
        read = ocr.scanned_page(grey, scale, page.number, page.rotation)
    except ocr.OcrError:
        return replace(page, unread=True)
    over = [w for w in page.words if w.method in (Method.WIDGET, Method.ANNOTATION)]
    marks = [m for m in page.marks if m.kind in (MarkKind.WIDGET, MarkKind.ANNOTATION)]
    return replace(
        read,
        words=read.words + tuple(over),
        marks=tuple(sorted([*without_doubles(list(read.marks), marks), *marks], key=lambda m: (m.bbox.top, m.bbox.x0))),
        widgets=page.widgets,
        annotations=page.annotations,
    )


def _need_appearances(pike: Any) -> bool:
    """Viewers are asked to draw the fields anew from their values (12.7.3)."""
    import pikepdf

    try:
        return bool(pike.Root.AcroForm.get("/NeedAppearances", False))
    except (pikepdf.PdfError, *WRONG_KIND):
        return False


def _recorded(page: Any, off: frozenset[int]) -> Recorder:
    recorder = Recorder(page.pdf.rsrcmgr, off)
    Interpreter(page.pdf.rsrcmgr, recorder).process_page(page.page_obj)
    if not _is_finite(recorder):
        raise FileError(Code.FILE_DAMAGED, "", page.page_number)
    return recorder


def _is_finite(recorder: Recorder) -> bool:
    """All that is drawn lies somewhere: a number out of all measure is infinite here, or becomes none at all."""
    numbers = itertools.chain(
        (c.x0 + c.y0 + c.x1 + c.y1 + c.baseline + c.size for c in recorder.chars),
        (sum(p.bbox) for p in recorder.pictures), (sum(p.extent) + p.width for p in recorder.paths),
    )
    return all(map(math.isfinite, numbers))


def _page(page: Any, pike: Any, off: frozenset[int], drawer: PageDrawer, *, need_appearances: bool) -> Page:
    attributes = page.page_obj
    attributes.mediabox, attributes.cropbox = ordered(Rect(*attributes.mediabox)), ordered(Rect(*attributes.cropbox))
    if not is_size((*attributes.mediabox, *attributes.cropbox)):
        raise FileError(Code.FILE_DAMAGED, "size", page.page_number)
    recorder = _recorded(page, off)
    turn = _turned(recorder.chars)
    if turn:
        # The page lies on its side or upside down: it is read as one would turn it to read it.
        attributes.rotate = (int(attributes.rotate) + 90 * turn) % 360
        recorder = _recorded(page, off)
    rotation = int(attributes.rotate) % 360
    frame = PageGeometry.of(attributes.mediabox, attributes.cropbox, rotation)
    patches = hide_unseen(
        recorder, frame, covering(pike, frame, off), partial(drawer.sights, page.page_number - 1, rotation))
    hide_paper_coloured(recorder)
    wrong = garbled_fonts(recorder.chars)
    chars = [c._replace(text=None) if c.font in wrong else c for c in recorder.chars] if wrong else recorder.chars
    letters, seen = _parted(chars, frame)
    pieces, garbled = text_runs(letters)
    images, image_marks = pictured(recorder.pictures, frame)
    area = frame.width * frame.height
    big = any(i.bbox.width * i.bbox.height > BIG_PICTURE * area for i in images)
    words = words_of(pieces, frame, ocr=big)
    words, bracketed = bracket_marks(words)
    drawing = drawing_of(recorder.paths, frame)
    vector, used = drawn_marks(drawing)
    words, marks = _overprinted(words, overlaid(vector + image_marks + bracketed, seen))
    over = overlay_of(pike, frame, off, patches, need_appearances=need_appearances) or Overlay()
    if over.marks:
        marks = without_doubles(marks, over.marks) + over.marks
    if over.ink:
        marks = ticked(marks, over.ink)
    return Page(
        number=page.page_number,
        width=round(frame.width, 3),
        height=round(frame.height, 3),
        rotation=rotation,
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


def _turned(chars: list[Char]) -> int:
    """Quarter turns clockwise that set most of the page's text upright; 0 when it is, or when there is hardly any."""
    if len(chars) < MANY_LETTERS:
        return 0
    turn, count = Counter(c.turn for c in chars).most_common(1)[0]
    return turn if count >= MOSTLY * len(chars) else 0


def _parted(chars: list[Char], frame: PageGeometry) -> tuple[list[Char], list[GlyphSeen]]:
    """Characters that are text, and those that draw marks."""
    known: dict[tuple[str | None, int, str], Glyph | None] = {}
    letters: list[Char] = []
    seen: list[GlyphSeen] = []
    for char in chars:
        key = (char.text, char.code, char.font)
        if key not in known:
            known[key] = glyph_of(char.text, char.code, char.font)
        glyph = known[key]
        if glyph is None or char.invisible:
            letters.append(char)
            continue
        if not frame.holds((char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2):
            continue
        first = ord(char.text[0]) if char.text else 0
        text = char.text if first > 0x2000 and first not in PRIVATE_USE else None
        seen.append(
            GlyphSeen(frame.bbox(char.x0, char.y0, char.x1, char.y1), text or glyph.text, glyph.state, glyph.round,
                      glyph.shape is Shape.INK, glyph.shape is Shape.BULLET, char.size, char.order)
        )
        letters.append(char._replace(text=" ", x1=char.x0))
    return letters, seen


def _overprinted(words: list[Word], marks: list[Mark]) -> tuple[list[Word], list[Mark]]:
    """A letter X or another sign typed into an empty box checks it and is no word."""
    kept: list[Word] = []
    result = list(marks)
    for word in words:
        if is_tick(word.text):
            at = next((i for i, m in enumerate(result) if m.bbox.contains_middle_of(word.bbox)), None)
            if at is not None:
                result[at] = replace(result[at], state=MarkState.CHECKED, text=result[at].text or word.text)
                continue
        kept.append(word)
    return kept, result
