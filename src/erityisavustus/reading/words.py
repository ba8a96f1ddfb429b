"""From characters to words: the one place that knows how writers space their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from erityisavustus.pages import Method, Word
from erityisavustus.reading.device import Char
from erityisavustus.reading.frame import Frame

__all__ = ["Piece", "pieces_of", "words_of"]

GAP = 0.17
"""Em: gap that parts words even where no space character is drawn (TeX sets 0.22 em at least)."""
NO_GAP = 0.06
"""Em: a space character that takes no more room is none: Chromium draws unused soft hyphens so."""
LETTERSPACED = 0.6
"""Share of one-letter pieces from which a line with spaces in it is letter-spaced: only the spaces part its words."""
SAME_BASELINE = 0.12
"""Em by which the baseline may move within a word."""
LINE = 0.3
"""Em by which baselines on one line may differ (superscripts)."""
BACK = 0.6
"""Em: a character drawn further back than this starts anew (overprinting, another column)."""
EDGE_STEP = 0.01
"""Points between the words that run over the page's edge, which have no place of their own."""
DOUBLE = 0.12
"""Em: the same text drawn again this close is a trick for bold type, not text."""
SOFT_HYPHEN = "\u00ad"
SPACES = {" ", "\u00a0", "\t", "\n", "\r", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
          "\u2009", "\u200a", "\u202f", "\u205f", "\u3000", "\x0b", "\x0c"}
UNSEEN = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\x00", "\x02", "\x03"}
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft",
             "\ufb06": "st"}
ACCENTS = {"\u00a8": "\u0308", "\u02da": "\u030a", "\u00b4": "\u0301", "\u00b0": "\u030a"}
"""Spacing accents that old TeX fonts draw over their letter."""
REPLACEMENT = "\ufffd"
BOLD = re.compile(r"bold|black|heavy|demi(?!l)|semibold|,bd|-bd\b", re.IGNORECASE)
MINUS_IN_WORD = re.compile(r"[^\W\d_]\u2212")
SUBSET = re.compile(r"^[A-Z]{6}\+")


class Piece:
    """Characters drawn one after the other; the raw material of words."""

    __slots__ = ("after_space", "baseline", "bottom", "chars", "font", "invisible", "order", "size", "text", "top",
                 "upright", "x0", "x1")

    def __init__(self, char: Char, text: str, after_space: bool) -> None:
        self.text = text
        self.chars = 1
        self.x0, self.x1 = char.x0, char.x1
        self.top, self.bottom = char.y1, char.y0
        self.baseline, self.size, self.font = char.baseline, char.size, char.font
        self.upright, self.invisible, self.order = char.upright, char.invisible, char.order
        self.after_space = after_space

    def add(self, char: Char, text: str) -> None:
        self.text += text
        self.chars += 1
        self.x0, self.x1 = min(self.x0, char.x0), max(self.x1, char.x1)
        self.top, self.bottom = max(self.top, char.y1), min(self.bottom, char.y0)

    def join(self, other: Piece) -> None:
        self.text += other.text
        self.chars += other.chars
        self.x1 = max(self.x1, other.x1)
        self.top, self.bottom = max(self.top, other.top), min(self.bottom, other.bottom)


def pieces_of(chars: Iterable[Char]) -> tuple[list[Piece], int]:
    """The pieces in content order, and how many characters have no Unicode."""
    pieces: list[Piece] = []
    garbled = 0
    current: Piece | None = None
    pending = False
    for char in chars:
        text = char.text
        if text in SPACES:
            pending = True
            continue
        if text is None or text == REPLACEMENT or (len(text) == 1 and 0xE000 <= ord(text) <= 0xF8FF):
            garbled += 1
            text = text or REPLACEMENT
        elif text in UNSEEN:
            continue
        else:
            text = LIGATURES.get(text, text)
        if text == SOFT_HYPHEN and char.x1 - char.x0 < 0.05 * char.size:
            continue
        if pending and current is not None and not (_goes_on(current, char) and _no_room(current, char)):
            current = None
        if current is not None and _goes_on(current, char):
            current.add(char, text)
        else:
            current = Piece(char, text, pending)
            pieces.append(current)
        pending = False
    return pieces, garbled


def _goes_on(piece: Piece, char: Char) -> bool:
    size = char.size or 1.0
    if piece.upright != char.upright or piece.invisible != char.invisible:
        return False
    if not char.upright:
        # Turned text: each character touches the one before it in some direction.
        slack = 0.3 * size
        across = piece.x0 - slack <= char.x1 and char.x0 <= piece.x1 + slack
        return across and piece.bottom - slack <= char.y1 and char.y0 <= piece.top + slack
    gap = char.x0 - piece.x1
    level = abs(piece.baseline - char.baseline) <= SAME_BASELINE * size
    return level and -BACK * size < gap < GAP * size


def _no_room(piece: Piece, char: Char) -> bool:
    return char.upright and not char.invisible and char.x0 - piece.x1 < NO_GAP * (char.size or 1.0)


