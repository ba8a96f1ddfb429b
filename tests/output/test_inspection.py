"""What `inspect` shows of a page."""

import json

from PIL import Image

from erityisavustus.contracts.answer import Answer
from erityisavustus.contracts.page import Mark, MarkKind, MarkState, Page, Widget, WidgetType, Word
from erityisavustus.output.inspection import page_json, page_summary
from erityisavustus.output.pages.page_drawing import LEGEND, draw_page
from erityisavustus.reading import read
from erityisavustus.reading.engines.rendering import render
from tests.extracted import FIXTURES

PAGE = Page(
    1, 200.0, 100.0, 90, (Word("Kyll\udce4", (10.0, 10.0, 40.004, 20.0)),),
    marks=(Mark((50.0, 10.0, 60.0, 20.0), MarkState.CHECKED, MarkKind.WIDGET, widget=0),),
    widgets=(Widget("valinta", WidgetType.CHECKBOX, "Kyllä", True, (50.0, 10.0, 60.0, 20.0)),),
)


def test_json_of_a_page() -> None:
    """The contract's keys; text that UTF-8 cannot carry is replaced, numbers are rounded."""
    data = json.loads(page_json(PAGE).encode("utf-8"))
    assert data == {
        "number": 1, "width": 200.0, "height": 100.0, "rotation": 90,
        "words": [{"text": "Kyll\ufffd", "bbox": [10.0, 10.0, 40.0, 20.0]}],
        "widgets": [{"name": "valinta", "type": "checkbox", "value": "Kyllä", "checked": True,
                     "bbox": [50.0, 10.0, 60.0, 20.0]}],
        "marks": [{"bbox": [50.0, 10.0, 60.0, 20.0], "state": "checked", "kind": "widget"}],
    }


def test_summary_of_a_page() -> None:
    """Number, size and turn, words, marks by state, widgets, images, source."""
    assert page_summary(PAGE) == ("1", "200 × 100 ↻90", "1", "1 checked", "1", "0", "text")


def test_drawing_shows_marks_by_state() -> None:
    """A checked and an unchecked box of a real page are framed in the colours of the legend."""
    colours = dict(LEGEND)
    path = FIXTURES / "chromium-header-cells-both.pdf"
    page = next(read(path).pages)
    picture = draw_page(render(path, 1, 2.0), page, (), 2.0)
    for mark in page.marks:
        x, y = mark.bbox[0] * 2, (mark.bbox[1] + mark.bbox[3])
        near = {picture.getpixel((round(x) + d, round(y))) for d in range(-10, 3)}
        assert tuple(bytes.fromhex(colours[mark.state.value][1:])) in near


def test_drawing_names_answers() -> None:
    """An answer is framed on its own page and on no other."""
    blank = Image.new("RGB", (200, 100), "white")
    answer = Answer("recipient.organisation", True, "Kunta", page=1, bbox=(10.0, 50.0, 60.0, 60.0))
    empty = Page(1, 200.0, 100.0, 0, ())
    with_answer = draw_page(blank, empty, (answer,), 1.0)
    without = draw_page(blank, Page(2, 200.0, 100.0, 0, ()), (answer,), 1.0)
    assert with_answer.getpixel((10, 55)) != (255, 255, 255)
    assert without.getpixel((10, 55)) == (255, 255, 255)
