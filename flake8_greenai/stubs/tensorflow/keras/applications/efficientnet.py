"""tensorflow.keras.applications.efficientnet: other names of the same things."""

from keras.applications.efficientnet import *
