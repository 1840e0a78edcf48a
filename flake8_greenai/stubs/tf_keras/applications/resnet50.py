"""tf_keras.applications.resnet50: other names of the same things."""

from keras.applications.resnet50 import *
