"""Files made to mislead: a module a fault, each on real files changed in the test."""
