"""Tesseract, as a component that may be missing.

A page goes to it through a pipe and its words come back through another: neither the picture of a person's report nor
its text is ever a file that another user of the machine could open.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from erityisavustus.contracts.geometry import PixelBox

__all__ = ["OcrError", "Reading", "available", "block", "block_in_english", "line_again", "quarter_turns", "recognised"]

WANTED = ("fin", "eng")
"""`fin` alone never reads '@'; with `eng` beside it it mostly does."""
TIME_LIMIT = 120
"""Seconds for one page."""
SURE_TURN = 2.0
"""Tesseract's own confidence from which its word on the orientation is taken."""
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would show a console for each page."""
TABLE_COLUMNS = 12
"""Of a row of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence,
text."""


class OcrError(Exception):
    """Tesseract cannot be started, failed, or did not end within its limit: the page stays unread."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One word: its text, its box in pixels (x0, top, x1, bottom), confidence 0 to 1, and its line."""

    text: str
    box: PixelBox
    confidence: float
    line: tuple[int, int, int]


@lru_cache(maxsize=1)
def available() -> bool:
    """The Python parts, the program and its Finnish model are all there."""
    if any(importlib.util.find_spec(name) is None for name in ("cv2", "numpy")):
        return False
    return "fin" in _languages()


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    """Names of the models that are installed; none where there is no Tesseract."""
    try:
        listed = _run(["--list-langs"])
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(name for line in listed.splitlines() if (name := line.strip()) and " " not in name)


def recognised(image: Any, dpi: int) -> list[Reading]:
    """The words of a page picture (grey, 8 bits)."""
    return _words(image, _wanted(), "3", dpi)


def block(image: Any, dpi: int) -> list[Reading]:
    """The words of one block of lines, taken as they stand."""
    return _words(image, _wanted(), "6", dpi)


def block_in_english(image: Any, dpi: int) -> list[Reading] | None:
    """The words of one block of lines read by the English model alone; None where there is none."""
    return _words(image, "eng", "6", dpi) if "eng" in _languages() else None


def line_again(image: Any, dpi: int) -> str:
    """The picture of one line read by the English model alone; empty where there is none."""
    if "eng" not in _languages():
        return ""
    return " ".join(_of_picture(image, "-l", "eng", "--psm", "7", "--dpi", str(dpi)).split())


def quarter_turns(image: Any) -> int:
    """By how many quarter turns clockwise the picture must be turned to stand upright; 0 when that is not sure."""
    if "osd" not in _languages():
        return 0
    try:
        lines = _of_picture(image, "-l", "osd", "--psm", "0").splitlines()
        found = dict(line.split(": ", 1) for line in lines if ": " in line)
        sure = float(found["Orientation confidence"]) >= SURE_TURN
        return int(found["Rotate"]) // 90 % 4 if sure else 0
    except (OcrError, KeyError, ValueError):  # too little text to tell
        return 0


def _wanted() -> str:
    return "+".join(name for name in WANTED if name in _languages())


def _words(image: Any, languages: str, segmentation: str, dpi: int) -> list[Reading]:
    table = _of_picture(
        image, "-l", languages, "--psm", segmentation, "--dpi", str(dpi), "-c", "tessedit_create_tsv=1")
    found = []
    for row in table.split("\n")[1:]:
        cells = row.split("\t", TABLE_COLUMNS - 1)
        if len(cells) < TABLE_COLUMNS or float(cells[10]) < 0 or not cells[11].strip():
            continue  # a block or a line, not a word
        block, paragraph, line, _, left, top, width, height = map(int, cells[2:10])
        found.append(Reading(
            cells[11].strip(),
            PixelBox(left, top, left + width, top + height),
            int(float(cells[10])) / 100,  # whole percents
            (block, paragraph, line),
        ))
    return found


def _of_picture(image: Any, *options: str) -> str:
    """What Tesseract says of a grey picture. It comes as PGM, which costs no compressing. Raises OcrError."""
    height, width = image.shape
    data = b"P5\n%d %d\n255\n" % (width, height) + image.tobytes()
    try:
        return _run(["stdin", "stdout", *options], data)
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrError(type(error).__name__) from error


def _run(arguments: list[str], given: bytes = b"") -> str:
    """The standard output of Tesseract. Raises OSError or subprocess.SubprocessError.

    Pages are read side by side: its own threads would only get in each other's way. What it was given when this
    process dies ends with a closed pipe. (Windows: without a console window, and Leptonica keeps what it reads from
    memory in a file of the user's own that the system removes; untested there.)
    """
    program = shutil.which("tesseract")
    if program is None:
        raise FileNotFoundError("tesseract")
    done = subprocess.run(
        [program, *arguments], input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=TIME_LIMIT,
        check=True, env={"OMP_THREAD_LIMIT": "1"} | os.environ,
        creationflags=NO_WINDOW,
    )
    return done.stdout.decode("utf-8", "replace")
