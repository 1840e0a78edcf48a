"""tf_keras.datasets.reuters: other names of the same things."""

from keras.datasets.reuters import *
