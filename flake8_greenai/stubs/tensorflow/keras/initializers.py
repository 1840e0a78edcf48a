"""tensorflow.keras.initializers: other names of the same things."""

from keras.initializers import *
