"""tensorflow.keras.metrics: other names of the same things."""

from keras.metrics import *
