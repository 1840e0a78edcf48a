"""tensorflow.keras.mixed_precision: other names of the same things."""

from keras.mixed_precision import *
