"""Answers that are drawn and not seen: clips, soft masks, transparency, layers; and their like that hides nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from benchmarks.mutants.claims import SAME, Claim, DroppedError, Holds, Maker, Mutant, Sound, Spot
from benchmarks.mutants.covers import pick
from benchmarks.mutants.parting import SHOWS, confirmed
from benchmarks.mutants.pixels import drawn, must_equal
from benchmarks.mutants.sheet import Sheet, opened, saved
from erityisavustus.contracts.geometry import BBox
from erityisavustus.form import Kind

__all__ = ["KINDS"]

Way = Callable[[Sheet, BBox, bytes, random.Random], bytes]
"""The content that draws the answer's part in a certain way."""
FAR = 400.0
"""Points beside an answer that a clip may take in."""


def _rectangle(sheet: Sheet, box: BBox) -> bytes:
    """A path in user space around a displayed box."""
    x0, y0, x1, y1 = sheet.user_space(box)
    return b"%.2f %.2f %.2f %.2f re" % (x0, y0, x1 - x0, y1 - y0)


def clip(side: str) -> Way:
    """Only what lies on one side of the answer is drawn; 'around': the answer's place, too."""

    def way(sheet: Sheet, place: BBox, answer: bytes, _dice: random.Random) -> bytes:
        x0, top, x1, bottom = place
        window = {
            "left": (x0 - FAR, top - FAR, x0 - 3, bottom + FAR), "right": (x1 + 3, top - FAR, x1 + FAR, bottom + FAR),
            "above": (x0 - FAR, top - FAR, x1 + FAR, top - 3), "below": (x0 - FAR, bottom + 4, x1 + FAR, bottom + FAR),
            "around": (x0 - 6, top - 6, x1 + 6, bottom + 6),
        }[side]
        return _rectangle(sheet, window) + b" W n\n" + answer

    return way


def hole(sheet: Sheet, place: BBox, answer: bytes, _dice: random.Random) -> bytes:
    """The page is drawn but for a hole (8.5.3.3.3: even-odd)."""
    x0, top, x1, bottom = place
    outer = (x0 - FAR, top - FAR, x1 + FAR, bottom + FAR)
    inner = (x0 - 3, top - 3, x1 + 3, bottom + 4)
    return _rectangle(sheet, outer) + b" " + _rectangle(sheet, inner) + b" W* n\n" + answer


def empty_clip(_sheet: Sheet, _place: BBox, answer: bytes, _dice: random.Random) -> bytes:
    """A clip without any area."""
    return b"0 0 0 0 re W n\n" + answer


def twice_clipped(sheet: Sheet, place: BBox, answer: bytes, _dice: random.Random) -> bytes:
    """Two clips that share no point."""
    x0, top, x1, bottom = place
    middle = (x0 + x1) / 2
    left, right = (x0 - 5, top - 5, middle - 5, bottom + 5), (middle + 5, top - 5, x1 + 5, bottom + 5)
    return _rectangle(sheet, left) + b" W n " + _rectangle(sheet, right) + b" W n\n" + answer


def _grouped(sheet: Sheet, answer: bytes, state: Dictionary) -> bytes:
    """The answer as a transparency group under a graphics state."""
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    form = sheet.resource("/XObject", sheet.form(answer, Group=group))
    return sheet.resource("/ExtGState", state) + b" gs " + form + b" Do"


def mask(kind: str, grey: float) -> Way:
    """A soft mask of one level of luminosity, or an alpha mask without anything in it (11.5)."""

    def way(sheet: Sheet, _place: BBox, answer: bytes, _dice: random.Random) -> bytes:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        content = b"%.2f g -5000 -5000 10000 10000 re f" % grey if kind == "Luminosity" else b""
        shape = sheet.pdf.make_indirect(sheet.form(content, Group=group))
        soft = Dictionary(Type=Name.Mask, S=Name(f"/{kind}"), G=shape)
        return _grouped(sheet, answer, Dictionary(SMask=soft))

    return way


def alpha(value: float) -> Way:
    def way(sheet: Sheet, _place: BBox, answer: bytes, _dice: random.Random) -> bytes:
        return _grouped(sheet, answer, Dictionary(ca=value, CA=value))

    return way


def before_each_text(instruction: bytes, drop: set[str]) -> Way:
    """The instruction stands before each text that is shown; the operators of `drop` go."""

    def way(sheet: Sheet, _place: BBox, answer: bytes, _dice: random.Random) -> bytes:
        shown, texts = [], 0
        for item in pikepdf.parse_content_stream(pikepdf.Stream(sheet.pdf, answer)):
            operator = str(item.operator)
            if operator == "Do":
                raise DroppedError("in a form")
            if operator in SHOWS:
                shown.append(instruction)
                texts += 1
            if operator not in drop:
                shown.append(pikepdf.unparse_content_stream([item]))
        return b"\n".join(shown)

    return way


