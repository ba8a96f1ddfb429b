"""Printed check boxes in a page picture, and what is in them."""
