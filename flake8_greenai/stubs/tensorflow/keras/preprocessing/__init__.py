"""tensorflow.keras.preprocessing: other names of the same things."""

from keras.preprocessing import *
