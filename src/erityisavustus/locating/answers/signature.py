"""Is there a signature where one belongs: ink, an image, a stamp or a digital signature, not a ruled line."""

from __future__ import annotations

from dataclasses import dataclass

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import Image, Page, WidgetType

__all__ = ["Area", "PageInk", "Signature", "ink_of", "signed_by"]

MIN_INK = 8.0
"""Points: a smaller drawing is a dot or a sign, no signature."""
TOUCH = 2.0
"""Points between strokes of one drawing; a guess: the width of a pen."""


@dataclass(frozen=True, slots=True)
class PageInk:
    """What on one page could be a signature."""

    page: int
    strokes: tuple[BBox, ...]
    images: tuple[Image, ...]
    digital: tuple[tuple[BBox, str], ...]
    """Places of digital signatures, and who made each and when."""
    empty_fields: tuple[BBox, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The place of the signature on one page."""

    page: int
    bbox: BBox


def ink_of(page: Page) -> PageInk:
    """The drawings, images and signature fields of `page`."""
    fields = [w for w in page.widgets if w.type is WidgetType.SIGNATURE]
    return PageInk(
        page.number,
        page.strokes,
        page.images,
        tuple((w.bbox, w.value or "") for w in fields if w.signed),
        tuple(w.bbox for w in fields if not w.signed),
    )


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands in the signature's place."""

    kind: str
    """'digital', 'image' or 'ink'."""
    page: int
    bbox: BBox
    signer: str = ""
    """Of a digital one: who and when, as its data say."""


def signed_by(areas: list[Area], ink: dict[int, PageInk]) -> Signature | None:
    """The first signature that stands in the areas."""
    for area in areas:
        found = ink.get(area.page)
        if found is None:
            continue
        for kind, boxes in (
            ("digital", tuple(bbox for bbox, _ in found.digital)),
            ("image", tuple(i.bbox for i in found.images if i.ink is None or i.ink > 0.0)),
            ("ink", _clusters(found.strokes)),
        ):
            for box in boxes:
                # Its middle: ink often runs over the edge of its area.
                if box.side >= MIN_INK and area.bbox.contains_middle_of(box):
                    who = dict(found.digital).get(box, "") if kind == "digital" else ""
                    return Signature(kind, area.page, box, who)
    return None


def _clusters(strokes: tuple[BBox, ...]) -> tuple[BBox, ...]:
    """Strokes that touch, as one drawing."""
    clusters: list[BBox] = []
    for stroke in sorted(strokes):
        box = stroke
        for other in [c for c in clusters if c.overlaps(box, TOUCH)]:
            clusters.remove(other)
            box = union([box, other])
        clusters.append(box)
    return tuple(clusters)


