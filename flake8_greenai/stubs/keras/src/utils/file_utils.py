"""Files that would be downloaded."""

from keras.utils import get_file


def exists(path):
    return path not in ("imagenet", None)
