"""Reports that swell, nest or go in circles: any result will do, within the limits and without an internal error."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from benchmarks.mutants.claims import ANYTHING, SAFE, SAME, Claim, Maker, Mutant, Sound
from benchmarks.mutants.pixels import drawn, must_equal
from benchmarks.mutants.sheet import Sheet, annotations_of, opened, saved
from benchmarks.mutants.wrapped import ODD

__all__ = ["KINDS"]

SWOLLEN = 160 * 1024 * 1024
"""Bytes behind a stream of a few hundred kilobytes."""
LEVELS, FAN = 12, 10
"""Forms in forms, and how often each draws the next: 10^12 drawings."""
CROWD = 4000
"""Annotations on one page."""
DEEP = 3000
"""Levels that no honest file has."""

Change = Callable[[random.Random, Sheet], bytes | None]


def made(change: Change, claim: Claim = ANYTHING, *, alike: bool = False) -> Maker:
    """The report, its first page changed; `alike`: a person sees no difference."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        with opened(sound) as pdf:
            data = change(dice, Sheet(pdf, 1, sound.rotations[0])) or saved(pdf)
        if alike:
            must_equal(drawn(data, 1), drawn(sound.data, 1), "not as it should look")
        return Mutant(sound.name, data, claim)

    return make


@cache
def swollen(piece: bytes, size: int = SWOLLEN) -> bytes:
    """`piece` over and over, compressed."""
    squeezer = zlib.compressobj(1)
    block = piece * (1024 * 1024 // len(piece))
    return b"".join(squeezer.compress(block) for _ in range(size // len(block))) + squeezer.flush()


def _after(sheet: Sheet, content: bytes) -> None:
    sheet.page.contents_add(b"\nq " + content + b" Q")


def _nested_forms(_dice: random.Random, sheet: Sheet) -> None:
    inner = sheet.form(b"0 0 1 1 re f")
    for _ in range(LEVELS):
        inner = sheet.pdf.make_stream(
            b"/F Do " * FAN, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]),
            Resources=Dictionary(XObject=Dictionary(F=inner)))
    _after(sheet, sheet.resource("/XObject", inner) + b" Do")


def _nested_patterns(_dice: random.Random, sheet: Sheet) -> None:
    inner: pikepdf.Object | None = None
    for _ in range(LEVELS):
        content = b"/Pattern cs /P scn 0 0 9 9 re f" if inner is not None else b"0 0 1 1 re f"
        resources = Dictionary(Pattern=Dictionary(P=inner)) if inner is not None else Dictionary()
        inner = sheet.pdf.make_stream(
            content, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 9, 9]), XStep=0.1,
            YStep=0.1, Resources=resources)
    assert inner is not None
    _after(sheet, b"/Pattern cs " + sheet.resource("/Pattern", inner) + b" scn 0 0 600 800 re f")


def _content(dice: random.Random, sheet: Sheet) -> None:
    stream = sheet.pdf.make_stream(b"")
    stream.write(swollen(dice.choice([b" ", b"\0", b"q Q\n", b"0 g\n"])), filter=Name.FlateDecode)
    sheet.page.obj.Contents = Array([sheet.page.obj.Contents, stream])


def _inner_content(_dice: random.Random, sheet: Sheet) -> None:
    """The swollen stream is a form's in a form, and its appearance's."""
    bomb = sheet.form(b"")
    bomb.write(swollen(b" "), filter=Name.FlateDecode)
    middle = sheet.form(b"/B Do")
    middle.Resources = Dictionary(XObject=Dictionary(B=bomb))
    _after(sheet, sheet.resource("/XObject", middle) + b" Do")
    note = sheet.annotate((10, 10, 20, 20), "Stamp", b"")
    note.AP.N = bomb


def _filters(_dice: random.Random, sheet: Sheet) -> None:
    """Filters in a row, each of which swells a thousandfold."""
    stream = sheet.pdf.make_stream(b"")
    stream.write(zlib.compress(zlib.compress(swollen(b" "), 9), 9), filter=Array([Name.FlateDecode] * 3))
    sheet.page.obj.Contents = Array([sheet.page.obj.Contents, stream])


def _image(_dice: random.Random, sheet: Sheet) -> None:
    picture = sheet.pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=40000, Height=40000, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB)
    picture.write(swollen(b"\0"), filter=Name.FlateDecode)
    _after(sheet, b"30 0 0 30 5 5 cm " + sheet.resource("/XObject", picture) + b" Do")


