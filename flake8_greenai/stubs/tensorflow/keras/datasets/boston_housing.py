"""tensorflow.keras.datasets.boston_housing: other names of the same things."""

from keras.datasets.boston_housing import *
