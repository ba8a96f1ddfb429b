"""One box or field of a filled-in form tells two things: what becomes of its value, and the finding that says so."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from erityisavustus import Extraction, extract
from erityisavustus.contracts.finding import Code, Severity
from tests.conftest import FIXTURES
from tests.extracted import extracted

FORM = FIXTURES / "form-flat-of.pdf"
QUESTION = "outcomes.followed_plan"
OFF, NAME = pikepdf.Name.Off, pikepdf.Name
Change = Callable[[pikepdf.Pdf, pikepdf.Object], None]
"""Changes a file, given the widget of the ticked box."""


def on_state(widget: pikepdf.Object) -> pikepdf.Name:
    return next(NAME(key) for key in widget.AP.N if key != "/Off")


def owner(widget: pikepdf.Object) -> pikepdf.Object:
    return widget if "/FT" in widget else widget.Parent


def value(to: Callable[[pikepdf.Object], pikepdf.Object | None]) -> Change:
    def change(_: pikepdf.Pdf, widget: pikepdf.Object) -> None:
        new = to(widget)
        if new is None:
            del owner(widget)["/V"]
        else:
            owner(widget).V = new

    return change


def shown(_: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    widget.AS = OFF


def not_chosen(_: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    del widget["/AS"]


def drawn_alike(_: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    widget.AP.N[str(on_state(widget))] = widget.AP.N.Off


def empty_drawing(file: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    blank = file.make_stream(b"")
    blank.Type, blank.Subtype, blank.BBox = NAME.XObject, NAME.Form, pikepdf.Array([0, 0, 12, 12])
    widget.AP.N[str(on_state(widget))] = blank


def no_such_state(_: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    widget.AS = owner(widget)["/V"] = NAME.Muu


def drawn_anew(file: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    shown(file, widget)
    file.Root.AcroForm.NeedAppearances = True


def nothing(_: pikepdf.Pdf, widget: pikepdf.Object) -> None:
    for key in ("/AS", "/AP"):
        del widget[key]
    del owner(widget)["/V"]


def changed(change: Change) -> Extraction:
    """The report after a change to the box that answers QUESTION with yes."""
    before = extracted(FORM.stem).evidence[QUESTION]
    mark = next(m for m in before.marks if m.state == "checked")
    with pikepdf.open(FORM) as file:
        page = file.pages[mark.page - 1]
        height = float(page.mediabox[3])
        widget = next(
            a for a in page.Annots
            if abs(float(a.Rect[0]) - mark.bbox[0]) < 1 and abs(height - float(a.Rect[3]) - mark.bbox[1]) < 1
        )
        change(file, widget)
        out = io.BytesIO()
        file.save(out)
    return extract(out.getvalue())


def told(result: Extraction, field: str) -> list[tuple[Code, Severity]]:
    return [(f.code, f.severity) for f in result.findings if f.field == field]


@pytest.mark.parametrize(
    ("change", "answer", "finding"),
    [
        (value(lambda _: None), True, (Code.MARK_CONFLICT, Severity.WARNING)),
        (value(lambda _: OFF), True, (Code.MARK_CONFLICT, Severity.WARNING)),
        (shown, None, (Code.MARK_CONFLICT, Severity.ERROR)),
        (not_chosen, None, (Code.MARK_CONFLICT, Severity.ERROR)),
        (drawn_alike, None, (Code.MARK_CONFLICT, Severity.ERROR)),
        (empty_drawing, None, (Code.MARK_CONFLICT, Severity.ERROR)),
        (no_such_state, None, (Code.MARK_CONFLICT, Severity.ERROR)),
        (drawn_anew, True, (Code.MARK_CONFLICT, Severity.WARNING)),
        (nothing, None, (Code.MARK_UNCLEAR, Severity.ERROR)),
    ],
    ids=[
        "no value, shown on", "value off, shown on", "value on, shown off", "value on, no appearance chosen",
        "on is drawn as off is", "on draws nothing", "a state without appearance", "value on, shown off, drawn anew",
        "nothing tells",
    ],
)
def test_a_box_that_tells_two_things(change: Change, answer: bool | None, finding: tuple[Code, Severity]) -> None:
    """Where the page decides, the value stands with a warning; where nothing does, there is no value and an error."""
    result = changed(change)
    assert result.report is not None
    assert result.report.outcomes.followed_plan is answer
    assert finding in told(result, QUESTION)


def test_the_form_itself_has_no_such_finding() -> None:
    """What the changes above start from."""
    result = extracted(FORM.stem)
    assert result.report is not None
    assert result.report.outcomes.followed_plan is True
    assert not told(result, QUESTION)


def text(change: Callable[[pikepdf.Object], None]) -> Extraction:
    """The report after a change to the field of the project's name."""
    with pikepdf.open(FORM) as file:
        name = str(extracted(FORM.stem).report.recipient.project_name)  # type: ignore[union-attr]
        widget = next(a for page in file.pages for a in page.Annots if str(owner(a).get("/V", "")) == name)
        change(owner(widget))
        out = io.BytesIO()
        file.save(out)
    return extract(out.getvalue())


def other(field: pikepdf.Object) -> None:
    field.V = pikepdf.String("Silta 3")


def emptied(field: pikepdf.Object) -> None:
    field.V = pikepdf.String("")


def removed(field: pikepdf.Object) -> None:
    del field["/V"]


@pytest.mark.parametrize(("change", "answer"), [(other, "Silta 3"), (emptied, None), (removed, None)])
def test_a_text_field_that_tells_two_things(change: Callable[[pikepdf.Object], None], answer: str | None) -> None:
    """The stored value counts, without one the text that the page shows; that they differ is told."""
    before = extracted(FORM.stem).report
    result = text(change)
    assert before is not None
    assert result.report is not None
    assert result.report.recipient.project_name == (answer or before.recipient.project_name)
    assert (Code.VALUE_CONFLICT, Severity.WARNING) in told(result, "recipient.project_name")
