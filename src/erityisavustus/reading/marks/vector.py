"""Selection marks: glyphs, drawn boxes, pictures of boxes, and ink laid over an empty one.

Two kinds of things are looked for on a page: *boxes* (squares and circles, however drawn) and *ink*
(ticks, crosses, dots, filled areas). A mark is a box with the ink in it; ink without a box is a mark
only where a glyph says so (a bare tick).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import Mark, MarkKind, MarkState
from erityisavustus.reading.marks.path_classes import MARK_MAX, MARK_MIN, SQUARE_RATIO, Drawing, Figure
from erityisavustus.reading.spatial_index import SpatialIndex

__all__ = ["GlyphSeen", "drawn_marks", "overlaid"]

Thing = TypeVar("Thing")
DARK_FILL = 0.25
"""Darkness from which a fill is ink; paler ones are the background of a disabled or highlighted box. Fitted."""
SECOND_BORDER = 0.72
"""Share of the box's side: an inner outline at least this large is a second border, not content. Fitted."""
SAME_FILL = 0.9
"""Share of the box's side from which a dark fill is that of the whole box, and no square ticked within it; fitted."""
FRAMED = 0.4
"""Share of a cell's side that a check box in it measures at least; fitted."""
SMALLEST_INK = 0.18
"""Share of the box's side: smaller specks are no mark. Fitted."""
TOUCH = 0.7
"""Points between two squares that share an edge: cells of a grid, not check boxes. Fitted."""
SAME_SIDE = 0.15
"""Share of the side by which two cells of a grid may differ; a guess."""
TWIN = (0.6, 1.7)
"""Times the side of an empty box between which a filled one is its other state; fitted."""
OVERSHOOT = 1.9
"""Times the box's side that a tick or cross drawn over it may measure; fitted."""
OUTSIDE_BOX = 0.2
"""Share of the box's side: the middle of its tick may lie so far outside, and a level stroke nearer an edge than this
is a part of the box. Fitted."""
MISSED_CORNER = 1.2
"""Points by which four strokes may miss each other at the corners of a box; fitted."""


@dataclass(frozen=True, slots=True)
class GlyphSeen:
    """A character that draws a mark or ink."""

    bbox: BBox
    text: str
    state: MarkState
    round: bool
    bare: bool
    """Ink without a box."""
    bullet: bool
    """A filled square or disc, which may be a list bullet."""
    size: float
    order: int


@dataclass(slots=True)
class _Box:
    bbox: BBox
    round: bool
    outline: bool
    solid: bool
    """Filled dark as a whole."""
    order: int = 0
    """When it was painted: what is painted later lies on top."""
    inner: list[Figure] = field(default_factory=list)

    @property
    def side(self) -> float:
        return self.bbox.side


def drawn_marks(drawing: Drawing) -> tuple[list[Mark], set[BBox]]:
    """Marks made of vector shapes, and the bboxes of all shapes they are made of."""
    closed = [f for f in drawing.figures if f.closed] + _from_strokes([f for f in drawing.figures if f.level])
    boxes = _outermost(closed)
    beside = _indexed((b.bbox, b) for b in boxes)
    boxes = [b for b in boxes if not _in_grid(b, beside.around(b.bbox, TOUCH))]
    used: set[BBox] = set()
    inks = _indexed((f.bbox, f) for f in drawing.figures if not f.closed)
    for box in boxes:
        box.inner += [f for f in inks.around(box.bbox, box.side) if _over(f, box)]
    empties = {(b.round, round(b.side, 1)) for b in boxes if b.outline and not b.solid}
    marks: list[Mark] = []
    for box in boxes:
        if not box.outline and not box.inner and not _has_twin(box, empties):
            continue  # a filled square or disc without an empty counterpart: a list bullet
        if not box.outline and not box.solid:
            continue  # a pale patch of background
        used.add(box.bbox)
        used.update(f.bbox for f in box.inner)
        marks.append(Mark(box.bbox, _state(box), MarkKind.VECTOR, round=box.round))
    return marks, used


def _outermost(closed: list[Figure]) -> list[_Box]:
    """Each box once, with the smaller shapes that lie in it."""
    boxes: list[_Box] = []
    known: SpatialIndex[_Box] = SpatialIndex()
    for figure in sorted(closed, key=lambda f: (-f.bbox.area, f.order)):
        host = next((b for b in known.around(figure.bbox) if b.bbox.contains_middle_of(figure.bbox)), None)
        if host is None:
            solid = figure.filled and figure.dark >= DARK_FILL
            boxes.append(_Box(figure.bbox, figure.round, figure.outline and not solid, solid, figure.order))
            known.add(figure.bbox, boxes[-1])
            continue
        side = figure.bbox.side
        if side >= SECOND_BORDER * host.side:
            _same_box(host, figure, side)
        elif _framed(host, figure, side):
            # A check box in a cell that is hardly larger: the cell is no box.
            boxes.remove(host)
            boxes.append(_Box(figure.bbox, figure.round, True, False, figure.order))
        else:
            host.inner.append(figure)
    return boxes


def _framed(host: _Box, figure: Figure, side: float) -> bool:
    """An empty square within a square: no tick is drawn so."""
    empty = figure.outline and not (figure.filled and figure.dark >= DARK_FILL)
    square = not figure.round and not host.round and not host.inner
    return empty and square and side >= max(MARK_MIN, FRAMED * host.side)


def _same_box(host: _Box, figure: Figure, side: float) -> None:
    """A second border or background of the same box."""
    if figure.filled and figure.dark < DARK_FILL:
        if host.solid and figure.order > host.order:
            host.solid, host.outline = False, True  # dark square with a light one on it: a border
    elif figure.filled and figure.dark >= DARK_FILL:
        if side > SAME_FILL * host.side:
            host.solid = True
        else:
            host.inner.append(figure)
    host.outline = host.outline or figure.outline


