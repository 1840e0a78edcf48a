"""Pillow's ImageColor: images are not computed."""
