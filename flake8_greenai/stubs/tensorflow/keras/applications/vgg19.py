"""tensorflow.keras.applications.vgg19: other names of the same things."""

from keras.applications.vgg19 import *
