"""math: all functions are host primitives."""
