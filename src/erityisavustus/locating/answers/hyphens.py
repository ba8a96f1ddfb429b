"""What a hyphen at a line's end means: part of the word, or put there by the line break."""

from __future__ import annotations

__all__ = ["HYPHEN", "SOFT_HYPHEN", "Hyphenation", "join_lines"]

HYPHEN = "-"
SOFT_HYPHEN = "\u00ad"
BREAK_HYPHENS = f"{SOFT_HYPHEN}\u2010"
"""Soft hyphen and hyphen: what Chromium, WeasyPrint and others print at a hyphenation break."""
DASHES = "–—/"
"""Stand at a line's end without a space before them where they join what is on both sides."""
SUSPENDED = {"ja", "tai", "sekä", "eli", "ynnä", "että", "vai", "taikka", "kuin", "ym.", "yms.", "jne.", "och", "eller"}
"""Words that follow a suspended compound: 'moni- ja selkokielen'."""
VOWELS = "aeiouyäöå"
STEM = 4
"""Letters of a word's stem: two words of which one begins with the other, so long at least, are forms of one word."""
MANY = 3
SHARE = 0.05
"""Doubtful hyphens at line ends, and their share of all line ends, that only a hyphenated document has."""


class Hyphenation:
    """Whether one document hyphenates, learned from its own words.

    In Finnish, two lower-case parts rarely take a hyphen (between equal vowels, after abbreviations),
    so in a document that hyphenates such a hyphen at a line's end goes, and in one that does not it stays.
    """

    def __init__(self, words: list[str], edges: list[tuple[str, str]]) -> None:
        """`words`: words that stand at no line's edge; `edges`: last and first word at each line end."""
        self._plain = {_core(w) for w in words}
        self._compounds = {_core(w) for w in words if HYPHEN in w.strip(HYPHEN)}
        self._led = {_core(w[1:]) for w in words if w.startswith(HYPHEN)}
        doubtful = [(a[:-1], b) for a, b in edges if len(a) > 1 and a[-1] == HYPHEN and self._certain(a, b) is None]
        proof = any(_core(a + b) in self._plain for a, b in doubtful)
        self._breaks = proof or len(doubtful) >= max(MANY, SHARE * len(edges))

    def joined(self, before: str, after: str) -> str:
        """`before` (ending in a hyphen) and `after` as they were written, with or without hyphen and space."""
        certain = self._certain(before, after)
        if certain is not None:
            return certain
        stem = before[:-1]
        if _core(stem + after) in self._plain or before[-1] in BREAK_HYPHENS or self._breaks:
            return stem + after
        return f"{stem}{HYPHEN}{after}"

    def led(self, word: str) -> bool:
        """Within a line the document writes a form of the word with a hyphen before it ('Talent Hub -toiminta')."""
        core = _core(word)
        return any(min(len(o), len(core)) >= STEM and (o.startswith(core) or core.startswith(o)) for o in self._led)

    def _certain(self, before: str, after: str) -> str | None:
        """The joined words where the writing alone decides, None where the document must."""
        stem = before[:-1]
        if not stem or not after or _core(after) in SUSPENDED or after[0] in "(/&":
            return f"{stem}{HYPHEN} {after}"
        left, right = _last_part(stem), _first_part(after)
        kept = f"{stem}{HYPHEN}{after}"
        if not right[:1].islower() or not left[-1:].islower() or not any(c in VOWELS for c in left.casefold()):
            return kept  # a name, a number, an abbreviation: 'Päijät-Hämeen', 'TE-toimisto', 'www-sivut'
        if "@" in stem or "@" in after or "//" in stem:
            return kept
        if left[-1] == right[0] and left[-1] in VOWELS:
            return kept  # 'linja-auto': Finnish compounds take a hyphen between equal vowels
        if (left[-2:] + right[:2]).count(left[-1]) > 2 and left[-1] == right[0]:
            return kept  # three equal letters: 'app-palvelu'
        return kept if _core(kept) in self._compounds else None


def _core(word: str) -> str:
    return word.strip(".,;:!?()\"'”“„«»[]").casefold()


def _last_part(word: str) -> str:
    return word.replace("\u2010", "-").rsplit("-", 1)[-1].lstrip("(\"'”“„«")


def _first_part(word: str) -> str:
    return word.replace("\u2010", "-").split("-", 1)[0].rstrip(".,;:!?)\"'”“„»")


def join_lines(before: str, after: str, hyphenation: Hyphenation) -> str:
    """Two printed lines of one paragraph as running text."""
    if not before or not after:
        return before + after
    last, first = before[-1], after.split(" ", 1)[0]
    head, _, word = before.rpartition(" ")
    lead = f"{head} " if head else ""
    if last in BREAK_HYPHENS or (last == HYPHEN and len(word) > 1):
        return lead + hyphenation.joined(word, first) + after[len(first):]
    if (last in DASHES and len(word) > 1) or (head and word == HYPHEN and hyphenation.led(first)):
        return before + after
    return f"{before} {after}"
