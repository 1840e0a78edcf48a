"""tensorflow.keras.datasets.cifar10: other names of the same things."""

from keras.datasets.cifar10 import *
