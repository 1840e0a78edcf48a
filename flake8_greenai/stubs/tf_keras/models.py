"""tf_keras.models: other names of the same things."""

from keras.models import *
