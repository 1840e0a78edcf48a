"""The data set fashion_mnist as arrays."""

from keras.datasets._known import arrays


def load_data(*args, **kwargs):
    return arrays("fashion_mnist")
