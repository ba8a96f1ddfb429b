"""Reading: a PDF in, pages of words, marks, widgets and strokes out.

The only layer that knows pdfplumber, pdfminer and pikepdf.
"""

from erityisavustus.reading.errors import FileError
from erityisavustus.reading.reader import read

__all__ = ["FileError", "read"]
