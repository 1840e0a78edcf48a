"""textwrap: all functions are host primitives."""
