"""Where annotations lie over a page that may hide what is on it (ISO 32000-2, 12.5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from erityisavustus.contracts.geometry import BBox
from erityisavustus.reading.acroform.appearances import appearance_of, rectangle
from erityisavustus.reading.acroform.fields import annotations_of, seen_by_a_person
from erityisavustus.reading.acroform.strings import name_text
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.visibility.layers import on_hidden_layer

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Laid", "covering", "has_field_ground", "has_ground"]

BARE = {"Link", "Popup"}
"""Annotations that draw nothing on the page but a border, or only when they are opened."""


GROUNDS = {"FreeText": "/C", "Polygon": "/IC", "Square": "/IC", "Circle": "/IC"}
"""Annotations that viewers fill with the colour of this entry even where they have no appearance (tables 177, 180 and
181)."""
DRAWN_BY_PDFIUM = {"Square", "Circle"}
"""Those of them for which pdfium makes an appearance itself."""


class Laid(NamedTuple):
    """An annotation that a person sees, as displayed."""

    bbox: BBox
    filled: bool
    """It has a ground that some viewers draw and pdfium does not."""


def covering(page: pikepdf.Page, frame: PageGeometry, off: frozenset[int]) -> list[Laid]:
    """The annotations of a pikepdf page that a person sees, in drawing order. `off`: layers that are not shown."""
    return [
        Laid(
            frame.of_user_space(rect),
            has_ground(annotation) and name_text(annotation.get("/Subtype")) not in DRAWN_BY_PDFIUM,
        )
        for annotation in annotations_of(page)
        if name_text(annotation.get("/Subtype")) not in BARE
        and seen_by_a_person(annotation) and not on_hidden_layer(annotation, off)
        and (rect := rectangle(annotation.get("/Rect"))) is not None and rect.x0 < rect.x1 and rect.y0 < rect.y1
    ]


def has_ground(annotation: pikepdf.Dictionary) -> bool:
    """It has no appearance, and viewers fill it with a colour."""
    key = GROUNDS.get(name_text(annotation.get("/Subtype")))
    return key is not None and appearance_of(annotation) is None and _is_colour(annotation.get(key))


def has_field_ground(widget: pikepdf.Dictionary) -> bool:
    """Viewers that draw the field anew fill it with a colour (/BG of table 192)."""
    import pikepdf

    characteristics = widget.get("/MK")
    return isinstance(characteristics, pikepdf.Dictionary) and _is_colour(characteristics.get("/BG"))


def _is_colour(value: pikepdf.Object | None) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array) and len(value) > 0  # an empty array is transparent
