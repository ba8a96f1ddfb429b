"""How a page is set: cells, lines, columns and the order in which a person reads them."""
