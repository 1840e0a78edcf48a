"""tf_keras.saving: other names of the same things."""

from keras.saving import *
