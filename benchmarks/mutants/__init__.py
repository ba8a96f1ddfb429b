"""What can be done to a sound report, kind by kind, and what must hold of it afterwards."""
