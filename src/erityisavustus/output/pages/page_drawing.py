"""What the reader saw, drawn over a page's picture: words, boxes, marks by state, answers by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from erityisavustus.contracts.answer import Answer
from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import MarkState, Page

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

__all__ = ["draw_page"]

_WORD, _BOX, _WIDGET, _INK, _ANSWER = "#9db4c8", "#c7c7c7", "#7b3fb5", "#c05fae", "#1f5fbf"
_MARKS = {MarkState.CHECKED: "#0a8a3a", MarkState.UNCHECKED: "#777777", MarkState.UNCLEAR: "#e07b00"}
LEGEND = (
    ("word", _WORD), ("box or ruling", _BOX), ("widget", _WIDGET), ("ink or image", _INK), ("answer", _ANSWER),
    ("checked", _MARKS[MarkState.CHECKED]), ("unchecked", _MARKS[MarkState.UNCHECKED]),
    ("unclear", _MARKS[MarkState.UNCLEAR]),
)
AIR = 3.0
"""Points of air around a mark, so that its frame does not hide it, and around texts."""
TEXT_SIZE = 7.0
"""Points of the field names and the legend: smaller than the form's print."""
SWATCH_GAP = 4
"""Pixels between a colour of the legend and its name."""


def draw_page(picture: Image, page: Page, answers: Sequence[Answer], scale: float) -> Image:
    """A copy of `picture` (`scale` pixels a point) with everything drawn on it, and a legend below."""
    from PIL import Image as Images
    from PIL import ImageDraw, ImageFont

    strip = round((TEXT_SIZE + 2 * AIR) * scale)
    result = Images.new("RGB", (picture.width, picture.height + strip), "white")
    result.paste(picture, (0, 0))
    pen = ImageDraw.Draw(result, "RGBA")
    pen.font = ImageFont.load_default(TEXT_SIZE * scale)
    for ruling in page.rulings:
        pen.line([v * scale for v in (ruling.x0, ruling.top, ruling.x1, ruling.bottom)], fill=_BOX, width=2)
    for box in page.boxes:
        _frame(pen, box.bbox, scale, _BOX, 2)
    for word in page.words:
        _frame(pen, word.bbox, scale, _WORD, 1)
    for bbox in (*page.strokes, *(i.bbox for i in page.images)):
        _frame(pen, bbox, scale, _INK, 2)
    for widget in page.widgets:
        _frame(pen, widget.bbox, scale, _WIDGET, 2)
    taken: list[BBox] = []
    for answer in answers:
        _answer(pen, answer, page, scale, taken)
    for mark in page.marks:
        _frame(pen, mark.bbox.inflated(AIR), scale, _MARKS[mark.state], 4)
    _legend(pen, picture.height, picture.width, scale)
    return result


def _answer(pen: ImageDraw, answer: Answer, page: Page, scale: float, taken: list[BBox]) -> None:
    """The answer's place, and the field's name in the right margin at its height (below names already there)."""
    if answer.page != page.number or answer.bbox is None:
        return
    box = [v * scale for v in answer.bbox]
    if answer.text or answer.marks:
        pen.rectangle((min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])),
                      outline=_ANSWER, width=3, fill=(31, 95, 191, 24))
    chosen = [m.option for m in answer.marks if m.state is MarkState.CHECKED]
    name = answer.field + (f" = {', '.join(chosen)}" if chosen else "")
    height = TEXT_SIZE * scale * 1.3
    right, top = (page.width - AIR) * scale, box[1]
    left = right - pen.textlength(name)
    while any(t.top < top + height and top < t.bottom and t.x0 < right for t in taken):
        top += height
    taken.append(BBox(left, top, right, top + height))
    pen.rectangle((left - 2, top, right + 2, top + height), fill=(255, 255, 255, 220))
    pen.text((left, top), name, fill=_ANSWER)


def _frame(pen: ImageDraw, bbox: BBox, scale: float, colour: str, width: int) -> None:
    x0, top, x1, bottom = (v * scale for v in bbox)
    pen.rectangle((min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)), outline=colour, width=width)


def _legend(pen: ImageDraw, top: int, width: int, scale: float) -> None:
    at, top_of_text = AIR * scale, top + AIR * scale
    step = TEXT_SIZE * scale
    for name, colour in LEGEND:
        if at > width:
            return
        pen.rectangle((at, top_of_text, at + step, top_of_text + step), fill=colour)
        pen.text((at + step + SWATCH_GAP, top_of_text), name, fill="black")
        at += step + SWATCH_GAP + pen.textlength(name) + 2 * AIR * scale
