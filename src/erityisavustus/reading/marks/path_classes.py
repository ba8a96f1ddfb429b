"""From painted paths to rulings, boxes, and the small shapes that selection marks are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Box, Ruling
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import Path, Subpath

__all__ = ["MARK_MAX", "MARK_MIN", "Drawing", "Figure", "drawing_of"]

MARK_MIN = 4.2
MARK_MAX = 28.0
"""Points: sides of check boxes on printed forms; smaller squares are bullets, larger ones cells. Fitted."""
THIN = 2.2
"""Points: a filled rectangle no wider is a stroke; fitted."""
LIGHT = 0.04
"""Darkness below which a person cannot tell a stroke's colour from paper; a guess."""
SQUARE_RATIO = 1.4
"""A check box's longer side is at most this many times the shorter one; fitted."""
OUTLINE = 3
"""Points that an outline has at least: two are a stroke."""
LEVEL_ENDS = 0.6
"""Points by which the ends of a horizontal or vertical stroke may differ; fitted."""
MIN_RULING = 4.0
"""Points: shorter strokes are parts of signs; fitted."""
NESTED = 0.01
"""Points by which the inner outline of a border may stand out of the outer one: what rounding does."""
INNER_SHARE = 0.5
"""Share of the outer outline's width that the inner one of a border takes at least; fitted."""
CURVED = 9
"""Points that a circle drawn by straight lines has at least: eight sides; fitted."""
ROUNDED = 0.02
"""Share of a rounded rectangle's longer side by which its points may lie off its edges; fitted."""
RADII = (0.85, 1.15)
"""Radii from its middle between which the points of a circle lie; the corners of a square lie at 1.41. Fitted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A small painted shape."""

    bbox: BBox
    round: bool
    closed: bool
    """A square or circle; else ink: a line, a tick, a cross."""
    outline: bool
    """Stroked, or filled between two nested outlines."""
    dark: float
    """Darkness of what is painted: of the fill where filled, else of the stroke."""
    filled: bool
    order: int
    level: bool = False
    """A horizontal or vertical line."""


@dataclass(slots=True)
class Drawing:
    """All that is painted on a page, sorted by what it can be."""

    rulings: list[Ruling] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    strokes: list[BBox] = field(default_factory=list)


def drawing_of(paths: Iterable[Path], frame: PageGeometry) -> Drawing:
    """Sort the paths of a page; what is invisible or off the page is left out."""
    drawing = Drawing()
    for path in paths:
        dark = max(path.stroke_dark if path.stroke else 0.0, path.fill_dark if path.fill else 0.0)
        if not (path.stroke or path.fill):
            continue
        if len(path.subpaths) > 1 and path.fill and _nested(path.subpaths):
            _ring(path, frame, drawing)
            continue
        for subpath in path.subpaths:
            box = frame.bbox(*subpath.bbox)
            if frame.holds_middle_of(subpath.bbox):
                _sort(path, subpath, box, dark, drawing)
    return drawing


def _nested(subpaths: list[Subpath]) -> bool:
    """The first outline holds all the others: a border painted as the area between two outlines."""
    if any(len(s.points) < OUTLINE for s in subpaths[:2]):
        return False
    outer = subpaths[0].bbox
    inner = subpaths[1].bbox
    if inner.width > outer.width:
        outer, inner = inner, outer
    held = outer.x0 - NESTED <= inner.x0 and outer.y0 - NESTED <= inner.y0 and inner.x1 <= outer.x1 + NESTED
    wide = inner.width > INNER_SHARE * outer.width
    return len(subpaths) == 2 and held and inner.y1 <= outer.y1 + NESTED and wide


def _ring(path: Path, frame: PageGeometry, drawing: Drawing) -> None:
    subpath = max(path.subpaths, key=lambda s: s.bbox.width)
    box = frame.bbox(*subpath.bbox)
    if path.fill_dark < LIGHT:
        return
    if _small_square(box):
        drawing.figures.append(
            Figure(box, _is_round(subpath), True, True, path.fill_dark, False, path.order)
        )
    elif min(box.width, box.height) > THIN:
        drawing.boxes.append(Box(box, stroked=True, filled=False))


