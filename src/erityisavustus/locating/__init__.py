"""Locating: pages and a form in, answers with evidence out.

The blank form is a known sequence of printed texts; a submitted report is that sequence with answers
put in between. `layout` finds the reading order of the document, `align` lays the form over it and takes what
is in between, and `answers` reads that.
"""

from erityisavustus.locating.locate import locate
from erityisavustus.locating.sheet import Sheet, sheet_of

__all__ = ["Sheet", "locate", "sheet_of"]
