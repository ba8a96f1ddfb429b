"""What a PDF engine gives of one page: its characters, paths and pictures in drawing order, whatever the engine.

Coordinates are points, y upwards, on the page as it is read: turned by /Rotate, and by quarter turns where that
was asked for; the lower left corner of the media box is the origin. Every operator that draws takes the next order
number, so that numbers say what lies over what, across all kinds of records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from erityisavustus.contracts.geometry import Rect

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "BOLD", "CORE", "NO_FONT", "SIDE_BEARING", "Char", "Contents", "DrawnForm", "Matrix", "Path", "Picture", "Shading",
    "Subpath",
]

BOLD = re.compile(r"bold|black|heavy|demi(?!l)|semibold|,bd|-bd\b", re.IGNORECASE)
"""In the name of a bold font, as foundries have it. An engine adds ',Bold' where only its descriptor says so."""
NO_FONT = "no font"
"""Name of the font of what is drawn with one that the file lacks: some viewers show it, some do not."""
SIDE_BEARING = 0.12
"""Em of a character on either side of a clip's upright edge for it to be cut: less may be no ink. Fitted."""
CORE = 0.35
"""Share of a character's height above and below its core: small letters have ink between, whatever the font.
Fitted."""
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""A transformation as its six numbers are written (ISO 32000-2, 8.3.3)."""
MAX_FORM_DEPTH = 24
"""Form XObjects within each other that are run: more than any writer nests. A guess."""
_NO_CURVES = frozenset("mlh")
"""Path operators that draw no curve (8.5.2)."""


class Char(NamedTuple):
    """One character as drawn."""

    text: str | None
    """None where the font gives no Unicode."""
    code: int
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    font: str
    upright: bool
    turn: int
    """Quarter turns clockwise that would set it upright; 0 for text at any other angle, too."""
    invisible: bool
    dark: float
    """Darkness of its colour, 0 white to 1 black."""
    order: int
    """Of the string it belongs to."""
    clip: Rect | None = None
    """Around the clip in force, where the character does not lie within it but for SIDE_BEARING and CORE."""
    veiled: bool = False
    """Drawn with little alpha, behind a soft mask, or through a clip that is no rectangle."""
    cut: bool = False
    """The right edge of what it is drawn through runs through it, or lies before it."""
    covered: bool = False
    """Seen in part, or too faintly for certain."""
    corrected: bool = False
    """Drawn on a patch that hides other text."""

    @property
    def middle(self) -> tuple[float, float]:
        """Of its box."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


class Subpath(NamedTuple):
    """A subpath: its operators ('mlllh', 'mcccch', …) and the end points of its segments."""

    shape: str
    points: list[tuple[float, float]]
    bbox: Rect

    @property
    def straight(self) -> bool:
        """It has no curves."""
        return _NO_CURVES.issuperset(self.shape)


class Path(NamedTuple):
    """A painted path (ISO 32000-2, 8.5)."""

    subpaths: list[Subpath]
    stroke: bool
    fill: bool
    stroke_dark: float
    fill_dark: float
    width: float
    order: int
    alpha: float = 1.0
    plain: bool = True
    """Neither blended nor behind a soft mask."""
    evenodd: bool = False
    clip: Rect | None = None
    """Around the clip in force; None: the whole page."""

    @property
    def opaque(self) -> bool:
        """Hides what was drawn before."""
        return self.plain and self.alpha >= 1

    @property
    def extent(self) -> Rect:
        """Around all its subpaths."""
        x0s, y0s, x1s, y1s = zip(*(s.bbox for s in self.subpaths), strict=True)
        return Rect(min(x0s), min(y0s), max(x1s), max(y1s))

    def paints(self, across: float, up: float) -> bool:
        """The point is inside of the filled path (8.5.3.3); subpaths with curves are taken for their boxes."""
        winding = crossings = 0
        for subpath in self.subpaths:
            if not subpath.bbox.contains_point(across, up):
                continue
            if not subpath.straight:
                return True
            points = subpath.points
            for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
                if (ay <= up) != (by <= up) and across < ax + (up - ay) / (by - ay) * (bx - ax):
                    crossings += 1
                    winding += 1 if by > ay else -1
        return crossings % 2 == 1 if self.evenodd else winding != 0


class Picture(NamedTuple):
    """An image XObject or inline image as placed."""

    bbox: Rect
    order: int
    grey: Callable[[], Image | None]
    """Decodes it when it is asked for: in grey ('L') on white paper, None where it cannot be decoded."""


class Shading(NamedTuple):
    """What the shading operator fills (8.7.4.2)."""

    clip: Rect | None
    """Around the clip in force; None: the whole page."""
    order: int


class DrawnForm(NamedTuple):
    """A form XObject that the page itself draws, and which order numbers its contents have."""

    name: str
    before: int
    """Of what was drawn before it; its first record has a greater one."""
    last: int
    """Of its last record."""

    def drew(self, order: int) -> bool:
        """The record with this order number is of its contents."""
        return self.before < order <= self.last


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a page draws, but for what lies on a hidden layer. Annotations are not part of it."""

    media: Rect
    crop: Rect
    """The page boxes in default user space, lower left corner first."""
    rotation: int
    """Degrees clockwise by which the page is turned in these coordinates; other numbers than 90, 180 and 270, which a
    broken file may hold, turn nothing."""
    size: tuple[float, float]
    """Width and height of the media box, so turned."""
    base: Matrix
    """From default user space to these coordinates: a turn and a shift, nothing else."""
    chars: tuple[Char, ...] = ()
    paths: tuple[Path, ...] = ()
    pictures: tuple[Picture, ...] = ()
    shadings: tuple[Shading, ...] = ()
    forms: tuple[DrawnForm, ...] = ()
    origins: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    """By order number of a string: where its first character is placed."""

    def user_space(self, across: float, up: float) -> tuple[float, float]:
        """A point in default user space: `base` undone."""
        a, b, c, d, e, f = self.base
        return a * (across - e) + b * (up - f), c * (across - e) + d * (up - f)

    def user_rect(self, rect: Rect) -> Rect:
        """A rectangle in default user space; with quarter turns it stays upright."""
        return Rect.around([self.user_space(rect.x0, rect.y0), self.user_space(rect.x1, rect.y1)])
