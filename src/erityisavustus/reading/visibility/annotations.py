"""Where annotations lie over a page that may hide what is on it (ISO 32000-2, 12.5.2)."""

from __future__ import annotations

from typing import Any

from erityisavustus.pages import BBox
from erityisavustus.reading.appearances import rectangle
from erityisavustus.reading.fields import annotations_of, seen_by_a_person
from erityisavustus.reading.frame import Frame
from erityisavustus.reading.strings import name_text
from erityisavustus.reading.visibility.layers import on_hidden_layer

__all__ = ["covering"]

BARE = {"Link", "Popup"}
"""Annotations that draw nothing on the page but a border, or only when they are opened."""


def covering(page: Any, frame: Frame, off: frozenset[int]) -> list[BBox]:
    """As displayed, in drawing order: the places of the annotations of a pikepdf page that a person sees.

    `off`: layers that are not shown.
    """
    return [
        frame.of_user_space(rect) for annotation in annotations_of(page)
        if name_text(annotation.get("/Subtype")) not in BARE
        and seen_by_a_person(annotation) and not on_hidden_layer(annotation, off)
        and (rect := rectangle(annotation.get("/Rect"))) is not None and rect[0] < rect[2] and rect[1] < rect[3]
    ]
