"""tf_keras.applications.mobilenet_v3: other names of the same things."""

from keras.applications.mobilenet_v3 import *
