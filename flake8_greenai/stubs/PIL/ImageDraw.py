"""Pillow's ImageDraw: images are not computed."""
