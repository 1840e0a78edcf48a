"""The data set cifar100 as arrays."""

from keras.datasets._known import arrays


def load_data(label_mode="fine"):
    return arrays("cifar100")
