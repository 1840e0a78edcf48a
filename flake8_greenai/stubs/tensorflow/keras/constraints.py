"""tensorflow.keras.constraints: other names of the same things."""

from keras.constraints import *
