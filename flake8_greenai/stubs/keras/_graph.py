"""Symbolic tensors and the graph of calls on them; the host side is flake8_greenai/ops/keras/graph.py."""


class Node:
    pass


class KerasTensor:
    _greenai_kind = "symbolic tensor"
    record_history = True
    sparse = False
    ragged = False
    _keras_mask = None

    def __init__(self, shape, dtype="float32", sparse=False, ragged=False, record_history=True, name=None):
        from keras.backend import torch_dtype

        self._shadow = stand_in(shape, torch_dtype(dtype))
        self._node = None
        self._index = 0

    shape = property(lambda self: static_shape(self._shadow))
    ndim = property(lambda self: self._shadow.dim())
    name = property(lambda self: getattr(self._node.operation, "name", "keras_tensor"))

    @property
    def dtype(self):
        from keras.backend import standardize_dtype

        return standardize_dtype(self._shadow.dtype)

    @property
    def _keras_history(self):
        return _History(self._node.operation, self._index)

    def reshape(self, newshape):
        from keras import ops

        return ops.reshape(self, newshape)

    def squeeze(self, axis=None):
        from keras import ops

        return ops.squeeze(self, axis)

    def get_shape(self):
        return self.shape

    def set_shape(self, shape):
        pass

    def __len__(self):
        if self.shape[0] is None:
            raise TypeError("len() of a symbolic tensor of unknown size")
        return self.shape[0]

    def __bool__(self):
        raise TypeError("A symbolic KerasTensor cannot be used as a boolean.")

    def __add__(self, other):
        return apply(lambda a, b: a + b, self, other)

    def __radd__(self, other):
        return apply(lambda a, b: b + a, self, other)

    def __sub__(self, other):
        return apply(lambda a, b: a - b, self, other)

    def __rsub__(self, other):
        return apply(lambda a, b: b - a, self, other)

    def __mul__(self, other):
        return apply(lambda a, b: a * b, self, other)

    def __rmul__(self, other):
        return apply(lambda a, b: b * a, self, other)

    def __truediv__(self, other):
        return apply(lambda a, b: a / b, self, other)

    def __rtruediv__(self, other):
        return apply(lambda a, b: b / a, self, other)

    def __floordiv__(self, other):
        return apply(lambda a, b: a // b, self, other)

    def __mod__(self, other):
        return apply(lambda a, b: a % b, self, other)

    def __pow__(self, other):
        return apply(lambda a, b: a**b, self, other)

    def __rpow__(self, other):
        return apply(lambda a, b: b**a, self, other)

    def __matmul__(self, other):
        return apply(lambda a, b: a @ b, self, other)

    def __rmatmul__(self, other):
        return apply(lambda a, b: b @ a, self, other)

    def __neg__(self):
        return apply(lambda a: -a, self)

    def __abs__(self):
        return apply(abs, self)

    def __getitem__(self, key):
        return apply(lambda a, k: a[k], self, key)

    def __eq__(self, other):
        return apply(lambda a, b: a == b, self, other)

    def __ne__(self, other):
        return apply(lambda a, b: a != b, self, other)

    def __lt__(self, other):
        return apply(lambda a, b: a < b, self, other)

    def __le__(self, other):
        return apply(lambda a, b: a <= b, self, other)

    def __gt__(self, other):
        return apply(lambda a, b: a > b, self, other)

    def __ge__(self, other):
        return apply(lambda a, b: a >= b, self, other)

    def __invert__(self):
        return apply(lambda a: ~a, self)

    def __and__(self, other):
        return apply(lambda a, b: a & b, self, other)

    def __or__(self, other):
        return apply(lambda a, b: a | b, self, other)

    __hash__ = object.__hash__


class _History:
    node_index = 0

    def __init__(self, operation, tensor_index):
        self.operation = self.layer = operation
        self.tensor_index = tensor_index