def _sort(path: Path, subpath: Subpath, box: BBox, dark: float, drawing: Drawing) -> None:
    closed = _is_closed(subpath, path.fill)
    small = box.side <= MARK_MAX
    paint = path.fill_dark if path.fill else path.stroke_dark
    if closed and _small_square(box):
        outline = path.stroke and path.stroke_dark >= LIGHT
        drawing.figures.append(Figure(box, _is_round(subpath), True, outline, paint, path.fill, path.order))
    elif dark < LIGHT:
        if small:
            drawing.figures.append(Figure(box, False, False, path.stroke, paint, path.fill, path.order))
    elif _is_level(path, subpath, box):
        drawing.rulings.append(Ruling(*box, path.width if path.stroke else min(box.width, box.height)))
        if small:
            drawing.figures.append(Figure(box, False, False, path.stroke, dark, path.fill, path.order, level=True))
    elif small:
        drawing.figures.append(Figure(box, False, False, path.stroke, paint, path.fill, path.order))
        drawing.strokes.append(box)
    elif closed and (_is_rectangle(subpath) or _is_rounded(subpath)):
        drawing.boxes.append(Box(box, stroked=path.stroke and path.stroke_dark >= LIGHT, filled=path.fill))
    elif _is_axial(subpath):
        drawing.rulings += _legs(subpath, box, path.width)
    else:
        drawing.strokes.append(box)


def _is_level(path: Path, subpath: Subpath, box: BBox) -> bool:
    """A horizontal or vertical stroke, which may be painted as a thin rectangle, long enough for a ruling."""
    thickness = THIN if path.fill and not path.stroke else LEVEL_ENDS
    return subpath.straight and min(box.width, box.height) <= thickness and box.side >= MIN_RULING


def _small_square(box: BBox) -> bool:
    width, height = box.width, box.height
    low, high = min(width, height), max(width, height)
    return low >= MARK_MIN and high <= MARK_MAX and high <= SQUARE_RATIO * low


def _is_closed(subpath: Subpath, fill: bool) -> bool:
    """Its outline is a box or circle: it comes back to its start and reaches all four sides there."""
    if "c" not in subpath.shape and not _is_rectangle(subpath) and len(subpath.points) < CURVED:
        return False
    first, last = subpath.points[0], subpath.points[-1]
    back = "h" in subpath.shape or abs(first[0] - last[0]) + abs(first[1] - last[1]) < LEVEL_ENDS or fill
    return back and (_is_rectangle(subpath) or _is_rounded(subpath) or _is_round(subpath))


def _is_rectangle(subpath: Subpath) -> bool:
    points = subpath.points
    if "c" in subpath.shape or len(points) not in (4, 5):
        return False
    x0, y0, x1, y1 = subpath.bbox
    on_corners = all(
        min(abs(x - x0), abs(x - x1)) < LEVEL_ENDS and min(abs(y - y0), abs(y - y1)) < LEVEL_ENDS for x, y in points
    )
    return on_corners and len({(abs(x - x0) < LEVEL_ENDS, abs(y - y0) < LEVEL_ENDS) for x, y in points}) == 4


def _is_rounded(subpath: Subpath) -> bool:
    """A rectangle with rounded corners: curves and lines, all points on the edges."""
    if "c" not in subpath.shape or len(subpath.points) < 6:
        return False
    x0, y0, x1, y1 = subpath.bbox
    near = max(LEVEL_ENDS, ROUNDED * max(x1 - x0, y1 - y0))
    return all(
        min(abs(x - x0), abs(x - x1)) < near or min(abs(y - y0), abs(y - y1)) < near for x, y in subpath.points
    )


def _is_round(subpath: Subpath) -> bool:
    """All points at one distance from the middle, and not at the corners of a rectangle."""
    if _is_rectangle(subpath) or len(subpath.points) < 4:
        return False
    x0, y0, x1, y1 = subpath.bbox
    x_middle, y_middle, x_radius, y_radius = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2
    if x_radius <= 0 or y_radius <= 0:
        return False
    far = [hypot((x - x_middle) / x_radius, (y - y_middle) / y_radius) for x, y in subpath.points]
    return max(far) < RADII[1] and min(far) > RADII[0]


def _is_axial(subpath: Subpath) -> bool:
    """All its legs are horizontal or vertical lines."""
    return subpath.straight and all(
        abs(a[0] - b[0]) < LEVEL_ENDS or abs(a[1] - b[1]) < LEVEL_ENDS for a, b in pairwise(subpath.points)
    )


def _legs(subpath: Subpath, box: BBox, width: float) -> list[Ruling]:
    """Each straight leg of an open, right-angled line as a ruling."""
    left, top = box.x0 - subpath.bbox.x0, box.top + subpath.bbox.y1
    return [
        Ruling(min(a[0], b[0]) + left, top - max(a[1], b[1]), max(a[0], b[0]) + left, top - min(a[1], b[1]), width)
        for a, b in pairwise(subpath.points)
        if max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= MIN_RULING
    ]
