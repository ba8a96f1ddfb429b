"""Scanned pages: OCR gives the words, the picture gives boxes, borders and ink.

An extra of the package (`erityisavustus[ocr]`) and the program Tesseract; without them `available`
is False and a scanned page stays a page without words.
"""

from erityisavustus.reading.ocr.page import scanned_page
from erityisavustus.reading.ocr.tesseract import OcrError, available, identity

__all__ = ["OcrError", "available", "identity", "scanned_page"]
