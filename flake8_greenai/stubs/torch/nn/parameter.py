"""Parameters and buffers; Parameter.__new__ is a host function (flake8_greenai/ops/modules.py)."""
from torch import Tensor


class Parameter(Tensor):
    pass


class Buffer(Tensor):
    pass


class UninitializedTensorMixin:
    def materialize(self, shape, device=None, dtype=None):
        _materialize(self, self.cls_to_become, tuple(shape))

    @property
    def shape(self):
        raise RuntimeError("Can't access the shape of an uninitialized parameter or buffer: call a dry run first.")


class UninitializedParameter(UninitializedTensorMixin, Parameter):
    cls_to_become = Parameter


class UninitializedBuffer(UninitializedTensorMixin, Tensor):
    cls_to_become = Tensor


def is_lazy(param):
    return isinstance(param, UninitializedTensorMixin)
