"""Tesseract, as a component that may be missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["Reading", "available", "block", "block_in_english", "line_again", "quarter_turns", "recognised"]

WANTED = ("fin", "eng")
"""`fin` alone never reads '@'; with `eng` beside it it mostly does."""
TIME_LIMIT = 120
"""Seconds for one page."""
SURE_TURN = 2.0
"""Tesseract's own confidence from which its word on the orientation is taken."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One word: its text, its box in pixels (x0, top, x1, bottom), confidence 0 to 1, and its line."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    line: tuple[int, int, int]


@lru_cache(maxsize=1)
def available() -> bool:
    """The Python parts, the program and its Finnish model are all there."""
    if any(importlib.util.find_spec(name) is None for name in ("cv2", "pytesseract", "numpy")):
        return False
    return shutil.which("tesseract") is not None and "fin" in _languages()


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    import pytesseract

    try:
        return frozenset(pytesseract.get_languages())
    except Exception:
        return frozenset()


def _one_thread() -> None:
    """Pages run side by side; Tesseract's own threads would only get in each other's way."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")


def recognised(image: Any, dpi: int) -> list[Reading]:
    """The words of a page picture (grey, 8 bits)."""
    return _words(image, _wanted(), f"--psm 3 --dpi {dpi}")


def block(image: Any, dpi: int) -> list[Reading]:
    """The words of one block of lines, taken as they stand."""
    return _words(image, _wanted(), f"--psm 6 --dpi {dpi}")


def block_in_english(image: Any, dpi: int) -> list[Reading] | None:
    """The words of one block of lines read by the English model alone; None where there is none."""
    return _words(image, "eng", f"--psm 6 --dpi {dpi}") if "eng" in _languages() else None


def _wanted() -> str:
    return "+".join(name for name in WANTED if name in _languages())


def _words(image: Any, languages: str, config: str) -> list[Reading]:
    import cv2
    import pytesseract

    _one_thread()
    with TemporaryDirectory(prefix="report-") as folder:
        path = str(Path(folder) / "page.pgm")  # pytesseract would write a PNG, which takes a tenth of the reading
        cv2.imwrite(path, image)
        data = pytesseract.image_to_data(
            path, lang=languages, config=config, timeout=TIME_LIMIT, output_type=pytesseract.Output.DICT,
        )
    return [
        Reading(
            text.strip(),
            (left, top, left + width, top + height),
            float(confidence) / 100,
            (block, paragraph, line),
        )
        for text, left, top, width, height, confidence, block, paragraph, line in zip(
            data["text"], data["left"], data["top"], data["width"], data["height"], data["conf"],
            data["block_num"], data["par_num"], data["line_num"], strict=True,
        )
        if text.strip() and float(confidence) >= 0
    ]


def line_again(image: Any, dpi: int) -> str:
    """The picture of one line read by the English model alone; empty where there is none."""
    import pytesseract

    if "eng" not in _languages():
        return ""
    _one_thread()
    text: str = pytesseract.image_to_string(image, lang="eng", config=f"--psm 7 --dpi {dpi}", timeout=TIME_LIMIT)
    return " ".join(text.split())


def quarter_turns(image: Any) -> int:
    """By how many quarter turns clockwise the picture must be turned to stand upright; 0 when that is not sure."""
    import pytesseract

    if "osd" not in _languages():
        return 0
    _one_thread()
    try:
        found = pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT, timeout=TIME_LIMIT)
    except Exception:  # too little text to tell
        return 0
    return int(found["rotate"]) // 90 % 4 if float(found["orientation_conf"]) >= SURE_TURN else 0
