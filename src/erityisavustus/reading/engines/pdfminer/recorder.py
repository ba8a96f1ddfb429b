"""A pdfminer device that keeps what this project needs of a page and builds nothing else.

pdfminer's own devices make an object for each character and pdfplumber a dictionary of each such
object; most of their time goes there. Here a character is a tuple, a path a small record.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_pt, apply_matrix_rect, mult_matrix

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.engines.pdfminer.fonts import Font, font_of, unnamed
from erityisavustus.reading.engines.pdfminer.images import grey_image
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.records import (
    CORE,
    SIDE_BEARING,
    Char,
    Contents,
    DrawnForm,
    Path,
    Picture,
    Shading,
    Subpath,
)

__all__ = ["Recorder"]

MAX_OBJECTS = 400_000
"""Characters, path points, pictures and forms that one page draws, seen or not; a page of text has some thousands.
A guess."""
FORM_WORK = 20
"""Objects that a form counts for: forms that draw forms that draw forms take without end and show nothing. A guess."""
FAINT_ALPHA = 0.4
"""Constant alpha below which text may be too pale to be seen on its ground; a guess."""
UNKNOWN_DARKNESS = {"Indexed", "Lab", "Pattern"}
"""Colour spaces whose numbers alone do not say how dark a colour is (8.6.5.4, 8.6.6); it counts as dark."""
RISING = 0.05
"""Slope of a line of text, rise over run, up to which it is upright: three degrees; a guess."""
SLANTED = 0.4
"""Slope of letters, shift over height, up to which they are upright: 22 degrees, more than italics; a guess."""
STEEP = 20.0
"""Slope from which a line of text runs up or down the page: three degrees off; a guess."""
STROKED_MODES = {1, 2, 5, 6}
UNPAINTED_MODES = {3, 7}
"""Text rendering modes that stroke outlines, and those that paint nothing (ISO 32000-2, table 104)."""


class Recorder(PDFLayoutAnalyzer):
    """Records characters, paths and images of one page, those in form XObjects too."""

    def __init__(self, resources: Any, off_layers: frozenset[int] = frozenset()) -> None:
        super().__init__(resources, pageno=1, laparams=None)
        self.off_layers = off_layers
        """Object numbers of the optional content groups that are off."""
        self.hidden = 0
        """Above 0 while contents of a hidden layer run; they are not recorded."""
        self._shadings: list[Shading] = []
        self._origins: dict[int, tuple[float, float]] = {}
        self._base: Matrix = MATRIX_IDENTITY
        self._chars: list[Char] = []
        self._paths: list[Path] = []
        self._pictures: list[Picture] = []
        self._size = (0.0, 0.0)
        self._forms: list[DrawnForm] = []
        self._figures: list[Rect] = []
        self._open: list[tuple[str, int]] = []
        self._invisible = False
        self._veiled = False
        self._stroked = False
        self._order = 0
        self._work = 0
        self._dark: dict[Any, float] = {}
        self._fonts: dict[int, Font] = {}

    def contents(self, media: Rect, crop: Rect, rotation: int) -> Contents:
        """What was recorded of a page with these boxes, read under this rotation."""
        return Contents(
            media=media,
            crop=crop,
            rotation=rotation,
            size=self._size,
            base=self._base,
            chars=tuple(self._chars),
            paths=tuple(self._paths),
            pictures=tuple(self._pictures),
            shadings=tuple(self._shadings),
            forms=tuple(self._forms),
            origins=self._origins,
        )

    def begin_page(self, page: Any, ctm: Any) -> None:
        self._base = ctm
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self._size = (abs(x1 - x0), abs(y1 - y0))

    def end_page(self, page: Any) -> None:
        """Nothing to build."""

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._count(FORM_WORK)
        self._figures.append(Rect(*apply_matrix_rect(mult_matrix(matrix, self.ctm), bbox)))
        self._open.append((name, self._order))

    def end_figure(self, _: str) -> None:
        self._figures.pop()
        name, start = self._open.pop()
        if not self._open:
            self._forms.append(DrawnForm(name, start, self._order))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        self._order += 1
        if self.hidden:
            return
        box = self._figures[-1] if self._figures else Rect(0.0, 0.0, *self._size)
        self._pictures.append(Picture(box, self._order, partial(grey_image, stream)))

    def shade(self, clip: Rect | None) -> None:
        """A shading fills what the clip leaves (8.7.4.2)."""
        self._order += 1
        if not self.hidden:
            self._shadings.append(Shading(clip, self._order))

    def paint_path(
        self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        self._order += 1
        self._count(len(path))
        if self.hidden or getattr(gstate, "alpha", 1.0) <= 0:
            return
        ctm = self.ctm
        subpaths: list[Subpath] = []
        shape: list[str] = []
        points: list[tuple[float, float]] = []
        controls: list[tuple[float, float]] = []
        for segment in path:
            operator = segment[0]
            if operator == "m" and shape:
                _close(subpaths, shape, points, controls)
                shape, points, controls = [], [], []
            shape.append(operator)
            if operator != "h":
                points.append(apply_matrix_pt(ctm, segment[-2:]))
                controls += [apply_matrix_pt(ctm, segment[i : i + 2]) for i in range(1, len(segment) - 2, 2)]
        _close(subpaths, shape, points, controls)
        if not subpaths:
            return
        scale = (abs(ctm[0] * ctm[3] - ctm[1] * ctm[2])) ** 0.5
        self._paths.append(
            Path(
                subpaths,
                stroke,
                fill,
                self._darkness(gstate.scolor, gstate.scs) if stroke else 0.0,
                self._darkness(gstate.ncolor, gstate.ncs) if fill else 0.0,
                (gstate.linewidth or 0.0) * scale,
                self._order,
                getattr(gstate, "alpha", 1.0),
                getattr(gstate, "plain", True) and not getattr(gstate, "masked", False),
                evenodd,
                getattr(gstate, "clip", None),
            )
        )

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._stroked = textstate.render in STROKED_MODES
        alpha = getattr(graphicstate, "alpha", 1.0)
        self._invisible = textstate.render in UNPAINTED_MODES or alpha <= 0
        self._veiled = alpha < FAINT_ALPHA or getattr(graphicstate, "veiled", False)
        self._order += 1
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: Any,
    ) -> float:
        self._count(1)
        face = self._fonts.get(id(font))
        if face is None:
            face = self._fonts[id(font)] = font_of(font)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = unnamed(font, cid)
        advance: float = font.char_width(cid) * fontsize * scaling
        if self.hidden:
            return advance
        a, b, c, d, e, f = matrix
        fontsize *= face.em
        bottom = face.descent * fontsize + rise
        if b == 0 and c == 0 and not font.is_vertical():
            x0, x1 = e, e + a * advance
            y0, y1 = f + d * bottom, f + d * (bottom + fontsize)
            upright = a * d * scaling > 0 and d > 0
            turn = 2 if a * scaling < 0 and d < 0 else 0
        else:
            x0, y0, x1, y1 = apply_matrix_rect(matrix, (0, bottom, advance, bottom + fontsize))
            upright, turn = _direction(matrix)
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        dark = self._darkness(graphicstate.ncolor, ncs)
        if self._stroked:
            dark = max(dark, self._darkness(graphicstate.scolor, graphicstate.scs))
        clip = getattr(graphicstate, "clip", None)
        if clip is not None and _within(x0, y0, x1, y1, clip):
            clip = None
        if self._order not in self._origins:
            self._origins[self._order] = (e + c * rise, f + d * rise)
        self._chars.append(
            Char(text, cid, x0, y0, x1, y1, f + d * rise, y1 - y0, face.name, upright, turn, self._invisible,
                 dark, self._order, clip, self._veiled)
        )
        return advance

    def _count(self, more: int) -> None:
        self._work += more
        if self._work > MAX_OBJECTS:
            raise FileError(Code.FILE_TOO_LARGE, "objects")

    def _darkness(self, colour: Any, space: Any) -> float:
        name = getattr(space, "name", "")
        if name in UNKNOWN_DARKNESS:
            return 1.0
        subtractive = name in ("Separation", "DeviceN")
        key = (tuple(colour) if isinstance(colour, list) else colour, subtractive)
        try:
            known = self._dark.get(key)
        except TypeError:
            return 1.0
        if known is None:
            known = self._dark[key] = _darkness(key[0], subtractive)
        return known


def _direction(matrix: Matrix) -> tuple[bool, int]:
    """Whether letters placed by the matrix stand upright, and the quarter turns that would set them so."""
    xx, xy, yx, yy, *_ = matrix
    upright = xx > 0 and yy > 0 and abs(xy) < RISING * xx and abs(yx) < SLANTED * yy
    return upright, (1 if xy > 0 else 3) if abs(xy) > STEEP * abs(xx) else 0


def _within(x0: float, y0: float, x1: float, y1: float, clip: Rect) -> bool:
    """All of a character that is sure to have ink lies within the clip."""
    across, along = SIDE_BEARING * (y1 - y0), CORE * (y1 - y0)
    return (
        x0 + across >= clip.x0 and x1 - across <= clip.x1 and y0 + along >= clip.y0 and y1 - along <= clip.y1
    )


def _close(
    subpaths: list[Subpath], shape: list[str], points: list[tuple[float, float]], controls: list[tuple[float, float]]
) -> None:
    if points and shape and shape[0] == "m" and len(shape) > 1:
        xs, ys = [p[0] for p in points + controls], [p[1] for p in points + controls]
        subpaths.append(Subpath("".join(shape), points, Rect(min(xs), min(ys), max(xs), max(ys))))


def _darkness(colour: Any, subtractive: bool) -> float:
    """1 for black, 0 for white; a pattern or an unknown colour space counts as dark."""
    if colour is None:
        return 1.0
    try:
        parts = [min(1.0, max(0.0, float(c))) for c in (colour if isinstance(colour, tuple) else (colour,))]
    except (TypeError, ValueError):
        return 1.0
    if subtractive:
        return max(parts, default=1.0)
    if len(parts) == 1:
        return 1.0 - parts[0]
    if len(parts) == 3:
        return 1.0 - _luma(*parts)
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return 1.0 - _luma((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return 1.0


def _luma(red: float, green: float, blue: float) -> float:
    """How light a colour looks, 0 to 1 (ITU-R BT.601)."""
    return 0.299 * red + 0.587 * green + 0.114 * blue
