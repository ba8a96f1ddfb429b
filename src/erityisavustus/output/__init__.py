"""Output: extractions in, text out. Pure functions."""
