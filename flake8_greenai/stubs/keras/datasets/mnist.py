"""The data set mnist as arrays."""

from keras.datasets._known import arrays


def load_data(*args, **kwargs):
    return arrays("mnist")
