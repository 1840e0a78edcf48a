"""tf_keras.datasets.mnist: other names of the same things."""

from keras.datasets.mnist import *
