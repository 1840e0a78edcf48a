"""tf_keras.optimizers.legacy: other names of the same things."""

from keras.optimizers import *
