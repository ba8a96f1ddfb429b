"""Files that are damaged: in their bytes, in their trees, in the types of their values."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from benchmarks.mutants.claims import ANYTHING, SAFE, Claim, DroppedError, Maker, Mutant, Sound
from benchmarks.mutants.pixels import drawn, must_equal
from benchmarks.mutants.sheet import opened, saved

__all__ = ["KINDS"]

WRONG = (
    0, -1, 1 << 62, True, "merkkijono", Name.Nimi, Array([]), Array([Array([]), 1, Name.X]), Dictionary(),
    Dictionary(Type=Name.Page, Kids=Array([0])),
)
"""Values of every type; the right one for no key."""
FLIPPED = 24
"""Bytes that are changed at random."""


def in_bytes(change: Callable[[random.Random, bytes], bytes]) -> Maker:
    """The file, written with a plain cross-reference table, damaged byte by byte."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        with opened(sound) as pdf:
            data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        broken = change(dice, data)
        if broken == data:
            raise DroppedError("nothing to break")
        return Mutant(sound.name, broken, _held(sound, broken))

    return make


def in_objects(change: Callable[[random.Random, pikepdf.Pdf], str]) -> Maker:
    """The file with objects that contradict what they should be."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        with opened(sound) as pdf:
            note = change(dice, pdf)
            try:
                data = saved(pdf)
            except (pikepdf.PdfError, RuntimeError) as error:
                raise DroppedError("cannot be written") from error
        return Mutant(sound.name, data, _held(sound, data), note)

    return make


def _held(sound: Sound, data: bytes) -> Claim:
    """The values stay where a viewer mends the file and shows all that it did; else nothing is known of them."""
    try:
        for page in range(1, len(sound.things) + 1):
            must_equal(drawn(data, page), drawn(sound.data, page), "not as it was")
    except DroppedError:
        return ANYTHING
    return SAFE


def _offsets(dice: random.Random, data: bytes) -> bytes:
    return re.sub(rb"\d{10} 00000 n", lambda _: b"%010d 00000 n" % dice.randrange(len(data)), data)


def _start(dice: random.Random, data: bytes) -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n%d" % dice.randrange(10**9), data)


def _no_table(_dice: random.Random, data: bytes) -> bytes:
    at = data.rindex(b"xref\n0 ")
    return data[:at] + data[data.index(b"trailer", at) :]


def _truncated(dice: random.Random, data: bytes) -> bytes:
    return data[: int(len(data) * dice.uniform(0.1, 0.98))]


def _lengths(dice: random.Random, data: bytes) -> bytes:
    """Each third stream says another length; its end is where it was (7.3.8.2)."""
    def wrong(match: re.Match[bytes]) -> bytes:
        number = b"%d" % (int(match[1]) // 2 if dice.random() < 0.5 else int(match[1]) + 77)
        return b"/Length " + (number if dice.random() < 0.3 else match[1])

    return re.sub(rb"/Length (\d+)", wrong, data)


def _flipped(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(FLIPPED):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _hole(dice: random.Random, data: bytes) -> bytes:
    """A block of zeros, as of a lost sector."""
    at = dice.randrange(len(data))
    size = min(512, len(data) - at)
    return data[:at] + bytes(size) + data[at + size :]


def _line_ends(_dice: random.Random, data: bytes) -> bytes:
    """As after a transfer in text mode."""
    return data.replace(b"\n", b"\r\n")


def _cut_stream(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    page = dice.choice(list(pdf.pages))
    page.contents_coalesce()
    stream = page.obj.Contents
    raw = stream.read_raw_bytes()
    stream.write(raw[: int(len(raw) * dice.uniform(0.2, 0.9))], filter=stream.get("/Filter"))
    return "a page's content"


def _cut_content(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    """The content ends in the middle of a token; there is no error in the stream itself."""
    page = dice.choice(list(pdf.pages))
    page.contents_coalesce()
    content = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(content[: int(len(content) * dice.uniform(0.2, 0.9))])
    return "a page's content"


def _kids(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    tree = pdf.Root.Pages
    tree.Kids.insert(dice.randrange(len(tree.Kids) + 1), tree)
    return "/Pages is its own kid"


def _parent(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    page = dice.choice(list(pdf.pages)).obj
    page.Parent = page
    return "a page is its own /Parent"


def _count(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    pdf.Root.Pages.Count = dice.choice([0, -5, 1, 10**9])
    return "/Count"


def _no_mediabox(_dice: random.Random, pdf: pikepdf.Pdf) -> str:
    for page in pdf.pages:
        for node in (page.obj, pdf.Root.Pages):
            for key in ("/MediaBox", "/CropBox"):
                if key in node:
                    del node[key]
    return "no /MediaBox"


def _fields(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    fields = list(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", []))
    if not fields:
        raise DroppedError("no fields")
    return fields


def _field_kids(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    fields = _fields(pdf)
    one = dice.choice(fields)
    one.Kids = Array([*one.get("/Kids", []), one, dice.choice(fields)])
    return "a field is its own kid"


def _field_parent(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    fields = _fields(pdf)
    one, other = dice.choice(fields), dice.choice(fields)
    one.Parent, other.Parent = other, one
    return "two fields are each other's /Parent"


def _types(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    """Any keys of any dictionaries hold values of the wrong type."""
    notes = []
    for node, key in _some_keys(dice, pdf, 3):
        node[key] = dice.choice(WRONG)
        notes.append(f"{key}: {node.get(key)!r}"[:60])
    return ", ".join(notes)


def _absent(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    """Any keys are not there."""
    gone = _some_keys(dice, pdf, 5)
    for node, key in gone:
        if key in node:
            del node[key]
    return "without " + ", ".join(key for _, key in gone)


def _some_keys(dice: random.Random, pdf: pikepdf.Pdf, most: int) -> list[tuple[pikepdf.Object, str]]:
    """Up to `most` dictionaries, each with a key of it; how a stream is to be decoded stays."""
    keys = [(node, key) for node in _dictionaries(pdf) for key, _ in node.items() if key not in ("/Length", "/Filter")]
    return dice.sample(keys, min(dice.randrange(1, most + 1), len(keys)))


def _dictionaries(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    for node in pdf.objects:
        if isinstance(node, (Dictionary, pikepdf.Stream)):
            found += [node, *(v for v in node.values() if isinstance(v, Dictionary) and not v.is_indirect)]
    return found


KINDS: dict[str, Maker] = {
    "broken.offsets": in_bytes(_offsets), "broken.startxref": in_bytes(_start),
    "broken.no-table": in_bytes(_no_table), "broken.truncated": in_bytes(_truncated),
    "broken.lengths": in_bytes(_lengths), "broken.bytes": in_bytes(_flipped),
    "broken.sector": in_bytes(_hole), "broken.line-ends": in_bytes(_line_ends),
    "broken.stream": in_objects(_cut_stream), "broken.content": in_objects(_cut_content),
    "broken.kids": in_objects(_kids), "broken.parent": in_objects(_parent),
    "broken.count": in_objects(_count), "broken.no-mediabox": in_objects(_no_mediabox),
    "broken.field-kids": in_objects(_field_kids), "broken.field-parent": in_objects(_field_parent),
    "broken.types": in_objects(_types), "broken.absent": in_objects(_absent),
}
