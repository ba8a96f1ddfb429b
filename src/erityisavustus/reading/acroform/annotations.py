"""What lies over a page's contents: form fields, and what was typed, drawn or stamped on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import Annotation, Image, Mark, Method, Widget, Word
from erityisavustus.reading.acroform.laid_annotations import COMMENTS, LaidAnnotation, laid_annotations
from erityisavustus.reading.acroform.strings import plain_text, string
from erityisavustus.reading.acroform.widgets import field_widget, spread
from erityisavustus.reading.engine import Engine
from erityisavustus.reading.marks.path_classes import MARK_MAX
from erityisavustus.reading.marks.symbol_fonts import is_tick
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.visibility.unseen import Patch

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Overlay", "overlay_of"]

TICK_OVER_BOX = 1.8
"""Times the largest box's side that a tick drawn over it may measure; fitted."""
FONT = re.compile(r"/(\S+)\s+\S+\s+Tf\b")
"""What a default appearance (/DA, 12.7.4.3) sets its text in."""


@dataclass(slots=True)
class Overlay:
    """Everything over one page, in displayed coordinates."""

    widgets: list[Widget] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    strokes: list[BBox] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    ink: list[BBox] = field(default_factory=list)
    """Small drawings and typed crosses that may tick a box."""


def overlay_of(
    page: pikepdf.Page, frame: PageGeometry, off: frozenset[int] = frozenset(), patches: Sequence[Patch] = (), *,
    engine: Engine, need_appearances: bool,
) -> Overlay | None:
    """The overlay of a pikepdf page, None when nothing lies over it.

    `off`: layers that are not shown; `patches`: what hides text of the page; `engine` runs the appearances.
    """
    laid = laid_annotations(page, frame, off, engine, redrawn=need_appearances)
    if not laid:
        return None
    overlay = Overlay()
    patches = list(patches)
    for number, item in enumerate(laid):
        later = laid[number + 1 :]
        if item.form_field is not None:
            found = field_widget(item, item.form_field, len(overlay.widgets), need_appearances=need_appearances)
            overlay.widgets.append(found.widget)
            overlay.marks += [found.mark] if found.mark is not None else []
            words: Sequence[Word] = found.words
        elif item.subtype in COMMENTS:
            overlay.annotations.append(
                Annotation(item.subtype, item.box, string(item.raw.get("/Contents")), answer=False)
            )
            continue
        else:
            words = _filled_in(overlay, item, patch=any(p.bbox == item.box for p in patches))
        if _is_hidden(item, words, later):
            patches.append(Patch(item.box, "".join(w.text for w in words)))
            continue
        overlay.words += _noted(item, words, later, patches)
    return overlay


def _is_hidden(item: LaidAnnotation, words: Sequence[Word], later: Sequence[LaidAnnotation]) -> bool:
    """No viewer shows a text that no appearance draws: those that draw it lay what comes later over it."""
    places = [place for other in later for place in other.hides]
    return bool(words and places) and not item.words and all(_within(word, places) for word in words)


def _noted(
    item: LaidAnnotation, words: Sequence[Word], later: Sequence[LaidAnnotation], patches: Sequence[Patch]
) -> Sequence[Word]:
    """The words with the notes that a later annotation lies over them, or that they stand on what hides others."""
    grounds = [other.box for other in later if other.ground]
    if not item.words:
        grounds += [place for other in later for place in other.hides]
    boxes = {other.box for other in later} if patches else set()
    below = [patch.bbox for patch in patches if patch.hidden and patch.bbox not in boxes]
    if not grounds and not below:
        return words
    return [
        replace(word, covered=word.covered or _within(word, grounds), corrected=word.corrected or _within(word, below))
        for word in words
    ]


def _within(word: Word, boxes: Sequence[BBox]) -> bool:
    return any(box.contains_middle_of(word.bbox) for box in boxes)


def _filled_in(overlay: Overlay, item: LaidAnnotation, *, patch: bool) -> Sequence[Word]:
    """Enter the ticks and drawings that a person put over the form; returns the text.

    `patch`: it hides printed text, so that it is no drawing but for its pictures.
    """
    contents = string(item.raw.get("/Contents")) or plain_text(string(item.raw.get("/RC")))
    overlay.annotations.append(Annotation(item.subtype, item.box, contents))
    overlay.images += item.images
    if item.unseen:
        return ()
    free_text = item.subtype == "FreeText"
    if is_tick(item.text or (contents if free_text else ""), _font(item)):
        overlay.ink.append(union([w.bbox for w in item.words]) if item.words else item.box)
        return ()
    if free_text or (patch and item.words):
        return item.words or spread(contents, item.box, Method.ANNOTATION, None)
    if item.images or not (patch or _draws_nothing(item)):
        _drawing(overlay, item)
    return ()


def _draws_nothing(item: LaidAnnotation) -> bool:
    return item.has_appearance and not (item.strokes or item.images or item.words)


def _drawing(overlay: Overlay, item: LaidAnnotation) -> None:
    """What is drawn or stamped: ink where it is as small as a tick, and strokes, as of a signature."""
    if not item.words and item.box.side <= TICK_OVER_BOX * MARK_MAX:
        overlay.ink.append(union(item.strokes) if item.strokes else item.box)
    overlay.strokes += item.strokes if item.strokes or item.images else [item.box]
    if item.subtype == "Stamp" and item.words and not item.images:
        overlay.strokes.append(item.box)


def _font(item: LaidAnnotation) -> str:
    """The name of the font of its text: as drawn, else the one viewers draw it in; '' where it has none."""
    if item.words:
        return item.words[0].font
    found = FONT.search(string(item.raw.get("/DA")))
    return found[1] if found else ""
