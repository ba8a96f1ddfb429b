"""Form fields whose stored value is another than the one that their page shows."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Name

from benchmarks.mutants.answers import fresh
from benchmarks.mutants.claims import Claim, DroppedError, Holds, Maker, Mutant, Sound, Spot
from benchmarks.mutants.covers import MARKED, pick
from benchmarks.mutants.pixels import drawn, must_differ, must_equal
from benchmarks.mutants.sheet import Sheet, opened, saved
from erityisavustus.form import Kind

__all__ = ["KINDS"]

SEPARATORS = " .,-–/:"
TYPED = 0.8
"""Share of the mutants in which a separator is not one of words."""
MIDDLE = (" ei ", " vasta vuonna 2031 ", " 900 ", " (poistettu) ")
Change = Callable[[random.Random, Spot, Sound, str], str | None]
"""Another /V for the one given; None: none at all."""


def other(dice: random.Random, spot: Spot, sound: Sound, _stored: str) -> str:
    """Another value of the same kind."""
    return fresh(dice, spot, sound.report)[0]


def separators(dice: random.Random, spot: Spot, _sound: Sound, stored: str) -> str:
    """One separator is gone or stands elsewhere; mostly in an amount, dates or a number, where it tells the value."""
    if spot.kind in (Kind.TEXT, Kind.LINE) and dice.random() < TYPED:
        raise DroppedError("only words")
    places = [i for i in range(1, len(stored) - 1) if stored[i] in SEPARATORS]
    if not places:
        raise DroppedError("no separator")
    at = dice.choice(places)
    without = stored[:at] + stored[at + 1 :]
    to = dice.choice([at - 1, at + 1, None])
    return without if to is None else without[:to] + stored[at] + without[to:]


def middle(dice: random.Random, spot: Spot, _sound: Sound, stored: str) -> str:
    """Words put between the words."""
    gaps = [i for i, letter in enumerate(stored) if letter == " "]
    if not gaps or not (spot.is_line or spot.kind.value == "text"):
        raise DroppedError("one word")
    at = gaps[len(gaps) // 2]
    return stored[:at] + dice.choice(MIDDLE) + stored[at + 1 :]


def gone(_dice: random.Random, _spot: Spot, _sound: Sound, _stored: str) -> None:
    return None


def changed(change: Change) -> Maker:
    """A text field whose /V is changed and whose appearance is not."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        spot = pick(dice, [s for s in sound.spots if s.over and s.kind not in MARKED])
        with opened(sound) as pdf:
            (holder,) = _holders(pdf, sound, spot, 1)
            stored = str(holder.V)
            value = change(dice, spot, sound, stored)
            if value == stored:
                raise DroppedError("the same value")
            if value is None:
                del holder.V
            else:
                holder.V = pikepdf.String(value)
            data = saved(pdf)
        must_equal(drawn(data, spot.page), drawn(sound.data, spot.page), "drawn anew")
        claim = Claim(Holds.CONFLICT, spot.leaves, tuple(sound.report[leaf] for leaf in spot.leaves))
        return Mutant(sound.name, data, claim, f"page {spot.page}, {spot.leaves[0]}: {value!r} for {stored!r}"[:300])

    return make


def _holders(pdf: pikepdf.Pdf, sound: Sound, spot: Spot, most: int) -> list[pikepdf.Object]:
    """The fields (12.7.4) whose widgets stand at the spot and have a value; the objects that hold /V."""
    if pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/NeedAppearances", False):
        raise DroppedError("the viewer draws it")
    found: list[pikepdf.Object] = []
    for node in Sheet(pdf, spot.page, sound.rotations[spot.page - 1]).annotations_at(spot.bbox):
        holder: pikepdf.Object | None = node
        while holder is not None and "/V" not in holder:
            holder = holder.get("/Parent")
        if holder is not None and all(holder.objgen != known.objgen for known in found):
            found.append(holder)
    if not found or len(found) > most:
        raise DroppedError("no such field")
    return found


def mark(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """The ticked box's field says that it is not."""
    spot = pick(dice, [s for s in sound.spots if s.over and s.kind in MARKED])
    with opened(sound) as pdf:
        holders = [h for h in _holders(pdf, sound, spot, 9) if isinstance(h.V, Name) and str(h.V) != "/Off"]
        for holder in holders:
            holder.V = Name.Off
        data = saved(pdf)
    if not holders:
        raise DroppedError("no such field")
    must_equal(drawn(data, spot.page), drawn(sound.data, spot.page), "drawn anew")
    claim = Claim(Holds.CONFLICT, spot.leaves, tuple(sound.report[leaf] for leaf in spot.leaves))
    return Mutant(sound.name, data, claim, f"page {spot.page}, {spot.leaves[0]}: /V is /Off")


def unticked(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """No box is drawn ticked, and the field says that one is."""
    spot = pick(dice, [s for s in sound.spots if s.over and s.kind in MARKED])
    with opened(sound) as pdf:
        sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
        for box in sheet.annotations_at(spot.bbox):
            if "/AS" in box:
                box.AS = Name.Off
        data = saved(pdf)
    must_differ(drawn(data, spot.page), drawn(sound.data, spot.page), "drawn as before")
    claim = Claim(Holds.UNSEEN, spot.leaves)
    return Mutant(sound.name, data, claim, f"page {spot.page}, {spot.leaves[0]}: /AS is /Off")


KINDS: dict[str, Maker] = {
    "stored.other": changed(other), "stored.separators": changed(separators), "stored.middle": changed(middle),
    "stored.gone": changed(gone), "stored.mark": mark, "stored.unticked": unticked,
}
