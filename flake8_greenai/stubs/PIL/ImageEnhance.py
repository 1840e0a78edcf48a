"""Pillow's ImageEnhance: images are not computed."""
