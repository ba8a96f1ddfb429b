"""E-mail addresses read a second time: Tesseract's Finnish model knows no '@'.

It leaves the sign out, or reads it as an O. What looks like a broken address is read once more by the English model;
its reading is taken only when both agree on all letters around the sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray
from erityisavustus.reading.ocr.rereading.crops import AROUND
from erityisavustus.reading.ocr.tesseract import Reading, line_again

__all__ = ["with_addresses"]

DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$")
"""What an address ends with, and few other words do."""
EMAIL_ADDRESS = re.compile(r"(?<!\S)([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$")
"""An address at the end of a line: what stands before the sign, and the domain."""
BETWEEN = 3
"""Characters that may stand for one '@'; fitted."""
SIGN_GAP = 2.5
"""Heights of a word that the two parts of an address may be apart: the sign and a little; fitted."""
WORD_SPACE = 0.15
"""Heights of a word that a space is wider than; fitted."""
READ_ALIKE = 0.9
"""Confidence of what two models read alike; a guess."""


def with_addresses(read: Sequence[Reading], image: Gray, dpi: int) -> list[Reading]:
    """The words of a page, broken addresses put together where a second reading has the sign."""
    result: list[Reading] = []
    for word in read:
        result.append(word)
        if "@" in word.text or word.text[0] == "(" or not DOMAIN.search(_end(word.text)):
            continue  # what stands in brackets is no answer: '(pp.kk.vvvv - pp.kk.vvvv)'
        count = _parts(result)
        if _begins(result, count) and (found := _again(result[-count:], image, dpi)):
            result[-found[0] :] = [found[1]]
    return result


def _end(text: str) -> str:
    return text.rstrip(".,;:>")


def _together(parts: Sequence[Reading]) -> bool:
    """The words stand on one line, as close as the parts of an address."""
    height = max(p.box.height for p in parts)
    return all(
        a.line == b.line and b.box.left - a.box.right <= SIGN_GAP * height for a, b in pairwise(parts)
    )


def _parts(read: Sequence[Reading]) -> int:
    """Into how many words the address that ends here is broken: itself, its two sides, or these and the sign."""
    if len(read) < 2 or not _together(read[-2:]):
        return 1
    sign = len(read[-2].text) <= BETWEEN and len(read) > 2 and _together(read[-3:])
    return 3 if sign else 2


def _begins(read: Sequence[Reading], count: int) -> bool:
    """No word stands so close before the last `count` that it may be the beginning of the address."""
    if len(read) <= count:
        return True
    before, first = read[-count - 1], read[-count]
    return before.line != first.line or first.box.left - before.box.right > WORD_SPACE * first.box.height


def _again(parts: Sequence[Reading], image: Gray, dpi: int) -> tuple[int, Reading] | None:
    """The address that both readings agree on and how many of the words it is, None when they do not agree."""
    box = _around(parts)
    pad = int(AROUND * box.height)
    crop = image[max(0, box.top - pad) : box.bottom + pad, max(0, box.left - pad) : box.right + pad]
    seen = EMAIL_ADDRESS.search(re.sub(r" ?@ ?", "@", line_again(crop, dpi)))
    if seen is None:
        return None
    for count in range(1, len(parts) + 1):
        if _agree(own := parts[-count:], seen):
            return count, replace(own[0], text=seen[0], box=_around(own), confidence=READ_ALIKE)
    return None


def _agree(parts: Sequence[Reading], seen: re.Match[str]) -> bool:
    """The words are the address, but for the sign."""
    joined = "".join(p.text for p in parts)
    if not joined.startswith(seen[1]) or not joined.endswith(seen[2]):
        return False
    if len(parts) > 1 and (not seen[1].startswith(parts[0].text) or not parts[-1].text.endswith(seen[2])):
        return False
    return 0 <= len(joined) - len(seen[1]) - len(seen[2]) <= BETWEEN


def _around(parts: Sequence[Reading]) -> PixelBox:
    return PixelBox(
        min(p.box.left for p in parts), min(p.box.top for p in parts),
        max(p.box.right for p in parts), max(p.box.bottom for p in parts),
    )
