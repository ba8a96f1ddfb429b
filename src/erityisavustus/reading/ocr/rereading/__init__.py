"""What one pass of the OCR leaves in doubt, read again."""
