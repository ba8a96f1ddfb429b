"""From characters to runs, words and lines."""
