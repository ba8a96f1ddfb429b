"""Pages of another report, pages twice, pages in another order."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pikepdf

from benchmarks.mutants.claims import SAFE, Claim, DroppedError, Holds, Maker, Mutant, Sound
from benchmarks.mutants.sheet import opened, saved

__all__ = ["KINDS"]

TELLING = ("recipient.organisation", "recipient.diary_number")
"""Two reports differ in these."""


def _other(dice: random.Random, sound: Sound, others: Sequence[Sound]) -> Sound:
    """A static report of another organisation, whose first page holds its first two sections."""
    fit = [
        o for o in others
        if all(o.report[leaf] not in (None, sound.report[leaf]) for leaf in TELLING)
        and not any(s.over for s in o.spots)
        and any(s.page == 1 and TELLING[0] in s.leaves for s in o.spots)
    ]
    if not fit:
        raise DroppedError("no other report")
    return dice.choice(fit)


def first_page(where: str) -> Maker:
    """The first page of another report, with its title and its first sections."""

    def make(dice: random.Random, sound: Sound, others: Sequence[Sound]) -> Mutant:
        other = _other(dice, sound, others)
        with opened(sound) as pdf, opened(other) as foreign:
            at = {"front": 0, "middle": dice.randrange(1, len(pdf.pages)), "behind": len(pdf.pages)}[where]
            pdf.pages.insert(at, foreign.pages[0])
            data = saved(pdf)
        return Mutant(sound.name, data, Claim(Holds.SEVERAL, other=other.name), f"page 1 of {other.name} as {at + 1}")

    return make


def inner_page(dice: random.Random, sound: Sound, others: Sequence[Sound]) -> Mutant:
    """A later page of another report, which answers a question of its own differently."""
    other = _other(dice, sound, others)
    pages = sorted({
        s.page for s in other.spots if s.page > 1 and s.words
        and any(sound.report[leaf] not in (None, other.report[leaf]) for leaf in s.leaves)
    })
    if not pages:
        raise DroppedError("nothing that differs")
    number = dice.choice(pages)
    with opened(sound) as pdf, opened(other) as foreign:
        at = dice.randrange(1, len(pdf.pages))
        pdf.pages.insert(at, foreign.pages[number - 1])
        data = saved(pdf)
    note = f"page {number} of {other.name} as {at + 1}"
    return Mutant(sound.name, data, Claim(Holds.SEVERAL, other=other.name), note)


def whole(dice: random.Random, sound: Sound, others: Sequence[Sound]) -> Mutant:
    """A complete second report after the last page."""
    other = _other(dice, sound, others)
    with opened(sound) as pdf, opened(other) as foreign:
        pdf.pages.extend(foreign.pages)
        data = saved(pdf)
    return Mutant(sound.name, data, Claim(Holds.SEVERAL, other=other.name), f"all of {other.name} behind")


def rearranged(change: Callable[[random.Random, pikepdf.Pdf], str]) -> Maker:
    """The report's own pages, in another way."""

    def make(dice: random.Random, sound: Sound, _others: Sequence[Sound]) -> Mutant:
        with opened(sound) as pdf:
            note = change(dice, pdf)
            return Mutant(sound.name, saved(pdf), SAFE, note)

    return make


def _twice(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    at = dice.randrange(len(pdf.pages))
    pdf.pages.insert(at + 1, pdf.pages[at])
    return f"page {at + 1} twice in a row"


def _again(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    at = dice.randrange(len(pdf.pages))
    pdf.pages.append(pdf.pages[at])
    return f"page {at + 1} once more at the end"


def _all_twice(_dice: random.Random, pdf: pikepdf.Pdf) -> str:
    pdf.pages.extend(list(pdf.pages))
    return "all pages twice"


def _swapped(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    one, other = sorted(dice.sample(range(len(pdf.pages)), 2))
    pages = list(pdf.pages)
    pages[one], pages[other] = pages[other], pages[one]
    pdf.pages[:] = pages
    return f"pages {one + 1} and {other + 1} swapped"


def _missing(dice: random.Random, pdf: pikepdf.Pdf) -> str:
    at = dice.randrange(len(pdf.pages))
    del pdf.pages[at]
    return f"page {at + 1} missing"


KINDS: dict[str, Maker] = {
    **{f"other.{where}": first_page(where) for where in ("front", "middle", "behind")},
    "other.inner": inner_page, "other.whole": whole,
    "pages.twice": rearranged(_twice), "pages.again": rearranged(_again), "pages.all-twice": rearranged(_all_twice),
    "pages.swapped": rearranged(_swapped), "pages.missing": rearranged(_missing),
}
