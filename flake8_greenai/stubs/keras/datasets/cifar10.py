"""The data set cifar10 as arrays."""

from keras.datasets._known import arrays


def load_data(*args, **kwargs):
    return arrays("cifar10")
