"""xFormers: only its attention."""
__version__ = "0.0.33"
