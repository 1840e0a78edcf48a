"""tensorflow.keras.utils: other names of the same things."""

from keras.utils import *
