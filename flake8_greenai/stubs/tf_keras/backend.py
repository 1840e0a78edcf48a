"""tf_keras.backend: other names of the same things."""

from keras.backend import *
