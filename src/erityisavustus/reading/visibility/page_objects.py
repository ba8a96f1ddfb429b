"""What pdfium draws of a page, object by object: each can be found by its place and moved away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import c_float
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.records import MAX_FORM_DEPTH, Matrix

if TYPE_CHECKING:
    import pypdfium2.raw

__all__ = ["Handle", "PageObject", "move_away", "objects_of"]

AWAY = 1e6
"""Points by which a shape is moved off the page: more than any page measures (`page_geometry.MAX_COORDINATE`)."""
Handle: TypeAlias = "pypdfium2.raw.FPDF_PAGEOBJECT"
"""A page object of pdfium's, whose binding has no types."""


class PageObject(NamedTuple):
    """A string, by where it begins in user space, or anything else that is drawn."""

    handle: Handle
    is_text: bool
    across: float
    up: float
    outer: Matrix | None
    """Places the form XObject that it is part of, if any."""

    def lies_in(self, rect: Rect) -> bool:
        """All of it is drawn within a rectangle of user space."""
        box = self._bounds()
        return rect.x0 <= box.x0 and rect.y0 <= box.y0 and box.x1 <= rect.x1 and box.y1 <= rect.y1

    def _bounds(self) -> Rect:
        """In user space; the whole plane where pdfium gives none."""
        import pypdfium2.raw as raw

        left, bottom, right, top = (c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(self.handle, left, bottom, right, top):
            return Rect(-inf, -inf, inf, inf)
        corners = [(across, up) for across in (left.value, right.value) for up in (bottom.value, top.value)]
        if self.outer is None:
            return Rect.around(corners)
        a, b, c, d, e, f = self.outer
        return Rect.around((a * across + c * up + e, b * across + d * up + f) for across, up in corners)


def objects_of(page: pypdfium2.raw.FPDF_PAGE) -> Iterator[PageObject]:
    """All objects that a page draws, in order, those in form XObjects too."""
    import pypdfium2.raw as raw

    def walk(
        parent: Handle | pypdfium2.raw.FPDF_PAGE, count: Callable[[Handle], int], get: Callable[[Handle, int], Handle],
        outer: Matrix | None, depth: int,
    ) -> Iterator[PageObject]:
        for number in range(count(parent)):
            found = get(parent, number)
            kind = raw.FPDFPageObj_GetType(found)
            if kind not in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM):
                yield PageObject(found, False, 0.0, 0.0, outer)
                continue
            own = raw.FS_MATRIX()
            if not raw.FPDFPageObj_GetMatrix(found, own):
                continue
            matrix = (own.a, own.b, own.c, own.d, own.e, own.f)
            if outer is not None:
                matrix = _within(matrix, outer)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield PageObject(found, True, matrix[4], matrix[5], outer)
            elif depth < MAX_FORM_DEPTH:
                yield from walk(found, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, matrix, depth + 1)

    yield from walk(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, None, 0)


def move_away(handle: Handle) -> None:
    """Off the page, so that it is not drawn."""
    import pypdfium2.raw as raw

    raw.FPDFPageObj_Transform(handle, 1, 0, 0, 1, AWAY, 0)


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """The transformation of what a form places by `inner`, the form being placed by `outer` (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = outer
    return (
        a * inner[0] + c * inner[1], b * inner[0] + d * inner[1],
        a * inner[2] + c * inner[3], b * inner[2] + d * inner[3],
        a * inner[4] + c * inner[5] + e, b * inner[4] + d * inner[5] + f,
    )
