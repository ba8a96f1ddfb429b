"""Which tokens answer which printed text: what stands between one printed text and the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.form import Form, PrintedText, Role
from erityisavustus.locating.align.alignment import Alignment, Match
from erityisavustus.locating.align.text_index import TextIndex, folded
from erityisavustus.locating.layout.tokens import Token, TokenKind, core

__all__ = ["Region", "regions_of"]

MANY = 3
"""Sections that must begin with an answer for labels to be captions below their answers."""
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


def regions_of(form: Form, stream: TextIndex, alignment: Alignment) -> tuple[list[Token], list[Region]]:
    """What stands before the first printed text, and all regions in order."""
    regions: list[Region] = []
    first = alignment.matches[0].start if alignment.matches else len(stream.tokens)
    for index, match in enumerate(alignment.matches):
        following = alignment.matches[index + 1].start if index + 1 < len(alignment.matches) else len(stream.tokens)
        text = form.texts[match.item]
        label, inside = _without_options(form, text, stream.tokens[match.start : match.end])
        regions.append(Region(text, match, label, inside + stream.tokens[match.end : following]))
    _headed_options(form, regions)
    if _captioned_below(regions):
        _shift(regions)
    else:
        _share_rows(regions)
    return stream.tokens[:first], regions


def _without_options(form: Form, text: PrintedText, label: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of a label, and the boxes and options that stand beside its lines and were read between them."""
    spec = form.by_id.get(text.field or "")
    if spec is None or text.role is not Role.LABEL or all(t.kind is TokenKind.WORD for t in label):
        return label, []
    names = {folded(option.wordings[0]) for option in spec.options}
    inside = [t for t in label if t.kind is not TokenKind.WORD or folded(t.text) in names]
    return [t for t in label if t not in inside], inside


def _headed_options(form: Form, regions: list[Region]) -> None:
    """Options printed once above the row of their question, as headings of the columns their boxes stand in."""
    # From the last to the first: the headings of the row below are no options of the question above.
    for above, region in reversed(list(pairwise(regions))):
        spec = form.by_id.get(region.text.field or "")
        if spec is None or region.text.role is not Role.LABEL or not spec.options:
            continue
        names = [folded(option.wordings[0]) for option in spec.options]
        held = {folded(t.text) for t in region.tokens}
        last = above.tokens[-len(names) :]
        if not held & set(names) and sorted(folded(t.text) for t in last) == sorted(names):
            above.tokens = above.tokens[: -len(names)]
            region.tokens = last + region.tokens


def _captioned_below(regions: list[Region]) -> bool:
    """Labels stand under their answers: text comes before the first label of most sections, none after the last."""
    before = after = 0
    for region, following in pairwise(regions):
        if region.text.role is Role.SECTION and following.text.role is Role.LABEL:
            before += any(t.text for t in region.tokens)
        elif region.text.role is Role.LABEL and following.text.role is Role.SECTION:
            after += any(t.text for t in region.tokens)
    return before >= MANY and before > 2 * after


def _shift(regions: list[Region]) -> None:
    """Give each label what stands before it."""
    for index in range(len(regions) - 1, 0, -1):
        if regions[index].text.role is Role.LABEL:
            regions[index].tokens = regions[index - 1].tokens
            regions[index - 1].tokens = []


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
    if one.page != other.page or (one.tokens and one.tokens[-1].bbox.top > other.bbox.bottom):
        return False
    (top, bottom), (other_top, other_bottom) = core(one.bbox), core(other.bbox)
    return min(bottom, other_bottom) > max(top, other_top) and one.bbox.x1 <= other.bbox.x0


def _distribute(row: list[Region]) -> None:
    tokens = row[-1].tokens
    row[-1].tokens = []
    bottom = max(r.bbox.bottom for r in row)
    for token in tokens:
        owner = row[-1]
        if token.page == row[0].page and token.bbox.top >= bottom - SAME_COLUMN:
            left = [r for r in row if r.bbox.x0 - SAME_COLUMN <= token.bbox.x0]
            owner = left[-1] if left else row[0]
        owner.tokens.append(token)
