"""The same report in another wrapper, or with more on its pages that hides nothing: all values stay, undoubted."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from benchmarks.mutants.claims import SAME, DroppedError, Maker, Mutant, Sound, Spot
from benchmarks.mutants.covers import MARKED, pick
from benchmarks.mutants.pixels import drawn, must_differ, must_equal
from benchmarks.mutants.sheet import Sheet, around, fitted, opened, saved
from benchmarks.mutants.sounding import inside

__all__ = ["KINDS", "ODD"]

ODD = ("\u202ekäännetty\u202c", "rivi\u2028vaihto", "ohjain\x85\x9b31m", "\ufeffnimi", "a" * 5000, "=1+1",
       "<b>nimi</b>")
"""Texts that a terminal, a log or a table may stumble over."""
HEADER = (40.0, 4.0, 300.0, 14.0)
"""Where a running header stands, in points."""


def whole(change: Callable[[random.Random, pikepdf.Pdf], bytes | None]) -> Maker:
    """The file written anew in another way."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        with opened(sound) as pdf:
            data = change(dice, pdf)
            return Mutant(sound.name, saved(pdf) if data is None else data, SAME)

    return make


def _encrypted(dice: random.Random, pdf: pikepdf.Pdf) -> bytes:
    revision = dice.choice([3, 4, 6])
    lock = pikepdf.Encryption(owner="omistaja", user="", R=revision, aes=revision > 3, metadata=revision > 3)
    return saved(pdf, encryption=lock, deterministic_id=False, static_id=True)


def _rotated(dice: random.Random, pdf: pikepdf.Pdf) -> None:
    turn = dice.choice([90, 180, 270])
    for page in pdf.pages:
        page.rotate(turn, relative=True)


