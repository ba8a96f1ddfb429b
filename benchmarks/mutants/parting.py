"""A page's content in two: what shows one answer, and all the rest.

Only the operators that show text, or draw a form XObject, at the answer's place are parted (ISO 32000-2, 9.4 and 8.10);
pixels must tell that both parts together look as the page did, and that the rest shows nothing at the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from benchmarks.mutants.claims import DroppedError, Sound, Spot
from benchmarks.mutants.pixels import drawn, must_differ, must_equal
from benchmarks.mutants.sheet import Sheet, opened, saved
from erityisavustus.contracts.geometry import BBox

__all__ = ["SHOWS", "confirmed", "parted"]

Matrix = tuple[float, float, float, float, float, float]
SHOWS = ("Tj", "TJ", "'", '"')
KEPT = {"q", "Q", "cm", "BT", "ET", "Tm", "Td", "TD", "T*", "TL", "Tf", "Tc", "Tw", "Tz", "Ts", "Tr", "gs", "g", "rg",
        "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN"}
"""What the part with the answer keeps: state and positions."""
LEFT, BELOW = 2.0, 3.0
"""Points by which text may begin before its place, or stand below it."""
Instruction = tuple[list[Any], str]


def parted(sheet: Sheet, spot: Spot) -> tuple[bytes, bytes]:
    """The rest and the answer, each a content. Raises DroppedError when nothing of the content is the answer's."""
    instructions = [(list(i.operands), str(i.operator), i) for i in pikepdf.parse_content_stream(sheet.page)]
    rest: list[Any] = []
    answer: list[Any] = []
    found = False
    for instruction, own in zip(instructions, _own(sheet, spot, instructions), strict=True):
        operands, operator, raw = instruction
        found |= own
        newline = [([], pikepdf.Operator("T*"))] if operator in ("'", '"') else []
        (answer if own else rest).append(raw)
        if own:
            rest += newline
        elif operator in KEPT:
            answer.append((operands, pikepdf.Operator(operator)))
        else:
            answer += newline
    if not found:
        raise DroppedError("not in the content")
    return pikepdf.unparse_content_stream(rest), pikepdf.unparse_content_stream(answer)


def confirmed(sound: Sound, spot: Spot) -> tuple[bytes, bytes, bytes]:
    """Both parts, and the file without the answer. Raises DroppedError when they do not look as the page did."""
    with opened(sound) as pdf:
        sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
        rest, answer = parted(sheet, spot)
        sheet.replace(rest)
        without = saved(pdf)
        sheet.page.contents_add(b"\nq\n" + answer + b"\nQ")
        both = saved(pdf)
    whole = drawn(sound.data, spot.page)
    must_equal(whole, drawn(both, spot.page), "not the same in two parts")
    must_differ(whole, drawn(without, spot.page), "nothing there")
    with opened(sound) as pdf:
        sheet = Sheet(pdf, spot.page, sound.rotations[spot.page - 1])
        sheet.erase(spot)
        bare = saved(pdf)
        sheet.replace(rest)
        sheet.erase(spot)
        must_equal(drawn(bare, spot.page), drawn(saved(pdf), spot.page), "other text went with it")
    return rest, answer, without


def _own(sheet: Sheet, spot: Spot, instructions: list[Any]) -> Iterator[bool]:
    """For each instruction whether it shows the answer."""
    state = _Text()
    before = False
    for operands, operator, _ in instructions:
        own = False
        if operator in SHOWS:
            if operator in ("'", '"'):
                state.newline()
            if not state.moved:
                own = before
            else:
                own = _at(sheet.local(*_through(_times(state.line, state.ctm), 0, 0)), spot.bbox)
            before, state.moved = own, False
        elif operator == "Do":
            own = _form_at(sheet, spot, state.ctm, operands)
        else:
            state.take(operator, operands)
        yield own


class _Text:
    """As much of the graphics state as tells where text begins (9.4.2)."""

    def __init__(self) -> None:
        self.ctm: Matrix = (1, 0, 0, 1, 0, 0)
        self.line = self.ctm
        self.moved = True
        """Text was placed anew since the last that was shown."""
        self._leading = 0.0
        self._stack: list[tuple[Matrix, float]] = []

    def take(self, operator: str, operands: list[Any]) -> None:
        numbers = [float(v) for v in operands] if operator in ("cm", "Tm", "Td", "TD", "TL") else []
        if operator == "q":
            self._stack.append((self.ctm, self._leading))
        elif operator == "Q" and self._stack:
            self.ctm, self._leading = self._stack.pop()
        elif operator == "cm":
            self.ctm = _times(_matrix(numbers), self.ctm)
        elif operator == "TL":
            self._leading = numbers[0]
        elif operator == "BT":
            self._place((1, 0, 0, 1, 0, 0))
        elif operator == "Tm":
            self._place(_matrix(numbers))
        elif operator in ("Td", "TD"):
            self._leading = -numbers[1] if operator == "TD" else self._leading
            self._place(_times((1, 0, 0, 1, numbers[0], numbers[1]), self.line))
        elif operator == "T*":
            self.newline()

    def newline(self) -> None:
        self._place(_times((1, 0, 0, 1, 0, -self._leading), self.line))

    def _place(self, line: Matrix) -> None:
        self.line, self.moved = line, True


def _form_at(sheet: Sheet, spot: Spot, ctm: Matrix, operands: list[Any]) -> bool:
    form = sheet.page.obj.Resources.get("/XObject", pikepdf.Dictionary()).get(str(operands[0]))
    if form is None or form.get("/Subtype") != "/Form":
        return False
    matrix = _times(_matrix([float(v) for v in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]), ctm)
    x0, y0, x1, y1 = (float(v) for v in form.BBox)
    corners = [sheet.local(*_through(matrix, x, y)) for x, y in ((x0, y0), (x1, y1))]
    (a0, b0), (a1, b1) = corners
    x, y = (a0 + a1) / 2, (b0 + b1) / 2
    left, top, right, bottom = spot.bbox
    small = abs(b1 - b0) < 3 * (bottom - top) + 20
    within = min(a0, a1) - 4 <= left <= max(a0, a1) and min(b0, b1) - 4 <= top and bottom <= max(b0, b1) + 4
    return small and (within or (left <= x <= right and top <= y <= bottom))


def _at(point: tuple[float, float], place: BBox) -> bool:
    x, y = point
    return place[0] - LEFT <= x <= place[2] and place[1] <= y <= place[3] + BELOW


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """`m` and then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _through(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
