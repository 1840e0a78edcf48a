"""tensorflow.keras.config: other names of the same things."""

from keras.config import *
