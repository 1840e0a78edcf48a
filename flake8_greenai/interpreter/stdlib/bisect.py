"""bisect: all functions are host primitives."""
