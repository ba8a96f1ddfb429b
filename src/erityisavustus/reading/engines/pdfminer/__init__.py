"""pdfminer, as pdfplumber drives it: the default engine."""
