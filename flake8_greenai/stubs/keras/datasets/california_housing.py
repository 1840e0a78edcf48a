"""The data set california_housing as arrays."""

from keras.datasets._known import arrays


def load_data(*args, **kwargs):
    return arrays("california_housing")
