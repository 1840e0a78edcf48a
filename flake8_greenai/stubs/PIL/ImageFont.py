"""Pillow's ImageFont: images are not computed."""
