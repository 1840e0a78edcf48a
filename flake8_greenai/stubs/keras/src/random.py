"""keras.src.random: other names of the same things."""

from keras.random import *
