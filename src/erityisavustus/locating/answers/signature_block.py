"""Where a signature belongs: the cell of its label, the cell beside it, or the room up to the next label."""

from __future__ import annotations

from erityisavustus.contracts.geometry import BBox
from erityisavustus.locating.align.answer_spans import Region
from erityisavustus.locating.answers.context import SheetFacts
from erityisavustus.locating.answers.signature import Area
from erityisavustus.locating.layout.table_grid import Cell

__all__ = ["signature_areas"]

ABOVE = 0.5
"""Times the label's height that ink may begin above its label."""
BELOW = 150.0
"""Points below its label within which a signature stands when no other label follows."""
SAME_BORDER = 2.5
"""Points by which the borders of a cell's two parts may differ."""
LEFT = 10.0
"""Points by which ink may begin left of its label."""


def signature_areas(regions: list[Region], index: int, sheets: dict[int, SheetFacts]) -> list[Area]:
    """The places where the signature of `regions[index]` may stand, likeliest first."""
    region = regions[index]
    sheet = sheets[region.page]
    x0, top, x1, bottom = region.bbox
    areas: list[Area] = []
    right = min((r.bbox.x0 for r in regions if _right_of(r, region)), default=sheet.width)
    cell = sheet.grid.cell((x0 + x1) / 2, (top + bottom) / 2)
    if cell.closed:
        areas.append(Area(sheet.number, _without_others(cell.bbox, region, regions)))
        areas.append(Area(sheet.number, BBox(cell.right, cell.top, right, cell.bottom)))
        under = sheet.grid.cell((cell.left + cell.right) / 2, cell.bottom + 1)
        if under.closed and not any(under.bbox.contains_middle_of(r.bbox) for r in regions if r.page == region.page):
            areas.append(Area(sheet.number, under.bbox))
        areas += _over_the_page(regions, index, sheets, cell)
        return areas
    below = [r for r in regions[index + 1 :] if r.page == region.page and r.bbox.top > bottom]
    end = min((r.bbox.top for r in below), default=min(sheet.height, bottom + BELOW))
    areas.append(Area(sheet.number, BBox(x0 - LEFT, top - ABOVE * (bottom - top), right, end)))
    after = regions[index + 1] if index + 1 < len(regions) else None
    if after is not None and after.page > region.page:
        first = after.label[0]
        areas.append(Area(first.page, BBox(0.0, 0.0, sheets[first.page].width, first.bbox.top)))
    above = regions[index - 1] if index else None
    if above is not None and above.page == region.page:
        last = max([t.bbox.bottom for t in (*above.label, *above.tokens) if t.page == region.page])
        if last < top:
            areas.append(Area(sheet.number, BBox(x0 - LEFT, last, right, top)))
    return areas


def _over_the_page(
    regions: list[Region], index: int, sheets: dict[int, SheetFacts], cell: Cell
) -> list[Area]:
    """The rest of a cell, or of the cell beside it, that a page break cuts: at the top of the next page."""
    region = regions[index]
    following = sheets.get(region.page + 1)
    lower = [y for y, _, _ in sheets[region.page].grid.across if y > cell.bottom + 1]
    later = any(r.page == region.page and r.bbox.top > cell.bottom for r in regions)
    if following is None or lower or later:
        return []
    here, there = sheets[region.page].grid, following.grid
    areas: list[Area] = []
    for old in (cell, here.cell(cell.right + 1, (cell.top + cell.bottom) / 2)):
        new = there.cell((old.left + old.right) / 2, there.top + 1)
        same = abs(new.left - old.left) <= SAME_BORDER and abs(new.right - old.right) <= SAME_BORDER
        if old.closed and new.closed and same and new.top <= there.top + 1:
            areas.append(Area(following.number, new.bbox))
    return areas


def _without_others(bbox: BBox, region: Region, regions: list[Region]) -> BBox:
    """The cell down to the next label that stands in it too, from its own label on."""
    x0, top, x1, bottom = bbox
    inside = [r.bbox for r in regions if r is not region and r.page == region.page and bbox.contains_middle_of(r.bbox)]
    below = [other.top for other in inside if other.top > region.bbox.bottom]
    above = [other for other in inside if other.bottom < region.bbox.top]
    return BBox(x0, region.bbox.top if above else top, x1, min([bottom, *below]))


def _right_of(other: Region, region: Region) -> bool:
    level = min(other.bbox.bottom, region.bbox.bottom) > max(other.bbox.top, region.bbox.top)
    return other is not region and other.page == region.page and level and other.bbox.x0 >= region.bbox.x1
