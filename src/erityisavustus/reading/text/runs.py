"""From characters to text runs: those drawn one after the other, with no space between."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import lru_cache

from erityisavustus.reading.marks.symbol_fonts import PRIVATE_USE
from erityisavustus.reading.records import Char

__all__ = [
    "ACCENTS", "BACK", "DOUBLE", "FONT_GAP", "GAP", "SAME_BASELINE", "SOFT_HYPHEN", "SPACES", "TextRun", "text_runs",
]

GAP = 0.17
"""Em: gap that parts words even where no space character is drawn (TeX sets 0.22 em at least); fitted."""
NO_GAP = 0.06
"""Em: a space character that takes no more room is none: Chromium draws unused soft hyphens so. Fitted."""
FONT_GAP = 0.1
"""Em: a gap at which the font changes too parts words though it is narrow (a label, a tab, its value);
fitted."""
SAME_BASELINE = 0.12
"""Em by which the baseline may move within a word; fitted."""
BACK = 0.6
"""Em: a character drawn further back than this starts anew (overprinting, another column); fitted."""
LEFTWARD = 0.1
"""Em by which a letter may begin left of the one before it; fitted."""
DOUBLE = 0.12
"""Em: the same text drawn again this close is a trick for bold type, not text; fitted."""
NARROW = 0.05
"""Em: a soft hyphen that takes no more room is not drawn; fitted."""
BEFORE_END = 0.1
"""Em before the end of its letter that an accent drawn after it begins; fitted."""
TURNED = 0.3
"""Em between two characters of turned text at most; a guess."""
SOFT_HYPHEN = "\u00ad"
SPACES = {" ", "\u00a0", "\t", "\n", "\r", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
          "\u2009", "\u200a", "\u202f", "\u205f", "\u3000", "\x0b", "\x0c"}
"""White space, and the control characters that text files use for it."""
CONTROLS = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\x00", "\x02", "\x03"}
"""Characters that take no room: joiners, marks of direction and control characters."""
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft",
             "\ufb06": "st"}
ACCENTS = {"\u00a8": "\u0308", "\u02da": "\u030a", "\u00b4": "\u0301", "\u00b0": "\u030a", "`": "\u0300",
           "\u02c6": "\u0302", "\u02dc": "\u0303", "\u00b8": "\u0327", "\u02c7": "\u030c",
           **{chr(c): chr(c) for c in range(0x0300, 0x0329)}}
"""Spacing accents that old TeX fonts draw over their letter, before or after it; combining ones stay as they are."""
REPLACEMENT = "\ufffd"
"""What a font says of a glyph that it cannot name."""
SYMBOL_BULLETS = {0xF0B7: "•", 0xF0D8: "➢", 0xF076: "❖", 0xF0E0: "→", 0xF0E8: "➔", 0xF02D: "-"}
"""List bullets of Symbol and Wingdings, whose codes writers put at these private-use code points (Microsoft's symbol
encoding); no other glyph of these fonts stands at the others' places in running text."""
LAID_OVER = 0.3
"""Em by which a letter that lies over the one before it does so: kerning and leaning letters take half as much.
Fitted."""
LEADERS = frozenset("._·…")
"""What a line from a label to its value is made of (a tab's leader)."""
LEADER_DOTS = 5
"""So many of them in a row are no part of a word; an ellipsis has three. A guess."""


class TextRun:
    """Characters drawn one after the other; what words are made of."""

    __slots__ = ("after_space", "baseline", "bottom", "chars", "corrected", "covered", "cut", "font", "invisible",
                 "last_x0", "leader", "leader_x0", "order", "size", "text", "top", "upright", "x0", "x1")

    def __init__(self, char: Char, text: str, after_space: bool) -> None:
        self.text = text
        self.chars = 1
        self.x0, self.x1, self.last_x0 = char.x0, char.x1, char.x0
        self.top, self.bottom = char.y1, char.y0
        self.baseline, self.size, self.font = char.baseline, char.size, char.font
        self.upright, self.invisible, self.order = char.upright, char.invisible, char.order
        self.after_space = after_space
        self.cut = char.cut
        self.covered, self.corrected = char.covered, char.corrected
        self.leader = 0
        """How many leader characters it ends with; they begin at `leader_x0`."""
        self.leader_x0 = 0.0
        self._count(char, text)

    def _count(self, char: Char, text: str) -> None:
        if text not in LEADERS:
            self.leader = 0
            return
        if not self.leader:
            self.leader_x0 = char.x0
        self.leader += 1

    def add(self, char: Char, text: str) -> None:
        self.cut = char.cut
        self.covered = self.covered or char.covered or _lie_over(self, char)
        self.corrected = self.corrected or char.corrected
        self._count(char, text)
        self.last_x0 = char.x0
        self.text += text
        self.chars += 1
        self.x0, self.x1 = min(self.x0, char.x0), max(self.x1, char.x1)
        self.top, self.bottom = max(self.top, char.y1), min(self.bottom, char.y0)

    def cut_leader(self) -> TextRun:
        """The leader that it ends with, as a run of its own."""
        leader = copy(self)
        at = len(self.text) - self.leader
        leader.text, self.text = self.text[at:], self.text[:at]
        leader.chars, self.chars = self.leader, self.chars - self.leader
        leader.x0, self.x1, self.leader = self.leader_x0, self.leader_x0, 0
        leader.after_space = True
        return leader

    def compose(self, char: Char, text: str) -> None:
        """`char` and the last character are a letter and its accent, in either order."""
        last = self.text[-1:]
        if last in ACCENTS:
            self.text = self.text[:-1] + text + ACCENTS[last]
        else:
            self.text += ACCENTS[text]
        self.x0, self.x1 = min(self.x0, char.x0), max(self.x1, char.x1)
        self.top, self.bottom = max(self.top, char.y1), min(self.bottom, char.y0)

    def join(self, other: TextRun) -> None:
        self.cut = other.cut
        self.covered = self.covered or other.covered or _lie_over(self, other)
        self.corrected = self.corrected or other.corrected
        self.text += other.text
        self.chars += other.chars
        self.x1 = max(self.x1, other.x1)
        self.top, self.bottom = max(self.top, other.top), min(self.bottom, other.bottom)


