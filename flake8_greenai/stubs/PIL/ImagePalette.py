"""Pillow's ImagePalette: images are not computed."""
