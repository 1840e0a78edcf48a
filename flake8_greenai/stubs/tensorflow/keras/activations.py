"""tensorflow.keras.activations: other names of the same things."""

from keras.activations import *
