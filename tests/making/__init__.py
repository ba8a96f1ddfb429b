"""Makes the fixtures: invented reports, filled into the form by as many real PDF producers as possible.

`python -m tests.making [NAME…]` makes them anew. Nothing here imports the package under test: the
truth beside each PDF is what was put in, never what was read out.
"""
