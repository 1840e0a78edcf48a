"""tensorflow.keras.preprocessing.image: other names of the same things."""

from keras.preprocessing.image import *
