"""Locating: pages and a form in, answers with evidence out.

The blank form is a known sequence of printed texts; a submitted report is that sequence with answers
put in between. `order` finds the sequence of the document, `alignment` lays the form over it,
`regions` takes what is in between, and `options`, `paragraphs` and `signature` read it.
"""

from erityisavustus.locating.locate import locate

__all__ = ["locate"]