def words_of(pieces: list[Piece], frame: Frame, ocr: bool) -> list[Word]:
    """All words of a page, top to bottom, left to right. `ocr`: invisible text is an OCR layer and counts."""
    _mend_hyphens(pieces)
    shown = [p for p in _on_page(pieces, frame) if ocr or not p.invisible]
    result: list[Word] = []
    upright = [p for p in shown if p.upright]
    for line in _lines(_once(upright)):
        result += [_word(p, frame) for p in _merged(line)]
    result += [_word(p, frame) for p in shown if not p.upright]
    return [w for w in result if w.text]


def _on_page(pieces: list[Piece], frame: Frame) -> list[Piece]:
    """The pieces on the displayed page, and what runs on over its right edge.

    A long value of a flattened field is drawn on one line, far beyond the page: what one sees is cut, but the
    line is one text. Its rest is kept at the edge, so that no value is cut in silence.
    """
    result: list[Piece] = []
    running: Piece | None = None
    for piece in pieces:
        if frame.holds((piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2):
            result.append(piece)
            running = piece if piece.upright else None
            end = piece.x1
        elif running is not None and _runs_on(running, end, piece):
            piece.after_space = piece.after_space or piece.x0 - end > GAP * piece.size
            end = piece.x1
            at = max(running.x1, result[-1].x0) + EDGE_STEP
            piece.x0, piece.x1 = at, at + EDGE_STEP
            result.append(piece)
        else:
            running = None
    return result


def _runs_on(running: Piece, end: float, piece: Piece) -> bool:
    """`piece` goes on with the line that left the page at its right edge."""
    level = piece.upright and abs(piece.baseline - running.baseline) <= SAME_BASELINE * piece.size
    return level and -BACK * piece.size < piece.x0 - end < piece.size


def _mend_hyphens(pieces: list[Piece]) -> None:
    """Some writers (groff) print the minus sign U+2212 for every hyphen: then it is the hyphen."""
    minus = {p.font for p in pieces if MINUS_IN_WORD.search(p.text)}
    if not minus:
        return
    proper = {p.font for p in pieces if "-" in p.text}
    for piece in pieces:
        if piece.font in minus - proper:
            piece.text = piece.text.replace("\u2212", "-")


def _once(pieces: list[Piece]) -> list[Piece]:
    """Without text that is drawn a second time over itself."""
    seen: dict[tuple[str, int], list[Piece]] = {}
    result: list[Piece] = []
    for piece in pieces:
        if piece.x1 - piece.x0 <= 2 * EDGE_STEP:  # run over the page's edge: it has no place to compare
            result.append(piece)
            continue
        key = (piece.text, round(piece.size))
        near = DOUBLE * piece.size
        if any(
            abs(o.x0 - piece.x0) <= near and abs(o.baseline - piece.baseline) <= near and o.order != piece.order
            for o in seen.get(key, ())
        ):
            continue
        seen.setdefault(key, []).append(piece)
        result.append(piece)
    return result


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by line from the top; each line from the left."""
    lines: list[list[Piece]] = []
    last = 0.0
    for piece in sorted(pieces, key=lambda p: -p.baseline):
        if lines and last - piece.baseline <= LINE * min(piece.size, lines[-1][-1].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
            last = piece.baseline
    for line in lines:
        line.sort(key=lambda p: p.x0)
    return lines


def _merged(line: list[Piece]) -> list[Piece]:
    """The words of a line: pieces with no space between them joined."""
    words: list[Piece] = []
    single = sum(1 for p in line if p.chars == 1)
    spread = any(p.after_space for p in line[1:]) and single >= LETTERSPACED * len(line) and single > 2
    limit = 1.0 if spread else GAP
    for piece in line:
        if words and not piece.after_space:
            last = words[-1]
            size = min(piece.size, last.size) or 1.0
            if _accent(last, piece) or (
                -BACK * size < piece.x0 - last.x1 < limit * size and abs(piece.baseline - last.baseline) <= 0.4 * size
            ):
                last.join(piece)
                continue
        words.append(piece)
    return words


def _accent(last: Piece, piece: Piece) -> bool:
    """One of the two is an accent drawn over a letter of the other; it takes its place in the text."""
    for accent, host in ((piece, last), (last, piece)):
        if accent.text in ACCENTS and host.x0 - 1 <= (accent.x0 + accent.x1) / 2 <= host.x1 + 1:
            if accent is last:
                accent.text, piece.text = piece.text[:1] + ACCENTS[accent.text], piece.text[1:]
            else:
                piece.text = ACCENTS[accent.text]
            return True
    return False


def _word(piece: Piece, frame: Frame) -> Word:
    text = piece.text
    if not text.isascii():
        body, end = (text[:-1], text[-1]) if text.endswith(SOFT_HYPHEN) else (text, "")
        # A soft hyphen that is drawn in the middle of a line is the writer's own hyphen.
        text = unicodedata.normalize("NFC", body.replace(SOFT_HYPHEN, "-") + end)
    font = SUBSET.sub("", piece.font)
    return Word(
        text=text,
        bbox=frame.bbox(piece.x0, piece.bottom, piece.x1, piece.top),
        font=font,
        size=round(piece.size, 2),
        bold=BOLD.search(font) is not None,
        method=Method.OCR if piece.invisible else Method.TEXT,
        baseline=frame.y(piece.baseline),
        upright=piece.upright,
    )
