"""tf_keras.applications.mobilenet: other names of the same things."""

from keras.applications.mobilenet import *
