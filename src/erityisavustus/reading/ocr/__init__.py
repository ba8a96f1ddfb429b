"""Scanned pages: OCR gives the words, the picture gives boxes, borders and ink.

An extra of the package (`erityisavustus[ocr]`) and the program Tesseract; without them `available`
is False and a scanned page stays a page without words.

A constant called 'fitted' was chosen by its results on scans of the fixtures, made by `benchmarks.degrade` (boxes by
`benchmarks.boxes`, words by `benchmarks.scans`); one called a guess was not measured.
"""

from erityisavustus.reading.ocr.page import scanned_page
from erityisavustus.reading.ocr.tesseract import OcrError, available, identity

__all__ = ["OcrError", "available", "identity", "scanned_page"]
