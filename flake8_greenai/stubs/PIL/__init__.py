"""Pillow: images are not opened."""
__version__ = "11.0.0"
PILLOW_VERSION = __version__
