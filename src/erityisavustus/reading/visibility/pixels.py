"""The proof: pdfium draws a page with and without some of its text, and where no pixel differs it is not seen.

This holds for whatever hides the text: any colour, shape, picture, blend, mask or clip, and annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from math import ceil, sqrt
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from erityisavustus.contracts.geometry import BBox, Rect, union
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.visibility.page_objects import Handle, PageObject, move_away, objects_of

if TYPE_CHECKING:
    import pypdfium2
    import pypdfium2.raw
    from PIL.Image import Image

__all__ = ["Look", "PageDrawer", "Sight", "Trace"]

LOOK_SCALE = 3.0
"""Pixels a point: a stem of 8-point type is one and a half pixels wide."""
MAX_LOOK_PIXELS = 10_000_000
"""Pixels of what is drawn of a page, coarser beyond; A4 as a whole has 4.5 million at that scale."""
SAME_PLACE = 0.1
"""Points by which two libraries may place the same string apart; fitted."""
STROKE_LEVEL = 160
"""Level, 0 black to 255 white, below which a pixel of a letter drawn black on white belongs to its strokes;
fitted."""
PLAIN_CHANGE, FAINT_CHANGE = 36, 9
"""Levels, 0 to 255, by which a letter changes a pixel: from the first anyone sees it, below the second nobody.
Fitted."""
SHOWN_SHARE, HIDDEN_SHARE = 0.7, 0.08
"""Share of a letter's strokes that shows: from the first it is read for what it is, below the second it is not seen.
Fitted."""
KERNING = 0.1
"""Em at either side of a character where its neighbours may reach in, at most a quarter of its width; fitted."""
Seen = TypeVar("Seen")

class Sight(Enum):
    """Whether a person sees something."""

    SEEN = 1
    UNSEEN = 2
    UNCLEAR = 3


class Look(NamedTuple):
    """A character to look at: the string it belongs to, as counted in `origins`, and its place as displayed."""

    order: int
    bbox: BBox


class Trace(NamedTuple):
    """A place to look at, as displayed, and the rectangle in user space whose drawings may leave a trace there.

    Without one: whether the place is of one colour.
    """

    bbox: BBox
    drawings: Rect | None


class PageDrawer:
    """Draws pages of one file, opened at the first question. For one thread only, as pdfium is not thread-safe."""

    def __init__(self, data: bytes, password: str) -> None:
        self._data, self._password = data, password
        self._document: pypdfium2.PdfDocument | None = None

    def __enter__(self) -> PageDrawer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()

    def sights(
        self, index: int, rotation: int, looks: Sequence[Look], origins: dict[int, tuple[float, float]]
    ) -> list[Sight]:
        """Whether each character shows on page `index`.

        `rotation`: degrees under which the page is read; `origins`: in user space, the first character's place of
        every string of the page, in drawing order. Unclear where pdfium cannot draw the page or finds no such string.
        """
        return self._staged(index, rotation, lambda stage: stage.sights(looks, origins), [Sight.UNCLEAR] * len(looks))

    def traces(self, index: int, rotation: int, places: Sequence[Trace]) -> list[Sight]:
        """Whether what is drawn in each place of page `index` shows there; unclear where pdfium cannot tell."""
        return self._staged(index, rotation, lambda stage: stage.traces(places), [Sight.UNCLEAR] * len(places))

    def _staged(
        self, index: int, rotation: int, look: Callable[[_Stage], list[Seen]], unknown: list[Seen]
    ) -> list[Seen]:
        import pypdfium2

        try:
            if self._document is None:
                self._document = pypdfium2.PdfDocument(self._data, password=self._password or None)
                self._document.init_forms()  # without, pdfium draws no fields
            page = self._document[index]
            try:
                return look(_Stage(page, rotation))
            finally:
                page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, FileError):
            return unknown


class _Stage:
    """One page of pdfium's, whose text is hidden and shown."""

    def __init__(self, page: pypdfium2.PdfPage, rotation: int) -> None:
        self._page = page
        self._turn = round((rotation - page.get_rotation()) / 90) * 90 % 360
        self._size = page.get_size() if self._turn % 180 == 0 else page.get_size()[::-1]
        objects = list(objects_of(page.raw))
        self._texts = [object_ for object_ in objects if object_.is_text]
        self._others = [object_ for object_ in objects if not object_.is_text]

    def sights(self, looks: Sequence[Look], origins: dict[int, tuple[float, float]]) -> list[Sight]:
        import pypdfium2.raw as raw

        strings = self._strings({look.order for look in looks}, origins)
        known = [look for look in looks if look.order in strings]
        if not known:
            return [Sight.UNCLEAR] * len(looks)
        area = self._area([look.bbox for look in known])
        shown = self._drawn(area)
        for text in strings.values():
            raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        change = _change(shown, self._drawn(area))
        self._leave(list(strings.values()))
        alone = self._drawn(area, annotations=False).convert("L")
        return [
            _sight(_cut(look.bbox, area, change), _cut(look.bbox, area, alone)) if look.order in strings
            else Sight.UNCLEAR
            for look in looks
        ]

    def traces(self, places: Sequence[Trace]) -> list[Sight]:
        area = self._area([place.bbox for place in places])
        drawings = [
            [other.handle for other in self._others if place.drawings and other.lies_in(place.drawings)]
            for place in places
        ]
        shown = self._drawn(area)
        for handle in {id(handle): handle for part in drawings for handle in part}.values():
            move_away(handle)
        change = _change(shown, self._drawn(area))
        result: list[Sight] = []
        for place, moved in zip(places, drawings, strict=True):
            part = _whole(place.bbox, area, change if moved else shown)
            if moved:
                result.append(Sight.SEEN if sum(part.histogram()[FAINT_CHANGE:]) else Sight.UNSEEN)
            else:
                plain = len(part.getcolors(part.width * part.height) or ()) == 1
                result.append(Sight.UNSEEN if plain else Sight.UNCLEAR)
        return result

    def _strings(self, orders: set[int], origins: dict[int, tuple[float, float]]) -> dict[int, Handle]:
        """pdfium's objects of the strings: the n-th one drawn at a place is the n-th one recorded there."""
        places: dict[tuple[int, int], list[PageObject]] = {}
        for text in self._texts:
            places.setdefault((int(text.across), int(text.up)), []).append(text)
        counts: dict[int, int] = {}
        found: dict[int, Handle] = {}
        for order, (across, up) in origins.items():
            near = [
                text for column in {int(across - SAME_PLACE), int(across + SAME_PLACE)}
                for row in {int(up - SAME_PLACE), int(up + SAME_PLACE)} for text in places.get((column, row), ())
                if abs(text.across - across) <= SAME_PLACE and abs(text.up - up) <= SAME_PLACE
            ]
            if not near:
                continue
            first = id(near[0].handle)
            nth = counts.get(first, 0)
            counts[first] = nth + 1
            if order in orders and nth < len(near):
                found[order] = near[nth].handle
        return found

    def _area(self, places: Sequence[BBox]) -> BBox:
        """What is drawn of the page: around all that is looked at, in whole points."""
        x0, top, x1, bottom = union(places)
        width, height = self._size
        return BBox(
            float(max(0, int(x0) - 2)), float(max(0, int(top) - 2)),
            min(width, float(ceil(x1) + 2)), min(height, float(ceil(bottom) + 2)),
        )

    def _drawn(self, area: BBox, *, annotations: bool = True) -> Image:
        width, height = self._size
        x0, top, x1, bottom = area
        if x1 - x0 < 1 or bottom - top < 1:
            raise ValueError("off the page")
        bitmap = self._page.render(
            scale=_scale(area), rotation=self._turn, crop=(x0, height - bottom, width - x1, top),
            draw_annots=annotations, may_draw_forms=annotations,
        )
        image: Image = bitmap.to_pil().convert("RGB")
        return image

    def _leave(self, texts: list[Handle]) -> None:
        """Only these strings on white paper, in full black."""
        import pypdfium2.raw as raw

        for other in self._others:
            move_away(other.handle)
        for text in self._texts:
            raw.FPDFTextObj_SetTextRenderMode(text.handle, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        for handle in texts:
            raw.FPDFTextObj_SetTextRenderMode(handle, raw.FPDF_TEXTRENDERMODE_FILL)
            raw.FPDFPageObj_SetFillColor(handle, 0, 0, 0, 255)


def _change(one: Image, other: Image) -> Image:
    """By how many levels each pixel differs at most, in any colour."""
    from PIL import ImageChops

    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _scale(area: BBox) -> float:
    return min(LOOK_SCALE, sqrt(MAX_LOOK_PIXELS / max(1.0, area.area)))


def _whole(box: BBox, area: BBox, picture: Image) -> Image:
    """The part of the picture that shows the place."""
    scale = _scale(area)
    return picture.crop((
        round((box.x0 - area.x0) * scale), round((box.top - area.top) * scale),
        round((box.x1 - area.x0) * scale) + 1, round((box.bottom - area.top) * scale) + 1,
    ))


def _cut(box: BBox, area: BBox, picture: Image) -> Image:
    """The part of the picture that shows the character, without its edges."""
    scale = _scale(area)
    edge = min(KERNING * box.height, 0.25 * box.width)
    x0, x1 = round((box.x0 + edge - area.x0) * scale), round((box.x1 - edge - area.x0) * scale)
    top, bottom = round((box.top - area.top) * scale), round((box.bottom - area.top) * scale)
    return picture.crop((
        max(0, x0), max(0, top), min(picture.width, max(x0 + 1, x1)), min(picture.height, bottom),
    ))


def _sight(change: Image, alone: Image) -> Sight:
    """`change`: how far each pixel depends on the text; `alone`: the letter by itself, black on white."""
    from PIL import Image as Pil

    if change.width < 1 or change.height < 1:
        return Sight.UNSEEN
    changed = change.histogram()
    if not sum(changed[FAINT_CHANGE:]):
        return Sight.UNSEEN
    strokes = alone.point([255 * (level < STROKE_LEVEL) for level in range(256)])
    ink = strokes.histogram()[255]
    if not ink:  # behind a mask, which hides it by itself too: what changes is what shows
        return Sight.SEEN if sum(changed[PLAIN_CHANGE:]) else Sight.UNCLEAR
    levels = Pil.composite(change, Pil.new("L", change.size, 0), strokes).histogram()
    if sum(levels[PLAIN_CHANGE:]) >= SHOWN_SHARE * ink:
        return Sight.SEEN
    return Sight.UNSEEN if sum(levels[FAINT_CHANGE:]) < HIDDEN_SHARE * ink else Sight.UNCLEAR
