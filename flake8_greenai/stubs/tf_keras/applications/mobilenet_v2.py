"""tf_keras.applications.mobilenet_v2: other names of the same things."""

from keras.applications.mobilenet_v2 import *
