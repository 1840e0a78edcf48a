"""Layers whose input sizes are found at the first call."""
from torch.nn.parameter import is_lazy


class LazyModuleMixin:
    cls_to_become = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def has_uninitialized_params(self):
        return any(is_lazy(p) for p in [*self._parameters.values(), *self._buffers.values()])

    def initialize_parameters(self, *args, **kwargs):
        raise NotImplementedError(f"initialize_parameters is not implemented for {type(self).__name__}")

    def _call_impl(self, *args, **kwargs):
        if self.has_uninitialized_params():
            self.initialize_parameters(*args, **kwargs)
        call = super()._call_impl
        if self.cls_to_become is not None:
            self.__class__ = self.cls_to_become
        return call(*args, **kwargs)
