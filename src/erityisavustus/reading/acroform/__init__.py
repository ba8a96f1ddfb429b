"""Form fields and other annotations, read by a walk of our own (ISO 32000-2, 12.5 and 12.7)."""
