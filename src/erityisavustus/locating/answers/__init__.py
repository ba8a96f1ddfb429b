"""From the span of a field to its answer: text, choice, signature; and where every word went."""
