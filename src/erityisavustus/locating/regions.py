"""Which tokens answer which printed text: what stands between one printed text and the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from erityisavustus.form import Form, PrintedText, Role
from erityisavustus.locating.alignment import Alignment, Match
from erityisavustus.locating.stream import Stream
from erityisavustus.locating.tokens import Token, core
from erityisavustus.pages import BBox, union

__all__ = ["Region", "regions_of"]

SAME_COLUMN = 3.0
"""Points by which an answer may start left of the label it stands under."""


@dataclass(slots=True)
class Region:
    """A printed text that was found, and what follows it."""

    text: PrintedText
    match: Match
    label: list[Token]
    tokens: list[Token] = field(default_factory=list)

    @property
    def page(self) -> int:
        """Page on which the printed text ends."""
        return self.label[-1].page

    @property
    def bbox(self) -> BBox:
        """Around the printed text on the page where it ends."""
        return union([t.bbox for t in self.label if t.page == self.page])


def regions_of(form: Form, stream: Stream, alignment: Alignment) -> tuple[list[Token], list[Region]]:
    """What stands before the first printed text, and all regions in order."""
    regions: list[Region] = []
    first = alignment.matches[0].start if alignment.matches else len(stream.tokens)
    for index, match in enumerate(alignment.matches):
        following = alignment.matches[index + 1].start if index + 1 < len(alignment.matches) else len(stream.tokens)
        label = stream.tokens[match.start : match.end]
        text = form.texts[match.item]
        regions.append(Region(text, match, label, stream.tokens[match.end : following]))
    _share_rows(regions)
    return stream.tokens[:first], regions


def _share_rows(regions: list[Region]) -> None:
    """Labels side by side with their answers in the row below: each answer goes to the label above it."""
    start = 0
    while start < len(regions):
        end = start + 1
        while end < len(regions) and _same_row(regions[end - 1], regions[end]):
            end += 1
        row = regions[start:end]
        if len(row) > 1 and all(r.text.role is Role.LABEL for r in row) and not any(r.tokens for r in row[:-1]):
            _distribute(row)
        start = end


def _same_row(one: Region, other: Region) -> bool:
    if one.page != other.page or (one.tokens and one.tokens[-1].bbox[1] > other.bbox[3]):
        return False
    a, b = core(one.bbox), core(other.bbox)
    return min(a[1], b[1]) > max(a[0], b[0]) and one.bbox[2] <= other.bbox[0]


def _distribute(row: list[Region]) -> None:
    tokens = row[-1].tokens
    row[-1].tokens = []
    bottom = max(r.bbox[3] for r in row)
    for token in tokens:
        owner = row[-1]
        if token.page == row[0].page and token.bbox[1] >= bottom - SAME_COLUMN:
            left = [r for r in row if r.bbox[0] - SAME_COLUMN <= token.bbox[0]]
            owner = left[-1] if left else row[0]
        owner.tokens.append(token)
