"""Measurements: how right the tool is, and how fast."""
