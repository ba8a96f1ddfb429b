"""The text of a page as a person sees it: what is hidden is taken away, what is half hidden is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from erityisavustus.contracts.geometry import BBox
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import CORE, SIDE_BEARING, Char, Contents
from erityisavustus.reading.text.runs import SPACES
from erityisavustus.reading.visibility.annotations import Laid
from erityisavustus.reading.visibility.boxes import TICK_SIZE
from erityisavustus.reading.visibility.covers import Cover, CoverKind, covers_of
from erityisavustus.reading.visibility.drawings import without_painted_over
from erityisavustus.reading.visibility.pixels import Look, Sight
from erityisavustus.reading.visibility.suspects import Suspect, suspects_of

__all__ = ["Patch", "without_unseen"]

GROUND = 0.5
"""Share of the page from which what covers text is no patch but a ground that the page was drawn on anew, or a scan
whose text lies under its picture. A guess."""
SAME_LINE = 0.12
"""Em by which the baselines of one line may differ, and by which type of one size may; fitted."""
WORD_SPACE = 0.6
"""Em between two words of one line at most; fitted."""
NEXT_LINE = (0.8, 1.7)
"""Em from one baseline of a paragraph to the next; fitted."""
Draw = Callable[[Sequence[Look], dict[int, tuple[float, float]]], list[Sight]]


@dataclass(frozen=True, slots=True)
class Patch:
    """Something on the page that hides text, as displayed."""

    bbox: BBox
    hidden: str
    """The letters and digits under it; '' where there were only signs."""


def without_unseen(
    contents: Contents, frame: PageGeometry, annotations: Sequence[Laid], sights: Draw
) -> tuple[Contents, list[Patch]]:
    """The contents without hidden text, with text that is seen in part marked as such; and what hides text.

    `annotations`: those that a person sees; `sights` draws the page and looks.
    """
    covers = covers_of(contents, [frame.recorded(a.bbox) for a in annotations])
    suspects = suspects_of(contents.chars, covers)
    contents = without_painted_over(contents)
    patches: list[Patch] = []
    if suspects:
        seen = _looked_at(contents, frame, suspects, sights)
        contents, patches = _applied(contents, frame, suspects, seen)
    grounds = [frame.recorded(a.bbox) for a in annotations if a.filled]
    if grounds:
        contents = replace(contents, chars=tuple(
            c._replace(covered=True) if any(box.contains_point(*c.middle) for box in grounds) else c
            for c in contents.chars
        ))
    return contents, patches


def _looked_at(contents: Contents, frame: PageGeometry, suspects: dict[int, Suspect], sights: Draw) -> dict[int, Sight]:
    """By index, how each suspect that lies on the page is seen."""
    chars = contents.chars
    here = [i for i in suspects if frame.holds(*chars[i].middle)]
    looks = [Look(chars[i].order, frame.bbox(chars[i].x0, chars[i].y0, chars[i].x1, chars[i].y1)) for i in here]
    origins = {order: contents.user_space(*place) for order, place in contents.origins.items()} if looks else {}
    return dict(zip(here, sights(looks, origins), strict=True)) if looks else {}


def _applied(
    contents: Contents, frame: PageGeometry, suspects: dict[int, Suspect], sights: dict[int, Sight]
) -> tuple[Contents, list[Patch]]:
    """The contents without the suspects that are not seen, and what hides them."""
    hidden = {i for i, sight in sights.items() if sight is Sight.UNSEEN}
    chars = [
        _in_part(char, sights[i]) if i in sights and i not in hidden else char for i, char in enumerate(contents.chars)
    ]
    patched = _patched(chars, frame, _hiding(suspects, hidden), hidden)
    for index in patched.corrected:
        chars[index] = chars[index]._replace(corrected=True)
    kept = _torn(chars, hidden, patched.blank)
    scanned = {i for i in hidden if _is_under_scan(suspects[i], frame)}
    left = tuple(
        char._replace(invisible=True) if i in scanned else char
        for i, char in enumerate(chars) if i not in hidden or i in kept or i in scanned
    )
    boxes = {patch.bbox for patch in patched.patches if patch.hidden}
    gone = {id(c.path) for i in hidden for c in suspects[i].covers if c.path and frame.bbox(*c.bbox) in boxes}
    paths = tuple(path for path in contents.paths if id(path) not in gone)
    return replace(contents, chars=left, paths=paths), patched.patches


class _Patched(NamedTuple):
    """What hides text, and what that makes of the characters, by index."""

    patches: list[Patch]
    blank: set[int]
    """Hidden ones under something that bears no new text."""
    corrected: set[int]
    """New ones on something that hides the old."""


def _patched(
    chars: Sequence[Char], frame: PageGeometry, hiding: Iterable[tuple[Cover, list[int]]], hidden: set[int]
) -> _Patched:
    result = _Patched([], set(), set())
    for cover, under in hiding:
        if cover.area > GROUND * frame.width * frame.height:
            continue
        old = _letters(chars[i] for i in under)
        if not old and cover.side <= TICK_SIZE * max(chars[i].size for i in under):
            continue  # only signs, check boxes among them: what is hardly larger may be their tick
        result.patches.append(Patch(frame.bbox(*cover.bbox), old))
        if not old:
            continue
        on = [
            i for i, c in enumerate(chars)
            if c.order > cover.order and i not in hidden and cover.bbox.contains_point(*c.middle)
        ]
        new = _letters(chars[i] for i in on)
        if not new:
            result.blank.update(under)
        elif new.replace(old, ""):  # a ground under the same text anew corrects nothing
            result.corrected.update(on)
    return result


def _is_under_scan(suspect: Suspect, frame: PageGeometry) -> bool:
    """It is text of an OCR layer: a picture of the page lies over it."""
    page = frame.width * frame.height
    return any(cover.kind is CoverKind.PICTURE and cover.area > GROUND * page for cover in suspect.covers)


def _in_part(char: Char, sight: Sight) -> Char:
    """A character that is seen, marked where its clip or what lies over it hides a part."""
    if sight is Sight.UNCLEAR:
        return char._replace(covered=True)
    if char.clip is None or not (char.text or "").isalnum():  # a hyphen has ink in a part of its box only
        return char
    part, core = SIDE_BEARING * char.size, CORE * (char.y1 - char.y0)
    if char.clip.y0 > char.y0 + core or char.clip.y1 < char.y1 - core or char.clip.x0 > char.x0 + part:
        return char._replace(covered=True)
    return char._replace(cut=char.clip.x1 < char.x1 - part)


def _hiding(suspects: dict[int, Suspect], hidden: set[int]) -> list[tuple[Cover, list[int]]]:
    """The covers with hidden characters under them, and these."""
    result: dict[int, tuple[Cover, list[int]]] = {}
    for index in sorted(hidden):
        for cover in suspects[index].covers:
            result.setdefault(id(cover), (cover, []))[1].append(index)
    return list(result.values())


def _torn(chars: list[Char], hidden: set[int], blank: set[int]) -> set[int]:
    """Mark what stands beside hidden text of its own line; returns the hidden characters that are kept.

    What runs on over the right edge of its clip is one text that is cut, as at the edge of the page. A word of which
    a part is hidden is no whole value, nor is a line of which some words are covered and not replaced.
    """
    kept: set[int] = set()
    inked = [i for i, c in enumerate(chars) if c.text not in SPACES] if hidden else []
    for before, after in pairwise(inked):
        if (before in hidden and before not in kept) == (after in hidden):
            continue
        seen, unseen = (before, after) if after in hidden else (after, before)
        if unseen in blank and _next_line(chars[before], chars[after]):
            chars[seen] = chars[seen]._replace(covered=True)
        if not _beside(chars[before], chars[after]):
            continue
        clip = chars[after].clip
        if after in hidden and clip is not None and clip.x1 < chars[after].x1:
            kept.add(after)
            for index in (before, after):
                chars[index] = chars[index]._replace(cut=True)
            continue
        if after == before + 1 or unseen in blank or chars[unseen].clip is not None:
            chars[seen] = chars[seen]._replace(covered=True)
    return kept


def _beside(left: Char, right: Char) -> bool:
    size = max(left.size, right.size)
    return abs(left.baseline - right.baseline) <= SAME_LINE * size and -size < right.x0 - left.x1 < WORD_SPACE * size


def _next_line(upper: Char, lower: Char) -> bool:
    """The first character of the next line of the same text."""
    alike = upper.font == lower.font and abs(upper.size - lower.size) <= SAME_LINE * upper.size
    return alike and NEXT_LINE[0] * upper.size < upper.baseline - lower.baseline < NEXT_LINE[1] * upper.size


def _letters(chars: Iterable[Char]) -> str:
    return "".join(c for char in chars for c in char.text or "" if c.isalnum())
