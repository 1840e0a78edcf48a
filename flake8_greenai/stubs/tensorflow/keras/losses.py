"""tensorflow.keras.losses: other names of the same things."""

from keras.losses import *
