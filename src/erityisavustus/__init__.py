"""Reads submitted final reports on Finnish state special grants (PDF) into validated data."""
