"""The command line of `report`; data to stdout, all else to stderr."""
