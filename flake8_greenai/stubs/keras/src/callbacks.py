"""keras.src.callbacks: other names of the same things."""

from keras.callbacks import *