def layer(*, on: bool) -> Way:
    """The answer stands on a layer of its own (8.11)."""

    def way(sheet: Sheet, _place: BBox, answer: bytes, _dice: random.Random) -> bytes:
        group = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("taso")))
        default = Dictionary(ON=Array([group])) if on else Dictionary(OFF=Array([group]))
        sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=default)
        return b"/OC " + sheet.resource("/Properties", group) + b" BDC\n" + answer + b"\nEMC"

    return way


def away(_sheet: Sheet, _place: BBox, answer: bytes, _dice: random.Random) -> bytes:
    """The answer is drawn beyond the edge of the page."""
    return b"1 0 0 1 3000 0 cm\n" + answer


def drawn_by(way: Way, *, seen: bool) -> Maker:
    """The answer drawn in a certain way, in which a person sees it or does not."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        spot = pick(dice, [s for s in sound.spots if not s.over and s.kind not in (Kind.CHOICE, Kind.YES_NO)])
        rest, answer, without = confirmed(sound, spot)
        with opened(sound) as pdf:
            sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
            sheet.replace(rest)
            sheet.page.contents_add(b"\nq\n" + way(sheet, spot.bbox, answer, dice) + b"\nQ")
            data = saved(pdf)
        must_equal(drawn(data, spot.page), drawn(sound.data if seen else without, spot.page), "not as it should look")
        claim = SAME if seen else Claim(Holds.UNSEEN, spot.leaves)
        return Mutant(sound.name, data, claim, f"{spot.where}, {spot.leaves[0]}")

    return make


def widget(change: Callable[[pikepdf.Object], None]) -> Maker:
    """A form field that no person sees, its value kept."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        spot = pick(dice, [s for s in sound.spots if s.over and s.words])
        with opened(sound) as pdf:
            sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
            widgets = _values(sheet, spot)
            for one in widgets:
                change(one)
            data = saved(pdf)
            sheet.erase(spot)
            must_equal(drawn(data, spot.page), drawn(saved(pdf), spot.page), "still seen")
        return Mutant(sound.name, data, Claim(Holds.UNSEEN, spot.leaves), spot.where)

    return make


def _values(sheet: Sheet, spot: Spot) -> list[pikepdf.Object]:
    found = sheet.annotations_at(spot.bbox)
    if not found:
        raise DroppedError("no annotation")
    return found


def _flag(bits: int) -> Callable[[pikepdf.Object], None]:
    def change(one: pikepdf.Object) -> None:
        one.F = bits

    return change


def _moved(one: pikepdf.Object) -> None:
    one.Rect = Array([float(v) + 3000 for v in one.Rect])


def _flat(one: pikepdf.Object) -> None:
    x0, y0 = (float(v) for v in list(one.Rect)[:2])
    one.Rect = Array([x0, y0, x0, y0])


KINDS: dict[str, Maker] = {
    **{f"clip.{side}": drawn_by(clip(side), seen=False) for side in ("left", "right", "above", "below")},
    "clip.hole": drawn_by(hole, seen=False), "clip.empty": drawn_by(empty_clip, seen=False),
    "clip.two": drawn_by(twice_clipped, seen=False),
    "mask.luminosity": drawn_by(mask("Luminosity", 0), seen=False),
    "mask.alpha": drawn_by(mask("Alpha", 0), seen=False),
    "alpha.zero": drawn_by(alpha(0), seen=False), "alpha.low": drawn_by(alpha(0.015), seen=False),
    "text.invisible": drawn_by(before_each_text(b"3 Tr", {"Tr"}), seen=False),
    "text.white": drawn_by(before_each_text(b"1 g", {"g", "rg", "k", "sc", "scn", "cs"}), seen=False),
    "text.away": drawn_by(away, seen=False), "layer.off": drawn_by(layer(on=False), seen=False),
    "widget.hidden": widget(_flag(2)), "widget.no-view": widget(_flag(32)), "widget.away": widget(_moved),
    "widget.flat": widget(_flat),
    "seen.clip-around": drawn_by(clip("around"), seen=True),
    "seen.mask-open": drawn_by(mask("Luminosity", 1), seen=True),
    "seen.alpha-full": drawn_by(alpha(1), seen=True), "seen.layer-on": drawn_by(layer(on=True), seen=True),
}
