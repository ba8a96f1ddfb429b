"""Answers that something opaque lies over, and patches with another answer on them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.mutants.answers import fresh
from benchmarks.mutants.claims import Claim, DroppedError, Holds, Maker, Mutant, Sound, Spot
from benchmarks.mutants.over import BY_ANNOTATION, BY_CONTENT, Lay, annotation, fill
from benchmarks.mutants.pixels import drawn, must_differ, must_equal
from benchmarks.mutants.sheet import Sheet, around, fitted, opened, saved
from erityisavustus.contracts.geometry import BBox
from erityisavustus.form import Kind

__all__ = ["KINDS", "pick"]

MARKED = (Kind.CHOICE, Kind.YES_NO)


def pick(dice: random.Random, spots: list[Spot]) -> Spot:
    """Any of them. Raises DroppedError when there is none."""
    if not spots:
        raise DroppedError("no such answer")
    return dice.choice(spots)


def laid(sound: Sound, spot: Spot, box: BBox, lay: Lay, dice: random.Random, text: str = "") -> bytes:
    """The file with something laid over the spot. Raises DroppedError when a person still sees what was there.

    Opaque is what hides a page with the answer and one without it alike.
    """
    seed = dice.random()
    data = _with(sound, spot, box, lay, seed, text, erased=False)
    covered = drawn(data, spot.page)
    must_equal(covered, drawn(_with(sound, spot, box, lay, seed, text, erased=True), spot.page), "not opaque")
    must_differ(drawn(sound.data, spot.page), drawn(_blank(sound, spot), spot.page), "nothing there")
    if text:
        must_differ(covered, drawn(_with(sound, spot, box, lay, seed, "", erased=False), spot.page), "nothing written")
    return data


def _with(sound: Sound, spot: Spot, box: BBox, lay: Lay, seed: float, text: str, *, erased: bool) -> bytes:
    with opened(sound) as pdf:
        sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
        if erased:
            sheet.erase(spot)
        content = b""
        if text:
            content, width = fitted(text, box[3] - box[1], box[2] - box[0] - 4, sheet.font())
            if width > box[2] - box[0]:
                raise DroppedError("no room")
        lay(sheet, box, random.Random(seed), content, text)
        return saved(pdf)


def _blank(sound: Sound, spot: Spot) -> bytes:
    with opened(sound) as pdf:
        Sheet(pdf, spot.page, sound.rotations[spot.page - 1]).erase(spot)
        return saved(pdf)


def cover(lay: Lay, *, over: bool) -> Maker:
    """A ground without anything on it; `over`: it lies over annotations, too."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        spot = pick(dice, [s for s in sound.spots if over or not s.over])
        data = laid(sound, spot, around(sound, spot), lay, dice)
        note = f"{spot.where}, {spot.leaves[0]}"
        return Mutant(sound.name, data, Claim(Holds.UNSEEN, spot.leaves), note)

    return make


def cover_marks(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """A ground of any kind over all boxes of a question."""
    spot = pick(dice, [s for s in sound.spots if s.kind in MARKED])
    name, lay = dice.choice([*BY_ANNOTATION.items(), *([] if spot.over else BY_CONTENT.items())])
    data = laid(sound, spot, around(sound, spot), lay, dice)
    note = f"{spot.where}, {name} over {spot.leaves[0]}"
    return Mutant(sound.name, data, Claim(Holds.UNSEEN, spot.leaves), note)


def cover_word(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """A black bar over the last word of a line: what is left is what a person reads."""
    spot = pick(dice, [s for s in sound.spots if s.is_line and not s.over and len(s.words) > 1])
    word = _of_word(spot)
    data = laid(sound, word, around(sound, word), fill("black"), dice)
    rest = " ".join(w.text for w in spot.words[:-1])
    return Mutant(sound.name, data, Claim(Holds.UNSEEN, spot.leaves, (rest,)), word.where)


def patch(lay: Lay, *, over: bool) -> Maker:
    """A ground with a new value on it."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        spot = pick(dice, [s for s in sound.spots if (over or not s.over) and s.kind not in MARKED])
        text, values = fresh(dice, spot, sound.report)
        _, width = fitted(text, spot.bbox[3] - spot.bbox[1], spot.bbox[2] - spot.bbox[0], b"/F")
        box = around(sound, spot, width)
        data = laid(sound, spot, box, lay, dice, text)
        claim = Claim(Holds.REPLACED, spot.leaves, values)
        return Mutant(sound.name, data, claim, f"{spot.where}: {text}")

    return make


def patch_word(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """A white patch over the last word of a line, with another word on it."""
    spot = pick(dice, [s for s in sound.spots if s.is_line and not s.over and len(s.words) > 1])
    word, text = _of_word(spot), dice.choice(["Oy", "ry", "Uusi", "Toinen"])
    data = laid(sound, word, around(sound, word), fill("white"), dice, text)
    whole = " ".join([*(w.text for w in spot.words[:-1]), text])
    claim = Claim(Holds.REPLACED, spot.leaves, (whole,))
    return Mutant(sound.name, data, claim, f"{word.where}: {text}")


def overprint(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """Another value printed across the old one, with no ground between: nobody can tell which holds."""
    spot = pick(dice, [s for s in sound.spots if not s.over and s.kind not in MARKED])
    text, _ = fresh(dice, spot, sound.report)
    with opened(sound) as pdf:
        sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
        content, _ = fitted(text, spot.bbox[3] - spot.bbox[1], spot.bbox[2] - spot.bbox[0], sheet.font())
        sheet.draw(spot.bbox, content)
        data = saved(pdf)
    must_differ(drawn(data, spot.page), drawn(sound.data, spot.page), "nothing written")
    return Mutant(sound.name, data, Claim(Holds.UNSEEN, spot.leaves), f"{spot.where}: {text}")


def _of_word(spot: Spot) -> Spot:
    return replace(spot, bbox=spot.words[-1].bbox, words=spot.words[-1:])


KINDS: dict[str, Maker] = {
    **{f"cover.{name}": cover(lay, over=False) for name, lay in BY_CONTENT.items()},
    **{f"cover.{name}": cover(lay, over=True) for name, lay in BY_ANNOTATION.items()},
    "cover.marks": cover_marks, "cover.word": cover_word,
    "patch.nothing": cover(fill("blue"), over=False), "patch.white-nothing": cover(fill("white"), over=False),
    **{f"patch.{name}": patch(lay, over=False) for name, lay in {
        "white": fill("white"), "colour": fill("yellow"), **{n: BY_CONTENT[n] for n in ("image", "pixel", "form")},
    }.items()},
    "patch.freetext": patch(annotation("FreeText", "white"), over=True),
    "patch.stamp": patch(annotation("Stamp", "yellow"), over=True),
    "patch.widget": patch(BY_ANNOTATION["widget"], over=True),
    "patch.word": patch_word, "patch.overprint": overprint,
}
