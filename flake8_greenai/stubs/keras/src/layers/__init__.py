"""keras.src.layers: other names of the same things."""

from keras.layers import *
