"""Pillow's ImageFilter: images are not computed."""
