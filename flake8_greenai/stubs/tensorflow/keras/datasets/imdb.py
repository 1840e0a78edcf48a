"""tensorflow.keras.datasets.imdb: other names of the same things."""

from keras.datasets.imdb import *
