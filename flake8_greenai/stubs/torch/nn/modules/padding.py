"""Padding layers."""
import torch.nn.functional as F
from torch.nn.modules.module import Module
from torch.nn.modules.utils import _ntuple, _pair, _quadruple

_sextuple = _ntuple(6)


class _PadNd(Module):
    def extra_repr(self):
        return f"{self.padding}"


class _ConstantPadNd(_PadNd):
    def __init__(self, padding, value):
        super().__init__()
        self.value = value
        self.padding = self._expand(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ConstantPad1d(_ConstantPadNd):
    _expand = staticmethod(_pair)


class ZeroPad1d(ConstantPad1d):
    def __init__(self, padding):
        super().__init__(padding, 0.0)


class ConstantPad2d(_ConstantPadNd):
    _expand = staticmethod(_quadruple)


class ZeroPad2d(ConstantPad2d):
    def __init__(self, padding):
        super().__init__(padding, 0.0)


class ConstantPad3d(_ConstantPadNd):
    _expand = staticmethod(_sextuple)


class ZeroPad3d(ConstantPad3d):
    def __init__(self, padding):
        super().__init__(padding, 0.0)


class _ReflectionPadNd(_PadNd):
    def __init__(self, padding):
        super().__init__()
        self.padding = self._expand(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "reflect")


class ReflectionPad1d(_ReflectionPadNd):
    _expand = staticmethod(_pair)


class ReflectionPad2d(_ReflectionPadNd):
    _expand = staticmethod(_quadruple)


class ReflectionPad3d(_ReflectionPadNd):
    _expand = staticmethod(_sextuple)


class _ReplicationPadNd(_PadNd):
    def __init__(self, padding):
        super().__init__()
        self.padding = self._expand(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "replicate")


class ReplicationPad1d(_ReplicationPadNd):
    _expand = staticmethod(_pair)


class ReplicationPad2d(_ReplicationPadNd):
    _expand = staticmethod(_quadruple)


class ReplicationPad3d(_ReplicationPadNd):
    _expand = staticmethod(_sextuple)


class _CircularPadNd(_PadNd):
    def __init__(self, padding):
        super().__init__()
        self.padding = self._expand(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "circular")


class CircularPad1d(_CircularPadNd):
    _expand = staticmethod(_pair)


class CircularPad2d(_CircularPadNd):
    _expand = staticmethod(_quadruple)


class CircularPad3d(_CircularPadNd):
    _expand = staticmethod(_sextuple)
