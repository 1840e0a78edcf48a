"""keras.src.backend: other names of the same things."""

from keras.backend import *
from keras._layer import Variable
