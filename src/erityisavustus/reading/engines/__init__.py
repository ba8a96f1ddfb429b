"""The PDF engines; each fills the same records."""
