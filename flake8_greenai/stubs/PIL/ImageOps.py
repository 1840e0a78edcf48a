"""Pillow's ImageOps: images are not computed."""
