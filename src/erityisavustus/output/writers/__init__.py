"""One module a format; each gives text or bytes and knows no file."""
