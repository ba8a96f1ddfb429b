"""What passes between the layers: typed values, and nothing that computes."""
