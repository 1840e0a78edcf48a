"""tensorflow.keras.applications.imagenet_utils: other names of the same things."""

from keras.applications.imagenet_utils import *
