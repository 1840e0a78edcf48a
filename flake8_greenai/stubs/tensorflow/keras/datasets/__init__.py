"""tensorflow.keras.datasets: other names of the same things."""

from keras.datasets import *
