"""Options chosen without boxes: ringed or ticked by hand, the others struck out, or the chosen one printed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from erityisavustus.contracts.answer import OptionMark
from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import MarkKind, MarkState, Method, Ruling
from erityisavustus.locating.answers.choices import Group
from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["pointed_at", "ringed_in", "with_struck", "without_boxes"]

STRUCK = (0.1, 0.5)
"""Em above the baseline between which a line strikes a word out; lower ones underline it."""
COVERED = 0.7
"""Share of a word's width that the line covers."""
ROOM = 3.0
"""Em by which a ring may be longer than the option's text, and half as much higher."""
BESIDE = 2.0
"""Em between a tick and its option's text."""
TICK = (0.3, 2.2)
"""Em: height of a tick or cross."""
NEARER = 1.5
"""Times nearer to one option than to the other a tick must stand."""
SURE = 0.9


def with_struck(tokens: Sequence[Token], rulings: Sequence[Ruling]) -> list[Token]:
    """The tokens, those words marked that a drawn line strikes out."""
    across = [r for r in rulings if r.horizontal]
    return [replace(t, struck=True) if _is_struck(t, across) else t for t in tokens]


def _is_struck(token: Token, across: Sequence[Ruling]) -> bool:
    if token.kind is not TokenKind.WORD or not token.text[:1].isalnum():
        return False
    low, high = (token.baseline - share * token.size for share in STRUCK)
    return any(
        high <= (r.top + r.bottom) / 2 <= low
        and min(r.x1, token.bbox.x1) - max(r.x0, token.bbox.x0) > COVERED * token.bbox.width
        for r in across
    )


def pointed_at(
    group: Group, drawings: Mapping[int, Sequence[BBox]], rings: Mapping[int, Sequence[BBox]], *, alone: bool
) -> tuple[OptionMark, ...]:
    """The options that are pointed at, where that can be told; `alone`: one that is printed without the others counts.

    `drawings`: by page, what is drawn there that is no box; `rings`: those of them that are closed lines in a picture.
    """
    texts, boxes = _texts(group)
    struck = {option for option, tokens in texts.items() if all(t.struck for t in tokens)}
    everything = len(texts) == len(group.spec.options)
    if everything and len(struck) == len(texts) - 1:
        return tuple(_mark(option, texts, boxes[option]) for option in texts if option not in struck)
    if struck:
        return ()
    ringed = _ringed(texts, boxes, drawings)
    if ringed:
        # In the picture of a page a patch of ink around a word is a ring, or strikes the word out.
        digital = all(t.method is not Method.OCR for option in ringed for t in texts[option])
        state = MarkState.CHECKED if digital else MarkState.UNCLEAR
        marks = tuple(_mark(option, texts, drawn[-1], state) for option, drawn in ringed.items())
        return marks if digital else ringed_in(group, drawings, rings) or marks
    ticked = _ticked(texts, boxes, drawings) if everything else {}
    if ticked:
        return tuple(_mark(option, texts, drawn) for option, drawn in ticked.items())
    plain = all(t in tokens and t.method is Method.TEXT for tokens in texts.values() for t in group.tokens)
    if alone and len(texts) == 1 and plain:
        return tuple(_mark(option, texts, box) for option, box in boxes.items())
    return ()


def ringed_in(
    group: Group, drawings: Mapping[int, Sequence[BBox]], rings: Mapping[int, Sequence[BBox]]
) -> tuple[OptionMark, ...]:
    """The options around which something is drawn in a picture, if any of it is a closed line around that option alone.

    They are unclear unless that line is all that is drawn around any of the question's options.
    """
    texts, boxes = _texts(group)
    if len(texts) != len(group.spec.options):
        return ()
    ringed = _ringed(texts, boxes, drawings)
    closed = [
        d for option, drawn in ringed.items() for d in drawn
        if d in rings.get(texts[option][0].page, ()) and _held(group, d, texts[option][0].page) == set(texts[option])
    ]
    if not closed:
        return ()
    struck = any(t.struck for option in ringed for t in texts[option])
    sure = not struck and sum(len(drawn) for drawn in ringed.values()) == 1
    state = MarkState.CHECKED if sure else MarkState.UNCLEAR
    return tuple(_mark(option, texts, drawn[0], state) for option, drawn in ringed.items())


def without_boxes(group: Group) -> bool:
    """The question has no boxes: what looks like one is a ring around an option's text."""
    middles = [(t.bbox.x_middle, t.bbox.y_middle) for ts in group.texts.values() for t in ts]
    return all(
        any(m.bbox.x0 <= x <= m.bbox.x1 and m.bbox.top <= y <= m.bbox.bottom for x, y in middles) for m in group.marks
    )


def _texts(group: Group) -> tuple[dict[str, list[Token]], dict[str, BBox]]:
    """The words of each option that was found, and their bbox."""
    texts = {option: tokens for option, tokens in group.texts.items() if tokens}
    return texts, {o: union([t.bbox for t in tokens if t.page == tokens[0].page]) for o, tokens in texts.items()}


def _ringed(
    texts: Mapping[str, list[Token]], boxes: Mapping[str, BBox], drawings: Mapping[int, Sequence[BBox]]
) -> dict[str, list[BBox]]:
    """What is drawn around each option, of those around which something is."""
    around = {option: [d for d in drawings.get(tokens[0].page, ()) if _rings(d, boxes[option], tokens[0].size)]
              for option, tokens in texts.items()}
    return {option: drawn for option, drawn in around.items() if drawn}


def _held(group: Group, drawn: BBox, page: int) -> set[Token]:
    """The words whose middle lies in what is drawn on the page."""
    x0, top, x1, bottom = drawn
    return {t for t in group.tokens if t.page == page and t.kind is TokenKind.WORD
            and x0 <= t.bbox.x_middle <= x1 and top <= t.bbox.y_middle <= bottom}


def _mark(
    option: str, texts: Mapping[str, list[Token]], box: BBox, state: MarkState = MarkState.CHECKED
) -> OptionMark:
    return OptionMark(option, state, texts[option][0].page, box, MarkKind.VECTOR, SURE)


def _rings(drawn: BBox, text: BBox, em: float) -> bool:
    width, height = drawn.width, drawn.height
    fits = width >= 0.8 * text.width and height >= 0.6 * em
    return drawn.contains_middle_of(text) and fits and width - text.width <= ROOM * em and height - em <= ROOM * em / 2


def _ticked(
    texts: Mapping[str, list[Token]], boxes: Mapping[str, BBox], drawings: Mapping[int, Sequence[BBox]]
) -> dict[str, BBox]:
    """Options with a tick right beside them, clearly nearer than to any other."""
    result: dict[str, BBox] = {}
    for page in {tokens[0].page for tokens in texts.values()}:
        for drawn in drawings.get(page, ()):
            near = sorted(
                (max(boxes[o].x0 - drawn.x1, drawn.x0 - boxes[o].x1), o) for o, tokens in texts.items()
                if tokens[0].page == page and _level(drawn, boxes[o], tokens[0].size)
            )
            if not near or not -1 <= near[0][0] <= BESIDE * texts[near[0][1]][0].size:
                continue
            if len(near) == 1 or near[1][0] >= NEARER * max(near[0][0], 1.0):
                result[near[0][1]] = drawn
    return result


def _level(drawn: BBox, text: BBox, em: float) -> bool:
    height = drawn.height
    middle = drawn.y_middle
    return TICK[0] * em <= height <= TICK[1] * em and drawn.width <= TICK[1] * em and (
        text.top - em / 3 <= middle <= text.bottom + em / 3)