def _lie_over(run: TextRun, other: TextRun | Char) -> bool:
    """Two texts in one place: a letter or figure well before the end of the one before it, which is no narrow sign."""
    over = LAID_OVER * other.size
    letters = run.text[-1:].isalnum() and (other.text or "")[:1].isalnum()
    return letters and other.upright and run.x1 - other.x0 > over and other.x1 - other.x0 > over


def text_runs(chars: Iterable[Char]) -> tuple[list[TextRun], int]:
    """The runs in content order, and how many characters have no Unicode."""
    runs: list[TextRun] = []
    garbled = 0
    current: TextRun | None = None
    last: Char | None = None
    space: Char | None = None
    """Drawn since `last`."""
    for char in chars:
        if char.text in SPACES:
            space = char
            continue
        text, unknown = _reading(char.text)
        garbled += unknown
        if text is None or _shows_nothing_new(char, text, last):
            continue
        if space is not None and current is not None and not (_goes_on(current, char) and _no_room(current, char)):
            current = None
        if current is not None and _taken_in(current, char, text, last if space is None else None):
            if current.leader == LEADER_DOTS < len(current.text):
                current = current.cut_leader()
                runs.append(current)
        else:
            if space is not None and runs and _backwards(char, space, runs[-1]):
                runs[-1].after_space, space = True, None
            after_leader = current is not None and current.leader >= LEADER_DOTS
            current = TextRun(char, text, space is not None or after_leader)
            runs.append(current)
        space, last = None, char
    return runs, garbled


@lru_cache(maxsize=4096)
def _reading(text: str | None) -> tuple[str | None, bool]:
    """The letters that a character stands for, None for a control character; and whether it has no Unicode."""
    if text is not None and len(text) == 1:
        text = SYMBOL_BULLETS.get(ord(text), text)
    if text is None or text == REPLACEMENT or (len(text) == 1 and ord(text) in PRIVATE_USE):
        return text or REPLACEMENT, True
    return None if text in CONTROLS else LIGATURES.get(text, text), False


def _shows_nothing_new(char: Char, text: str, last: Char | None) -> bool:
    """A soft hyphen that takes no room, or the last letter once more."""
    if text == SOFT_HYPHEN and char.x1 - char.x0 < NARROW * char.size:
        return True
    return last is not None and text == last.text and _on_top(last, char)


def _taken_in(run: TextRun, char: Char, text: str, last: Char | None) -> bool:
    """Add a character that goes on with the run or makes one letter with its `last`; False where it does neither."""
    if last is not None and _composes(last, char):
        run.compose(char, text)
    elif _goes_on(run, char) and (run.leader < LEADER_DOTS or text in LEADERS):
        run.add(char, text)
    else:
        return False
    return True


def _backwards(char: Char, space: Char, before: TextRun) -> bool:
    """The space was drawn after the word to its right, and before the one to its left."""
    level = char.upright and abs(before.baseline - char.baseline) <= SAME_BASELINE * char.size
    return level and char.x0 < space.x0 < before.x0


def _on_top(last: Char, char: Char) -> bool:
    """The same letter drawn twice, a trick for bold type."""
    near = DOUBLE * char.size
    return abs(last.x0 - char.x0) < near and abs(last.baseline - char.baseline) < near and char.x1 - char.x0 > near


def _composes(last: Char, char: Char) -> bool:
    """One of two characters is an accent that stands over the other."""
    if not char.upright or (last.text in ACCENTS) == (char.text in ACCENTS):
        return False
    accent, host = (last, char) if last.text in ACCENTS else (char, last)
    middle = (accent.x0 + accent.x1) / 2
    return len(host.text or "") == 1 and (host.text or "").isalpha() and host.x0 <= middle <= host.x1 and (
        accent is last or accent.x0 < host.x1 - BEFORE_END * host.size
    )


def _goes_on(run: TextRun, char: Char) -> bool:
    size = char.size or 1.0
    if run.upright != char.upright or run.invisible != char.invisible:
        return False
    if not char.upright:
        # Turned text: each character touches the one before it in some direction.
        slack = TURNED * size
        across = run.x0 - slack <= char.x1 and char.x0 <= run.x1 + slack
        return across and run.bottom - slack <= char.y1 and char.y0 <= run.top + slack
    gap = char.x0 - run.x1
    level = abs(run.baseline - char.baseline) <= SAME_BASELINE * size
    # A letter left of the last one is not written behind it: some writers draw their lines from the right.
    room = (GAP if char.font == run.font else FONT_GAP) * size
    return level and -BACK * size < gap < room and char.x0 > run.last_x0 - LEFTWARD * size


def _no_room(run: TextRun, char: Char) -> bool:
    return char.upright and not char.invisible and char.x0 - run.x1 < NO_GAP * (char.size or 1.0)
