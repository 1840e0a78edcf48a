"""keras.src.regularizers: other names of the same things."""

from keras.regularizers import *
