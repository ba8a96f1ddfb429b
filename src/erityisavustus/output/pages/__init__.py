"""Pages for people: a report, a summary, what the reader saw."""
