"""Tesseract, as a component that may be missing.

A page goes to it through a pipe and its words come back through another: neither the picture of a person's report nor
its text is ever a file that another user of the machine could open.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from erityisavustus.contracts.geometry import PixelBox
from erityisavustus.reading.ocr.arrays import Gray

__all__ = [
    "OcrError", "Reading", "available", "block", "block_in_english", "identity", "line_again", "quarter_turns",
    "recognised",
]

WANTED = ("fin", "eng")
"""`fin` alone never reads '@'; with `eng` beside it it mostly does."""
TURNING = "osd"
"""The model for the orientation of a page."""
TIME_LIMIT = 60.0
"""Processor seconds for one picture: ten times the slowest page that was measured over scans of the fixtures (5.8 s,
A4 at 300 dpi). By the clock a busy machine would leave other pages unread than an idle one."""
CLOCK = 1200.0
"""Seconds of the clock, for a Tesseract that is blocked rather than busy: twenty times the other limit."""
LOOK = 2.0
"""Seconds between two looks at the time a picture has taken; most take less."""
SURE_TURN = 2.0
"""What Tesseract says of the orientation: degrees clockwise, and how sure it is."""
"""Tesseract's own confidence from which its word on the orientation is taken; a guess."""
TURN = re.compile(r"^Rotate: (\d+)$.*^Orientation confidence: ([\d.]+)$", re.MULTILINE | re.DOTALL)
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would show a console for each page."""
TABLE_COLUMNS = 12
"""Of a row of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence,
text."""


class OcrError(Exception):
    """Tesseract cannot be started, failed, or reached its limit: what it would have read is not known."""


class _RefusedError(OcrError):
    """Tesseract itself ended with an error, which depends on the picture and the installation alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One word: its text, its box in pixels, its confidence from 0 to 1, and its block, paragraph and line."""

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
def identity() -> str:
    """Versions of Tesseract and Leptonica and digests of the models in use, those of a folder of the user's own too.

    Empty where there is no Tesseract. Raises OcrError.
    """
    if not _languages():
        return ""
    versions = [line.strip() for line in _run(["--version"]).splitlines()[:2]]
    return "\n".join([*versions, *(f"{name} {_digest(_folder(), name)}" for name in sorted({*WANTED, TURNING}))])


def _digest(folder: Path | None, model: str) -> str:
    """Tells one model of this name from another; before version 5 Tesseract does not say where its models are."""
    if model not in _languages():
        return "missing"
    if folder is None:
        return "unknown"
    return hashlib.sha256((folder / f"{model}.traineddata").read_bytes()).hexdigest()


def _folder() -> Path | None:
    named = re.search(r'"(.+)"', _listed().partition("\n")[0])
    return Path(named[1]) if named else None


def _languages() -> frozenset[str]:
    """Names of the models that are installed; none where there is no Tesseract, or one that cannot be started."""
    return frozenset(name for line in _listed().splitlines() if (name := line.strip()) and " " not in name)


@lru_cache(maxsize=1)
def _listed() -> str:
    if shutil.which("tesseract") is None:
        return ""
    try:
        return _run(["--list-langs"])
    except _RefusedError:
        return ""


def recognised(image: Gray, dpi: int) -> list[Reading]:
    """The words of a page picture."""
    return _words(image, _wanted(), "3", dpi)


def block(image: Gray, dpi: int) -> list[Reading]:
    """The words of one block of lines, taken as they stand."""
    return _words(image, _wanted(), "6", dpi)


def block_in_english(image: Gray, dpi: int) -> list[Reading] | None:
    """The words of one block of lines read by the English model alone; None where there is none."""
    return _words(image, "eng", "6", dpi) if "eng" in _languages() else None


def line_again(image: Gray, dpi: int) -> str:
    """The picture of one line read by the English model alone; empty where there is none."""
    if "eng" not in _languages():
        return ""
    return " ".join(_of_picture(image, "-l", "eng", "--psm", "7", "--dpi", str(dpi)).split())


def quarter_turns(image: Gray) -> int:
    """By how many quarter turns clockwise the picture must be turned to stand upright; 0 when that is not sure."""
    if TURNING not in _languages():
        return 0
    try:
        said = TURN.search(_of_picture(image, "-l", TURNING, "--psm", "0"))
    except _RefusedError:  # so it ends where there is too little text
        return 0
    return int(said[1]) // 90 % 4 if said and float(said[2]) >= SURE_TURN else 0


def _wanted() -> str:
    return "+".join(name for name in WANTED if name in _languages())


def _words(image: Gray, languages: str, segmentation: str, dpi: int) -> list[Reading]:
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
            PixelBox.sized(left, top, width, height),
            int(float(cells[10])) / 100,  # whole percents
            (block, paragraph, line),
        ))
    return found


def _of_picture(image: Gray, *options: str) -> str:
    """What Tesseract says of a grey picture. It comes as PGM, which costs no compressing. Raises OcrError."""
    height, width = image.shape
    data = b"P5\n%d %d\n255\n" % (width, height) + image.tobytes()
    try:
        return _run(["stdin", "stdout", *options], data)
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrError(type(error).__name__) from error


def _run(arguments: list[str], given: bytes = b"") -> str:
    """The standard output of Tesseract. Raises OcrError.

    Pages are read side by side, and its own threads only get in each other's way: on a busy machine two of them take
    ten times the processor time of one. What it was given when this process dies ends with a
    closed pipe. (Windows: without a console window, and Leptonica keeps what it reads from memory in a file of the
    user's own that the system removes; untested there.)
    """
    program = shutil.which("tesseract")
    if program is None:
        raise OcrError("missing")
    try:
        running = subprocess.Popen(
            [program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"}, creationflags=NO_WINDOW)
    except OSError as error:
        raise _RefusedError(type(error).__name__) from error
    with running:
        try:
            output = _output(running, given)
        except BaseException:  # Ctrl+C too: nobody is left to read what it says
            running.kill()
            raise
    if running.returncode:
        # A signal (negative) comes from outside, or from a system without memory.
        raise (_RefusedError if running.returncode > 0 else OcrError)(f"exit {running.returncode}")
    return output.decode("utf-8", "replace")


def _output(running: subprocess.Popen[bytes], given: bytes) -> bytes:
    """What the program writes until it ends. Raises OcrError where it takes too long.

    A thread watches it: `communicate` with a timeout does not go on writing where it left off.
    """
    done, late = threading.Event(), threading.Event()

    def watch() -> None:
        until = time.monotonic() + CLOCK
        while not done.wait(LOOK):
            if time.monotonic() > until or _processor_seconds(running.pid) > TIME_LIMIT:
                late.set()
                running.kill()
                return

    threading.Thread(target=watch, daemon=True).start()
    try:
        output = running.communicate(given)[0]
    finally:
        done.set()
    if late.is_set():
        raise OcrError("time limit")
    return output


def _processor_seconds(pid: int) -> float:
    """What a program that was started here has taken so far; 0 for one that ended just now."""
    import psutil

    try:
        spent = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(spent.user + spent.system)
