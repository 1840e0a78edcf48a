"""tensorflow.keras.datasets.cifar100: other names of the same things."""

from keras.datasets.cifar100 import *
