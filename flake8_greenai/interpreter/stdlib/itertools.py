"""itertools: all functions are host primitives."""