def _object_stream(_dice: random.Random, sheet: Sheet) -> bytes:
    """An object stream (7.5.7) of one small object and a very long remark, in an update."""
    old = saved(sheet.pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = int(old[old.rindex(b"startxref") + 9 :].split()[0])
    root = re.findall(rb"/Root (\d+ 0 R)", old)[-1]
    size = int(re.findall(rb"/Size (\d+)", old)[-1])
    body = swollen(b" ")
    about = b"/Type /ObjStm /N 1 /First 20 /Filter /FlateDecode"
    holder = b"%d 0 obj\n<< %b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (size, about, len(body), body)
    at, table = len(old), len(old) + len(holder)
    rows = [(1, at, 0), (2, size, 0), (1, table, 0)]
    entries = b"".join(a.to_bytes(1, "big") + b.to_bytes(4, "big") + c.to_bytes(1, "big") for a, b, c in rows)
    about = b"/Type /XRef /Size %d /W [1 4 1] /Index [%d 3] /Prev %d /Root %b /Info %d 0 R /Length %d" % (
        size + 3, size, start, root, size + 1, len(entries))
    xref = b"%d 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\n" % (size + 2, about, entries)
    return old + holder + xref + b"startxref\n%d\n%%%%EOF\n" % table


def _boxes(values: Sequence[bytes]) -> Change:
    """A /MediaBox of numbers that a PDF library would not write."""

    def change(dice: random.Random, sheet: Sheet) -> bytes:
        value = dice.choice(values)
        keep = Name("/" + "P" * max(8, len(value)))
        pages = list(sheet.pdf.pages) if dice.random() < 0.5 else [sheet.page]
        for page in pages:
            page.obj.MediaBox = keep
            if "/CropBox" in page.obj:
                del page.obj.CropBox
        data = saved(sheet.pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return data.replace(str(keep).encode(), value.ljust(len(str(keep))))

    return change


def _references(_dice: random.Random, sheet: Sheet) -> bytes:
    """Two objects that are nothing but references to each other."""
    marks = [Name("/" + letter * 40) for letter in "AB"]
    one, other = (sheet.pdf.make_indirect(mark) for mark in marks)
    sheet.page.obj.Rotate, sheet.page.obj.Annots = one, Array([other])
    data = saved(sheet.pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    numbers = [re.search(rb"(\d+) 0 obj\s+" + re.escape(str(mark).encode()), data) for mark in marks]
    for mark, number in zip(marks, reversed(numbers), strict=True):
        assert number is not None
        data = data.replace(str(mark).encode(), (b"%b 0 R" % number[1]).ljust(41))
    return data


def _nested_arrays(dice: random.Random, sheet: Sheet) -> None:
    opening = dice.choice([b"[", b"<</A ", b"(", b"["])
    _after(sheet, opening * 200_000 + b" 0 Tj")


def _nested_object(_dice: random.Random, sheet: Sheet) -> bytes:
    mark = Name("/" + "D" * (DEEP * 20))
    sheet.pdf.Root.Liite = mark
    data = saved(sheet.pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return data.replace(str(mark).encode(), b"[" * (DEEP * 20 + 1))


def _self_form(_dice: random.Random, sheet: Sheet) -> None:
    form = sheet.pdf.make_indirect(sheet.form(b"/F Do"))
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    _after(sheet, sheet.resource("/XObject", form) + b" Do")


def _type3(_dice: random.Random, sheet: Sheet) -> None:
    """A font whose letter is a text in that font."""
    font = sheet.pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
        FirstChar=65, LastChar=65, Widths=Array([9]), Encoding=Dictionary(Differences=Array([65, Name.A]))))
    font.CharProcs = Dictionary(A=sheet.pdf.make_stream(b"9 0 d0 BT /T 1 Tf (AAAAAAAA) Tj ET"))
    font.Resources = Dictionary(Font=Dictionary(T=font))
    _after(sheet, b"BT " + sheet.resource("/Font", font) + b" 9 Tf 5 5 Td (AA) Tj ET")


def _states(_dice: random.Random, sheet: Sheet) -> None:
    _after(sheet, b"q " * 300_000)


def _segments(dice: random.Random, sheet: Sheet) -> None:
    lines = b"".join(b"%d %d l " % (dice.randrange(600), dice.randrange(800)) for _ in range(60_000))
    _after(sheet, b"0 0 m " + lines + b"S")


def _fields(_dice: random.Random, sheet: Sheet) -> None:
    """A field tree of 2^25 ways down 25 levels."""
    node = sheet.pdf.make_indirect(Dictionary(T=pikepdf.String("a")))
    for _ in range(25):
        node = sheet.pdf.make_indirect(Dictionary(T=pikepdf.String("a"), Kids=Array([node, node])))
    root = sheet.pdf.Root
    if "/AcroForm" not in root:
        root.AcroForm = Dictionary(Fields=Array())
    root.AcroForm.Fields.append(node)


def _parents(_dice: random.Random, sheet: Sheet) -> None:
    """A widget at the end of a very long line of parents."""
    node = sheet.pdf.make_indirect(Dictionary(T=pikepdf.String("a"), FT=Name.Tx))
    for _ in range(DEEP):
        node = sheet.pdf.make_indirect(Dictionary(T=pikepdf.String("a"), Parent=node))
    sheet.annotate((5, 5, 15, 15), "Widget", b"", Parent=node)


def _colours(_dice: random.Random, sheet: Sheet) -> None:
    """A predictor with more columns than there are bytes in the world."""
    stream = sheet.pdf.make_stream(b"")
    stream.write(zlib.compress(bytes(1000)), filter=Name.FlateDecode,
                 decode_parms=Dictionary(Predictor=15, Columns=1 << 31, Colors=1 << 20, BitsPerComponent=16))
    sheet.page.obj.Contents = Array([sheet.page.obj.Contents, stream])


def _crowd(subtype: str) -> Change:
    """Thousands of annotations, all in a corner."""

    def change(_dice: random.Random, sheet: Sheet) -> None:
        content = b"" if subtype in ("Stamp", "Widget") else None
        sheet.annotate((1, 1, 3, 3), subtype, content, Contents=pikepdf.String(""))
        one = sheet.page.obj.Annots[-1]
        copies = [sheet.pdf.make_indirect(Dictionary(dict(one.items()))) for _ in range(CROWD)]
        sheet.page.obj.Annots = Array([*sheet.page.obj.Annots, *copies])

    return change


def _levels(most: int) -> Change:
    """The page's content within forms within forms."""

    def change(dice: random.Random, sheet: Sheet) -> None:
        sheet.page.contents_coalesce()
        content = sheet.page.obj.Contents.read_bytes()
        for _ in range(dice.randrange(most // 2, most)):
            content = sheet.resource("/XObject", sheet.form(content)) + b" Do"
        sheet.page.obj.Contents = sheet.pdf.make_stream(content)

    return change


def _tree(levels: int) -> Change:
    """The page tree is a long line of nodes with one kid each."""

    def change(_dice: random.Random, sheet: Sheet) -> None:
        pages = [page.obj for page in sheet.pdf.pages]
        root = sheet.pdf.Root.Pages
        node = sheet.pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(pages), Count=len(pages)))
        for page in pages:
            page.Parent = node
        for _ in range(levels):
            above = sheet.pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=len(pages)))
            node.Parent = above
            node = above
        root.Kids, node.Parent = Array([node]), root

    return change


