"""tf_keras.datasets.california_housing: other names of the same things."""

from keras.datasets.california_housing import *
