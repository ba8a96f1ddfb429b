"""Scanned pages: OCR gives the words, the picture gives boxes, borders and ink.

An extra of the package (`erityisavustus[ocr]`) and the program Tesseract; without them `available`
is False and a scanned page stays a page without words.
"""

from erityisavustus.reading.scan.engine import available
from erityisavustus.reading.scan.page import scanned_page

__all__ = ["available", "scanned_page"]
