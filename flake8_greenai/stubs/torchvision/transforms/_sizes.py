"""Sizes of resized images."""


def resized(height, width, size, max_size=None):
    # One number is the new length of the shorter side.
    if isinstance(size, (list, tuple)) and len(size) == 2:
        return size[0], size[1]
    if isinstance(size, (list, tuple)):
        size = size[0]
    if size is None:
        size = max_size
    if height is width or height == width:
        return size, size
    short, long = (width, height) if width <= height else (height, width)
    new_short, new_long = size, size * long // short
    if max_size is not None and new_long > max_size:
        new_short, new_long = max_size * new_short // new_long, max_size
    return (new_long, new_short) if width <= height else (new_short, new_long)
