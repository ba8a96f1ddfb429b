"""A page picture made fit for reading."""
