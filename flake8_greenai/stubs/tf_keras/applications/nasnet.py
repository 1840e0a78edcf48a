"""tf_keras.applications.nasnet: other names of the same things."""

from keras.applications.nasnet import *
