"""Reading: a PDF in, pages of words, marks, widgets and strokes out.

The only layer that knows pdfplumber, pdfminer and pikepdf.
"""

from erityisavustus.reading.errors import FileError
from erityisavustus.reading.ocr import available as ocr_available
from erityisavustus.reading.opening import contents
from erityisavustus.reading.parts import parts
from erityisavustus.reading.reader import needs_ocr, read
from erityisavustus.reading.sources import BinaryFile, Readable, given

__all__ = ["BinaryFile", "FileError", "Readable", "contents", "given", "needs_ocr", "ocr_available", "parts", "read"]
