"""Penalties on weights and activities."""
from keras import ops


class Regularizer:
    def __call__(self, x):
        return 0.0

    def get_config(self):
        return {}


class L1L2(Regularizer):
    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = 0.0 if l1 is None else l1
        self.l2 = 0.0 if l2 is None else l2

    def __call__(self, x):
        result = 0.0
        if self.l1:
            result = result + self.l1 * ops.sum(ops.absolute(x))
        if self.l2:
            result = result + self.l2 * ops.sum(ops.square(x))
        return result


class L1(L1L2):
    def __init__(self, l1=0.01):
        L1L2.__init__(self, l1, 0.0)


class L2(L1L2):
    def __init__(self, l2=0.01, l=None):
        L1L2.__init__(self, 0.0, l2 if l is None else l)


class OrthogonalRegularizer(Regularizer):
    def __init__(self, factor=0.01, mode="rows"):
        self.factor = factor
        self.mode = mode

    def __call__(self, inputs):
        inputs = inputs / ops.sqrt(ops.sum(ops.square(inputs), axis=1 if self.mode == "rows" else 0, keepdims=True))
        product = ops.matmul(inputs, ops.transpose(inputs)) if self.mode == "rows" else ops.matmul(ops.transpose(inputs), inputs)
        size = inputs.shape[0 if self.mode == "rows" else 1]
        product = product * (1.0 - ops.eye(size))
        return self.factor * 0.5 * ops.sum(ops.absolute(product)) / (size * (size - 1.0) / 2.0)


l1 = L1
l2 = L2
l1_l2 = L1_L2 = L1L2
orthogonal_regularizer = OrthogonalRegularizer


def get(identifier):
    if isinstance(identifier, str):
        return {"l1": L1, "l2": L2, "l1_l2": L1L2, "L1": L1, "L2": L2}[identifier]()
    return identifier


def serialize(regularizer):
    return regularizer


deserialize = get
