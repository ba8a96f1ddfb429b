"""From pieces to words: the one place that knows how writers space their letters."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from erityisavustus.contracts.geometry import BBox
from erityisavustus.contracts.page import Method, Word
from erityisavustus.reading.page_geometry import PageGeometry
from erityisavustus.reading.records import BOLD
from erityisavustus.reading.text.lines import Standing, by_line
from erityisavustus.reading.text.runs import ACCENTS, BACK, DOUBLE, FONT_GAP, GAP, SAME_BASELINE, SOFT_HYPHEN, TextRun

__all__ = ["words_of"]

LETTERSPACED = 0.6
"""Share of one-letter pieces from which a line with spaces in it is letter-spaced: only the spaces part its words.
Fitted."""
EDGE_STEP = 0.01
"""Points between the words that run over the page's edge, which have no place of their own: only their order counts."""
JOINED_LEVEL = 0.4
"""Em by which the baselines of two parts of a word may differ; fitted."""
SPREAD_LETTERS = 6
SPREAD_GAP = 0.9
SPREAD_WORD_GAP = 1.6
"""Single letters in a row without a space that make a letter-spaced title; em between them at most; times the usual
gap from which a gap parts words. Fitted."""
MINUS_IN_WORD = re.compile(r"[^\W\d_]\u2212")
SUBSET = re.compile(r"^[A-Z]{6}\+")
"""Before the name of a font of which a file holds a part (ISO 32000-2, 9.9.2)."""


def words_of(pieces: list[TextRun], frame: PageGeometry, ocr: bool) -> list[Word]:
    """All words of a page, top to bottom, left to right. `ocr`: invisible text is an OCR layer and counts."""
    _mend_hyphens(pieces)
    shown = [p for p in _on_page(pieces, frame) if ocr or not p.invisible]
    result: list[Word] = []
    upright = [p for p in shown if p.upright]
    for line in by_line(_once(upright), _standing):
        result += [_word(p, frame) for p in _merged(line)]
    result += [_word(p, frame) for p in shown if not p.upright]
    return [w for w in result if w.text]


def _on_page(pieces: list[TextRun], frame: PageGeometry) -> list[TextRun]:
    """The pieces on the displayed page, and what runs on over its right edge.

    A long value of a flattened field is drawn on one line, far beyond the page: what one sees is cut, but the
    line is one text. Its rest is kept at the edge, so that no value is cut in silence.
    """
    result: list[TextRun] = []
    running: TextRun | None = None
    for piece in pieces:
        if frame.holds((piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2):
            result.append(piece)
            running = piece if piece.upright else None
            end = piece.x1
        elif running is not None and _runs_on(running, end, piece):
            piece.after_space = piece.after_space or piece.x0 - end > GAP * piece.size
            end = piece.x1
            at = max(running.x1, result[-1].x0) + EDGE_STEP
            piece.x0, piece.x1, piece.cut = at, at + EDGE_STEP, True
            result.append(piece)
        else:
            running = None
    return result


def _runs_on(running: TextRun, end: float, piece: TextRun) -> bool:
    """`piece` goes on with the line that left the page at its right edge."""
    level = piece.upright and abs(piece.baseline - running.baseline) <= SAME_BASELINE * piece.size
    return level and -BACK * piece.size < piece.x0 - end < piece.size


def _mend_hyphens(pieces: list[TextRun]) -> None:
    """Some writers (groff) print the minus sign U+2212 for every hyphen: then it is the hyphen."""
    minus = {p.font for p in pieces if MINUS_IN_WORD.search(p.text)}
    if not minus:
        return
    proper = {p.font for p in pieces if "-" in p.text}
    for piece in pieces:
        if piece.font in minus - proper:
            piece.text = piece.text.replace("\u2212", "-")


def _once(pieces: list[TextRun]) -> list[TextRun]:
    """Without text that is drawn a second time over itself."""
    seen: dict[tuple[str, int], list[TextRun]] = {}
    result: list[TextRun] = []
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


def _standing(piece: TextRun) -> Standing:
    """In PDF space turned over, for y to run downwards."""
    return Standing(BBox(piece.x0, -piece.top, piece.x1, -piece.bottom), -piece.baseline, piece.size)


def _merged(line: list[TextRun]) -> list[TextRun]:
    """The words of a line: pieces with no space between them joined."""
    if not any(p.after_space for p in line[1:]):
        line = _unspread(line)
    words: list[TextRun] = []
    single = sum(1 for p in line if p.chars == 1)
    spread = any(p.after_space for p in line[1:]) and single >= LETTERSPACED * len(line) and single > 2
    limit = 1.0 if spread else GAP
    for piece in line:
        if words and not piece.after_space:
            last = words[-1]
            size = min(piece.size, last.size) or 1.0
            room = (limit if spread or piece.font == last.font else FONT_GAP) * size
            if _accent(last, piece) or (
                -BACK * size < piece.x0 - last.x1 < room and abs(piece.baseline - last.baseline) <= JOINED_LEVEL * size
            ):
                last.join(piece)
                continue
        words.append(piece)
    return words


def _unspread(line: list[TextRun]) -> list[TextRun]:
    """The words of a letter-spaced title that has no space characters: its gaps are of two sizes."""
    result: list[TextRun] = []
    run: list[TextRun] = []
    for piece in [*line, None]:
        if piece is not None and piece.chars == 1 and piece.text.isalpha() and (
            not run or (-BACK * piece.size < piece.x0 - run[-1].x1 < 3 * SPREAD_GAP * piece.size
                        and abs(piece.size - run[-1].size) < SAME_BASELINE * piece.size)
        ):
            run.append(piece)
            continue
        result += _joined(run) if len(run) >= SPREAD_LETTERS else run
        run = []
        if piece is not None and piece.chars == 1 and piece.text.isalpha():
            run.append(piece)
        elif piece is not None:
            result.append(piece)
    return result


def _joined(run: list[TextRun]) -> list[TextRun]:
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(run))
    usual = gaps[len(gaps) // 2]
    if not GAP * run[0].size <= usual < SPREAD_GAP * run[0].size:
        return run
    words = [run[0]]
    end = run[0].x1
    for piece in run[1:]:
        gap, end = piece.x0 - end, piece.x1
        if gap < SPREAD_WORD_GAP * usual:
            words[-1].join(piece)
        else:
            piece.after_space = True
            words.append(piece)
    return words


def _accent(last: TextRun, piece: TextRun) -> bool:
    """One of the two is an accent drawn over a letter of the other; it takes its place in the text."""
    for accent, host in ((piece, last), (last, piece)):
        if accent.text in ACCENTS and host.x0 - 1 <= (accent.x0 + accent.x1) / 2 <= host.x1 + 1:
            if accent is last:
                accent.text, piece.text = piece.text[:1] + ACCENTS[accent.text], piece.text[1:]
            else:
                piece.text = ACCENTS[accent.text]
            return True
    return False


def _word(piece: TextRun, frame: PageGeometry) -> Word:
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
        cut=piece.cut,
        covered=piece.covered,
        corrected=piece.corrected,
    )
