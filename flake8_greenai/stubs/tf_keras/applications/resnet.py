"""tf_keras.applications.resnet: other names of the same things."""

from keras.applications.resnet import *
