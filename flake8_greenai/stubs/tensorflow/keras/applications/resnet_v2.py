"""tensorflow.keras.applications.resnet_v2: other names of the same things."""

from keras.applications.resnet_v2 import *
