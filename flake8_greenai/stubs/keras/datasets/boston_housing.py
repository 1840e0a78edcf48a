"""The data set boston_housing as arrays."""

from keras.datasets._known import arrays


def load_data(*args, **kwargs):
    return arrays("boston_housing")