def _from_strokes(lines: list[Figure]) -> list[Figure]:
    """Squares made of four separate strokes."""
    result: list[Figure] = []
    across = [f.bbox for f in lines if f.bbox.width > f.bbox.height]
    below = _indexed((b, b) for b in across)
    upright = _indexed((f.bbox, f.bbox) for f in lines if f.bbox.width <= f.bbox.height)
    for top in across:
        width = top.width
        for bottom in below.around(top._replace(bottom=top.bottom + MARK_MAX), MISSED_CORNER):
            height = bottom.top - top.top
            square = height <= SQUARE_RATIO * width and width <= SQUARE_RATIO * height
            if not MARK_MIN <= height <= MARK_MAX or not square:
                continue
            if abs(top.x0 - bottom.x0) > MISSED_CORNER or abs(top.x1 - bottom.x1) > MISSED_CORNER:
                continue
            sides = [
                any(
                    abs(u.x0 - x) <= MISSED_CORNER and abs(u.top - top.top) <= MISSED_CORNER
                    and abs(u.bottom - bottom.bottom) <= MISSED_CORNER
                    for u in upright.around(union([top, bottom]), MISSED_CORNER)
                )
                for x in (top.x0, top.x1)
            ]
            if all(sides):
                result.append(Figure(union([top, bottom]), False, True, True, 1.0, False, 0))
    return result


def _indexed(things: Iterable[tuple[BBox, Thing]]) -> SpatialIndex[Thing]:
    index: SpatialIndex[Thing] = SpatialIndex()
    for bbox, thing in things:
        index.add(bbox, thing)
    return index


def _in_grid(box: _Box, boxes: list[_Box]) -> bool:
    """Another square of its size shares one of its edges: a cell of a comb or table."""
    own = box.bbox
    for other in boxes:
        if other is box or abs(other.side - box.side) > SAME_SIDE * box.side:
            continue
        its = other.bbox
        beside = min(abs(its.x0 - own.x1), abs(its.x1 - own.x0)) < TOUCH and abs(its.top - own.top) < TOUCH
        below = min(abs(its.top - own.bottom), abs(its.bottom - own.top)) < TOUCH and abs(its.x0 - own.x0) < TOUCH
        if beside or below:
            return True
    return False


def _has_twin(box: _Box, empties: set[tuple[bool, float]]) -> bool:
    """An empty box of about this size is on the page: this one is its filled state."""
    return any(round_ == box.round and TWIN[0] < box.side / side < TWIN[1] for round_, side in empties)


def _over(figure: Figure, box: _Box) -> bool:
    """Ink lies in or across the box, and is not one of its sides."""
    ink, around, side = figure.bbox, box.bbox, box.side
    if ink.side > OVERSHOOT * side or ink.side < SMALLEST_INK * side:
        return False
    if not around.contains_middle_of(ink, OUTSIDE_BOX * side):
        return False
    if not figure.level:
        return True
    upright = ink.height > ink.width
    middle, edges = (ink.x_middle, (around.x0, around.x1)) if upright else (ink.y_middle, (around.top, around.bottom))
    return min(abs(middle - edge) for edge in edges) > OUTSIDE_BOX * side


def _state(box: _Box) -> MarkState:
    if box.solid:
        return MarkState.CHECKED
    ink = [f for f in box.inner if f.dark >= DARK_FILL and f.bbox.side >= SMALLEST_INK * box.side]
    return MarkState.CHECKED if ink else MarkState.UNCHECKED


def overlaid(marks: list[Mark], glyphs: list[GlyphSeen]) -> list[Mark]:
    """All marks of a page: glyphs of ink and of ticked boxes check the empty box under them, or stand for themselves.

    Filled squares and discs count only where the page has their empty counterpart.
    """
    result = list(marks)
    for glyph in sorted((g for g in glyphs if not g.bare and not g.bullet), key=lambda g: g.state is MarkState.CHECKED):
        under = next((i for i, m in enumerate(result) if _covers(m.bbox, glyph.bbox)), None)
        if under is not None and glyph.state is MarkState.CHECKED and result[under].state is MarkState.UNCHECKED:
            result[under] = _checked(result[under], glyph)
        else:
            result.append(_glyph_mark(glyph))
    empties = [m for m in result if m.state is MarkState.UNCHECKED]
    for glyph in glyphs:
        if not glyph.bare and not glyph.bullet:
            continue
        under = next((i for i, m in enumerate(result) if _covers(m.bbox, glyph.bbox)), None)
        if under is not None:
            if result[under].state is MarkState.UNCHECKED:
                result[under] = _checked(result[under], glyph)
        elif glyph.bare or any(m.round == glyph.round for m in empties):
            result.append(_glyph_mark(glyph))
    return sorted(result, key=lambda m: (m.bbox.top, m.bbox.x0))


def _checked(box: Mark, ink: GlyphSeen) -> Mark:
    """The box with the glyph laid over it, which may stand between typed brackets, in place of the blank."""
    return replace(box, state=MarkState.CHECKED, text=box.text.replace(" ", ink.text) or ink.text)


def _glyph_mark(glyph: GlyphSeen) -> Mark:
    return Mark(glyph.bbox, glyph.state, MarkKind.GLYPH, glyph.text, round=glyph.round, size=glyph.size)


def _covers(box: BBox, ink: BBox) -> bool:
    """The middle of one lies within the other."""
    return box.contains_middle_of(ink) or ink.contains_middle_of(box)
