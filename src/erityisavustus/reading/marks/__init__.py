"""Selection marks, however they are drawn."""
