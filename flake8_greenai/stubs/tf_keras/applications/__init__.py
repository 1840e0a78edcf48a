"""tf_keras.applications: other names of the same things."""

from keras.applications import *
