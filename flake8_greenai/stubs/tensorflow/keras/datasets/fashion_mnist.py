"""tensorflow.keras.datasets.fashion_mnist: other names of the same things."""

from keras.datasets.fashion_mnist import *
