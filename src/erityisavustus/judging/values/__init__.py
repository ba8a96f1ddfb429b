"""What was typed, as values: each parser gives one reading or the reason why there is none."""