def _cropped(dice: random.Random, pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        box = [float(v) for v in page.cropbox]  # type: ignore[union-attr]
        margin = dice.randrange(10, 200)
        page.obj.CropBox = Array(box)
        page.obj.MediaBox = Array([box[0] - margin, box[1] - 2 * margin, box[2] + margin, box[3] + 7])


def _linearized(_dice: random.Random, pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, linearize=True)


def _packed(_dice: random.Random, pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _unpacked(_dice: random.Random, pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _junk(dice: random.Random, pdf: pikepdf.Pdf) -> bytes:
    """Lines of a transfer before the header, and after the end."""
    return b"Content-Type: application/pdf\r\n\r\n" + saved(pdf) + b"\r\n" * dice.randrange(1, 9)


def _updated(dice: random.Random, pdf: pikepdf.Pdf) -> bytes:
    """An incremental update (7.5.6): new document information."""
    old = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    root, size = pdf_root(old)
    start = old.rindex(b"startxref") + 9
    number = int(old[start:].split()[0])
    made = b"%d 0 obj\n<< /Title (Loppuraportti) /Keywords (%d) >>\nendobj\n" % (size, dice.randrange(10**6))
    at = len(old)
    about = b"<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>" % (size + 1, root, size, number)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (size, at, about, at + len(made))
    return old + made + table


def pdf_root(data: bytes) -> tuple[int, int]:
    """Number of the catalogue, and the size of the cross-reference table."""
    import io

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.Root.objgen[0], int(pdf.trailer.Size)


def _split(_dice: random.Random, pdf: pikepdf.Pdf) -> None:
    """Each page's content in many streams (7.8.2: split between tokens)."""
    for page in pdf.pages:
        items = list(pikepdf.parse_content_stream(page))
        step = max(1, len(items) // 12)
        parts = [pikepdf.unparse_content_stream(items[i : i + step]) for i in range(0, len(items), step)]
        page.obj.Contents = Array([pdf.make_stream(part) for part in parts])


def _named(dice: random.Random, pdf: pikepdf.Pdf) -> None:
    """Odd names of fields, and odd document information."""
    for index, node in enumerate(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", [])):
        if "/T" in node:
            node.T = pikepdf.String(f"{dice.choice(ODD)}{index}")
    for key in ("/Title", "/Author", "/Producer", "/Subject"):
        pdf.docinfo[key] = pikepdf.String(dice.choice(ODD))


def on_page(put: Callable[[Sheet, Spot, Sound, random.Random], None], *allowed: str, alike: bool = False) -> Maker:
    """Something more on the page; `alike`: it cannot be seen."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        spot = pick(dice, [s for s in sound.spots if s.kind not in MARKED])
        with opened(sound) as pdf:
            put(Sheet(pdf, spot.page, sound.rotations[spot.page - 1]), spot, sound, dice)
            data = saved(pdf)
        before, after = drawn(sound.data, spot.page), drawn(data, spot.page)
        (must_equal if alike else must_differ)(before, after, "not as it should look")
        return Mutant(sound.name, data, replace(SAME, allowed=frozenset(allowed)), spot.where)

    return make


def _ground(sheet: Sheet, _spot: Spot, _sound: Sound, _dice: random.Random) -> None:
    """A white ground under everything."""
    sheet.page.contents_add(b"q 1 1 1 rg -3000 -3000 9000 9000 re f Q\n", prepend=True)


def _shaded(sheet: Sheet, spot: Spot, _sound: Sound, _dice: random.Random) -> None:
    """A pale grey cell under the answer."""
    x0, y0, x1, y1 = sheet.user_space(spot.bbox)
    cell = b"q .9 g %.2f %.2f %.2f %.2f re f Q\n" % (x0 - 3, y0 - 3, x1 - x0 + 6, y1 - y0 + 6)
    sheet.page.contents_add(cell, prepend=True)


def _marker(sheet: Sheet, spot: Spot, sound: Sound, _dice: random.Random) -> None:
    """A highlighter: yellow that multiplies (11.3.5)."""
    box = around(sound, spot)
    state = sheet.resource("/ExtGState", Dictionary(BM=Name.Multiply))
    sheet.draw(box, state + b" gs 1 1 .3 rg 0 0 %.2f %.2f re f" % (box[2] - box[0], box[3] - box[1]))


def _glass(sheet: Sheet, spot: Spot, sound: Sound, _dice: random.Random) -> None:
    """A half transparent grey."""
    box = around(sound, spot)
    state = sheet.resource("/ExtGState", Dictionary(ca=0.3))
    sheet.draw(box, state + b" gs .6 g 0 0 %.2f %.2f re f" % (box[2] - box[0], box[3] - box[1]))


def _highlight(sheet: Sheet, spot: Spot, sound: Sound, _dice: random.Random) -> None:
    box = around(sound, spot)
    x0, y0, x1, y1 = sheet.user_space(box)
    quad = Array([x0, y1, x1, y1, x0, y0, x1, y0])
    sheet.annotate(box, "Highlight", None, C=Array([1, 1, 0]), QuadPoints=quad)


def _outline(sheet: Sheet, spot: Spot, sound: Sound, _dice: random.Random) -> None:
    """A Square annotation without a ground: a frame."""
    box = around(sound, spot)
    content = b"1 0 0 RG .7 w .5 .5 %.2f %.2f re S" % (box[2] - box[0] - 1, box[3] - box[1] - 1)
    sheet.annotate(box, "Square", content, C=Array([1, 0, 0]))


def _watermark(sheet: Sheet, _spot: Spot, _sound: Sound, _dice: random.Random) -> None:
    """A large pale word under everything."""
    font = sheet.font()
    text = b"q .93 g BT %b 90 Tf .7 .7 -.7 .7 150 250 Tm (LUONNOS) Tj ET Q\n" % font
    sheet.page.contents_add(text, prepend=True)


def _numbered(sheet: Sheet, spot: Spot, sound: Sound, _dice: random.Random) -> None:
    """The report's own diary number again, small, at the top of every page."""
    number = sound.report["recipient.diary_number"]
    if number is None:
        raise DroppedError("no number")
    if any(thing.bbox[1] < HEADER[3] + 6 for things in sound.things for thing in things):
        raise DroppedError("crowded")
    for page, rotation in enumerate(sound.rotations, 1):
        here = sheet if page == spot.page else Sheet(sheet.pdf, page, rotation)
        here.draw(HEADER, fitted(number, 10, 250, here.font())[0])


def empty_tick(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
    """An annotation that draws nothing lies over a box: nobody sees a tick."""
    spot = pick(dice, [s for s in sound.spots if s.kind in MARKED])
    boxes = [t.bbox for t in sound.things[spot.page - 1] if not t.text and inside(t.bbox, spot.bbox)]
    if not boxes:
        raise DroppedError("no box")
    box, subtype = dice.choice(boxes), dice.choice(("Stamp", "Ink", "Line", "Square"))
    with opened(sound) as pdf:
        Sheet(pdf, spot.page, sound.rotations[spot.page - 1]).annotate(box, subtype, b"")
        data = saved(pdf)
    must_equal(drawn(sound.data, spot.page), drawn(data, spot.page), "not as it should look")
    return Mutant(sound.name, data, SAME, f"{replace(spot, bbox=box).where}, {subtype} at {spot.leaves[0]}")


KINDS: dict[str, Maker] = {
    "same.encrypted": whole(_encrypted), "same.rotated": whole(_rotated), "same.cropped": whole(_cropped),
    "same.linearized": whole(_linearized), "same.packed": whole(_packed), "same.unpacked": whole(_unpacked),
    "same.junk": whole(_junk), "same.updated": whole(_updated), "same.split": whole(_split),
    "same.named": whole(_named),
    "seen.ground": on_page(_ground, alike=True), "seen.shaded": on_page(_shaded), "seen.marker": on_page(_marker),
    "seen.glass": on_page(_glass), "seen.highlight": on_page(_highlight, "annotation.comment"),
    "seen.outline": on_page(_outline), "seen.watermark": on_page(_watermark, "text.unplaced"),
    "seen.numbered": on_page(_numbered, "text.unplaced"), "seen.empty-tick": empty_tick,
}
