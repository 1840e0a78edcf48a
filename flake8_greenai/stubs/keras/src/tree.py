"""keras.src.tree: other names of the same things."""

from keras.tree import *
