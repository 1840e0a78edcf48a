"""tf_keras.applications.convnext: other names of the same things."""

from keras.applications.convnext import *
