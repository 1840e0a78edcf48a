"""tensorflow.keras.applications.xception: other names of the same things."""

from keras.applications.xception import *
