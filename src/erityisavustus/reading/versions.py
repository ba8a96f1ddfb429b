"""Everything that is not this program's own and can change what is read: libraries, programs, models."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from erityisavustus.reading.ocr import identity

__all__ = ["parts"]

DISTRIBUTIONS = (
    "pdfplumber", "pdfminer.six", "pikepdf", "pypdfium2", "pillow", "asn1crypto", "rapidfuzz", "phonenumbers",
    "email-validator", "babel", "pydantic",
    "numpy", "opencv-python-headless", "opencv-python", "opencv-contrib-python-headless", "opencv-contrib-python",
)
"""What decodes, draws, compares and judges; OpenCV comes under four names. Babel's version is that of its CLDR data,
Python's that of its table of Unicode characters."""


def parts() -> dict[str, str]:
    """The version of each part, empty for one that is not installed; the models of Tesseract by their digests.

    It imports pikepdf and pypdfium2 for the C++ libraries behind them, which need not be those of their wheels. Raises
    OcrError where Tesseract is there and does not answer.
    """
    import pikepdf
    import pypdfium2

    return {
        "python": platform.python_version(),
        **{name: _version(name) for name in DISTRIBUTIONS},
        "qpdf": pikepdf.__libqpdf_version__,
        "pdfium": str(pypdfium2.version.PDFIUM_INFO),
        "tesseract": identity(),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
