"""tf_keras.applications.vgg16: other names of the same things."""

from keras.applications.vgg16 import *
