"""tf_keras.applications.densenet: other names of the same things."""

from keras.applications.densenet import *
