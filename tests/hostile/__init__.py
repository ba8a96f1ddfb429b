"""What senders, neighbours on the machine and other programs could do to a reader, and what it does then."""
