"""Reading: a PDF in, pages of words, marks, widgets and strokes out.

The only layer that knows PDF libraries. What a page draws comes from an engine (`engine`, `engines`) as records of
ours (`records`); what a file is made of (fields, annotations, layers) is read with pikepdf. Its objects are
whatever the file holds, no matter what the specification says they are (`objects`).
"""

from erityisavustus.reading.errors import FileError
from erityisavustus.reading.ocr import available as ocr_available
from erityisavustus.reading.opening import contents
from erityisavustus.reading.reader import read
from erityisavustus.reading.scans import needs_ocr
from erityisavustus.reading.sources import BinaryFile, Readable, given
from erityisavustus.reading.versions import parts

__all__ = ["BinaryFile", "FileError", "Readable", "contents", "given", "needs_ocr", "ocr_available", "parts", "read"]
