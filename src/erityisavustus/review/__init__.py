"""The review: pages on which a person checks what was read, and what that person says brought into the results."""
