"""keras.src.ops: other names of the same things."""

from keras.ops import *