def _strings(dice: random.Random, sheet: Sheet) -> None:
    """Values of form fields, and comments, that hold what no terminal should get."""
    for page in sheet.pdf.pages:
        for annotation in annotations_of(page.obj):
            if "/V" in annotation and isinstance(annotation.V, pikepdf.String):
                annotation.V = pikepdf.String(dice.choice(ODD) + str(annotation.V))
    sheet.annotate((5, 5, 15, 15), "Text", None, Contents=pikepdf.String("".join(ODD)), T=pikepdf.String(ODD[0]))


KINDS: dict[str, Maker] = {
    "bomb.forms": made(_nested_forms), "bomb.patterns": made(_nested_patterns), "bomb.content": made(_content),
    "bomb.inner-content": made(_inner_content), "bomb.filters": made(_filters), "bomb.image": made(_image),
    "bomb.object-stream": made(_object_stream), "bomb.arrays": made(_nested_arrays),
    "bomb.object": made(_nested_object),
    "bomb.huge-box": made(_boxes([b"[0 0 1000000000 1000000000]", b"[-1e9 -1e9 99999999999 99999999999]"])),
    "bomb.odd-box": made(_boxes([
        b"[nan nan nan nan]", b"[0 0 inf inf]", b"[0 0 " + b"9" * 400 + b" 842]", b"[0 0 1e400 1e400]", b"[0 0 0 0]",
        b"[0 0]", b"[(a) /B null true]", b"[595 842 0 0]", b"[0 0 595." + b"9" * 300 + b" 842]"])),
    "bomb.references": made(_references), "bomb.self-form": made(_self_form, SAFE), "bomb.type3": made(_type3),
    "bomb.states": made(_states), "bomb.segments": made(_segments), "bomb.fields": made(_fields, SAFE),
    "bomb.parents": made(_parents), "bomb.columns": made(_colours),
    "crowd.links": made(_crowd("Link"), SAFE), "crowd.stamps": made(_crowd("Stamp"), SAFE),
    "crowd.widgets": made(_crowd("Widget"), SAFE), "crowd.comments": made(_crowd("Text"), SAFE),
    "deep.forms": made(_levels(24), SAME, alike=True), "deep.too-many-forms": made(_levels(400)),
    "deep.tree": made(_tree(40), SAME, alike=True), "deep.too-deep-tree": made(_tree(DEEP)),
    "odd.strings": made(_strings),
}
