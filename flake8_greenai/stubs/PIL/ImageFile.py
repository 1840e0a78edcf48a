"""Pillow's ImageFile: images are not computed."""
