"""tensorflow.keras.optimizers.schedules: other names of the same things."""

from keras.optimizers.schedules import *
