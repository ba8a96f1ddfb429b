"""Results that outlive the run that makes them."""
