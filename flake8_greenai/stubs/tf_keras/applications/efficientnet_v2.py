"""tf_keras.applications.efficientnet_v2: other names of the same things."""

from keras.applications.efficientnet_v2 import *
