"""A made-up person's notebook, to look around in and to measure with: never mixed with anybody's own."""
