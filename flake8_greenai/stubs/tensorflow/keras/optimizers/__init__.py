"""tensorflow.keras.optimizers: other names of the same things."""

from keras.optimizers import *
