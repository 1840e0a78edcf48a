"""tf_keras.applications.inception_v3: other names of the same things."""

from keras.applications.inception_v3 import *
