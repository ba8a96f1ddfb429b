"""Drawing on a page of a file, in points as displayed, whatever its /Rotate and its boxes."""

from __future__ import annotations

import io
import warnings

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.mutants.claims import DroppedError, Sound, Spot
from erityisavustus.contracts.geometry import BBox

__all__ = ["Sheet", "annotations_of", "around", "fitted", "opened", "saved"]

Matrix = tuple[float, float, float, float, float, float]
CROWDED = 0.1
"""Share of another word that may be hit by what is put over an answer."""
SMALLEST, LARGEST = 5.0, 11.0
"""Points: font sizes of new values."""
PAD = 1.0
"""Points by which a cover stands out from what it covers."""
FONT = "Helvetica"


def opened(sound: Sound) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(sound.data))


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The same bytes for the same file."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fields that belong to no form are meant to be so
        pdf.save(out, **({"deterministic_id": True} | options))
    return out.getvalue()


class Sheet:
    """One page of an open file."""

    def __init__(self, pdf: pikepdf.Pdf, number: int, rotation: int) -> None:
        self.pdf = pdf
        self.page = pdf.pages[number - 1]
        self._rotation = rotation
        media, crop = ([float(v) for v in box] for box in (self.page.mediabox, self.page.cropbox))  # type: ignore[union-attr]
        self._crop = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
        self._wrapped = False
        self._names = 0
        self._own_resources()

    def draw(self, box: BBox, content: bytes) -> None:
        """After all content of the page: `content` in a space whose origin is the lower left corner of `box`."""
        if not self._wrapped:
            self.replace(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(self.page)))
        matrix = b"%.4f %.4f %.4f %.4f %.4f %.4f cm" % self._matrix(box)
        self.page.contents_add(b"\nq %b %b Q\n" % (matrix, content))

    def replace(self, content: bytes) -> None:
        """Another content, which leaves no graphics state behind."""
        operators = [str(i.operator) for i in pikepdf.parse_content_stream(self.pdf.make_stream(content))]
        missing = operators.count("q") - operators.count("Q")
        if missing < 0:
            raise DroppedError("unbalanced")
        self.page.obj.Contents = self.pdf.make_stream(b"q\n" + content + b"\nQ" * (missing + 1))
        self._wrapped = True

    def resource(self, group: str, value: pikepdf.Object) -> bytes:
        """The name under which the content finds the object."""
        self._names += 1
        name = f"/Mu{self._names}"
        resources = self.page.obj.Resources
        if group not in resources:
            resources[group] = Dictionary()
        resources[group][name] = value if isinstance(value, Name) else self.pdf.make_indirect(value)
        return name.encode()

    def font(self) -> bytes:
        return self.resource("/Font", _font())

    def image(self, pixels: bytes, width: int, height: int) -> bytes:
        """The name of an RGB image."""
        stream = self.pdf.make_stream(
            pixels, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB)
        return self.resource("/XObject", stream)

    def form(self, content: bytes, box: BBox | None = None, **more: object) -> pikepdf.Stream:
        """A form XObject that uses the page's resources; by default as large as any page."""
        x0, y0, x1, y1 = box or (-5000, -5000, 5000, 5000)
        return self.pdf.make_stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([x0, y0, x1, y1]),
            Resources=self.page.obj.Resources, **more)

    def annotate(self, box: BBox, subtype: str, content: bytes | None, **more: object) -> pikepdf.Object:
        """An annotation over all others, its appearance drawn as by `draw`."""
        a, b, c, d, _, _ = self._matrix(box)
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), F=4, Rect=Array(self.user_space(box)), **more)
        if content is not None:
            stream = self.form(content, (0, 0, box[2] - box[0], box[3] - box[1]), Matrix=Array([a, b, c, d, 0, 0]))
            annotation.AP = Dictionary(N=self.pdf.make_indirect(stream))
        made = self.pdf.make_indirect(annotation)
        self.page.obj.Annots = Array([*self.page.obj.get("/Annots", []), made])
        return made

    def annotations_at(self, box: BBox) -> list[pikepdf.Object]:
        """The annotations that stand at the place: the middle of one lies in the other."""
        place = self.user_space(box)
        found = []
        for annotation in annotations_of(self.page.obj):
            a0, b0, a1, b1 = (float(v) for v in annotation.Rect)
            rect = [min(a0, a1), min(b0, b1), max(a0, a1), max(b0, b1)]
            if _holds_middle(place, rect) or _holds_middle(rect, place):
                found.append(annotation)
        return found

    def erase(self, spot: Spot) -> None:
        """Take away what stands at the spot, for comparison."""
        if spot.over:
            for annotation in self.annotations_at(spot.bbox):
                annotation.F = 2
        else:
            x0, top, x1, bottom = spot.ink
            self.draw(spot.ink, b"1 1 1 rg 0 0 %.2f %.2f re f" % (x1 - x0, bottom - top))

    def local(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space as displayed."""
        x0, y0, x1, y1 = self._crop
        return {90: (y - y0, x - x0), 180: (x1 - x, y - y0), 270: (y1 - y, x1 - x)}.get(
            self._rotation, (x - x0, y1 - y))

    def user_space(self, box: BBox) -> list[float]:
        """A displayed box as a rectangle of the PDF."""
        a, b, c, d, e, f = self._matrix(box)
        width, height = box[2] - box[0], box[3] - box[1]
        xs, ys = (e, e + a * width + c * height), (f, f + b * width + d * height)
        return [round(v, 3) for v in (min(xs), min(ys), max(xs), max(ys))]

    def _matrix(self, box: BBox) -> Matrix:
        x0, y0, x1, y1 = self._crop
        left, _, _, bottom = box
        return {
            90: (0, 1, -1, 0, x0 + bottom, y0 + left), 180: (-1, 0, 0, -1, x1 - left, y0 + bottom),
            270: (0, -1, 1, 0, x1 - bottom, y1 - left),
        }.get(self._rotation, (1, 0, 0, 1, x0 + left, y1 - bottom))

    def _own_resources(self) -> None:
        """Resources may be shared by pages, and inherited (7.7.3.4)."""
        node, found = self.page.obj, None
        while node is not None and found is None:
            found, node = node.get("/Resources"), node.get("/Parent")
        resources = Dictionary()
        for key, value in (found or Dictionary()).items():
            resources[key] = Dictionary(dict(value.items())) if isinstance(value, Dictionary) else value
        self.page.obj.Resources = self.pdf.make_indirect(resources)


def annotations_of(page: pikepdf.Object) -> list[pikepdf.Object]:
    """The annotations of a page that are any: an array may hold null."""
    return [a for a in page.get("/Annots", []) if isinstance(a, Dictionary) and "/Rect" in a]


def _holds_middle(one: list[float], other: list[float]) -> bool:
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return one[0] <= x <= one[2] and one[1] <= y <= one[3]


def _font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def around(sound: Sound, spot: Spot, width: float = 0.0) -> BBox:
    """The place of the spot, a little larger and at least `width` wide; nothing else stands there."""
    x0, top, x1, bottom = spot.ink
    box = (x0 - PAD, top - PAD, max(x1, x0 + width) + PAD, bottom + PAD)
    for thing in sound.things[spot.page - 1]:
        a0, b0, a1, b1 = thing.bbox
        hit = max(0.0, min(a1, box[2]) - max(a0, box[0])) * max(0.0, min(b1, box[3]) - max(b0, box[1]))
        area = (a1 - a0) * (b1 - b0)
        middle = x0 <= (a0 + a1) / 2 <= x1 and top <= (b0 + b1) / 2 <= spot.bbox[3]
        if not middle and area and hit > CROWDED * area:
            raise DroppedError("crowded")
    return box


def fitted(text: str, height: float, room: float, font: bytes) -> tuple[bytes, float]:
    """Content that writes the text in black on one line of `height`, and its width; smaller in a small room."""
    size = max(SMALLEST, min(LARGEST, 0.72 * height))
    while size > SMALLEST and stringWidth(text, FONT, size) > room:
        size -= 0.5
    y = max(0.22 * size, height - 1.1 * size) if height > 2 * size else (height - 0.7 * size) / 2
    letters = text.encode("cp1252").hex().encode()
    content = b"BT %b %.1f Tf 0 g 1 0 0 1 2 %.2f Tm <%b> Tj ET" % (font, size, y, letters)
    return content, stringWidth(text, FONT, size) + 4
