"""tf_keras.applications.inception_resnet_v2: other names of the same things."""

from keras.applications.inception_resnet_v2 import *
