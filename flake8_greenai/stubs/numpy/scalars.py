"""Scalar types: calling one gives a Python number."""


class generic:
    pass


class number(generic):
    pass


class integer(number):
    def __new__(cls, value=0):
        return int(value)


class floating(number):
    def __new__(cls, value=0.0):
        return float(value)


class bool_(generic):
    def __new__(cls, value=False):
        return bool(value)


class complexfloating(number):
    def __new__(cls, value=0):
        return complex(value)


class float16(floating):
    pass


class float32(floating):
    pass


class float64(floating):
    pass


class int8(integer):
    pass


class int16(integer):
    pass


class int32(integer):
    pass


class int64(integer):
    pass


class uint8(integer):
    pass


class uint16(integer):
    pass


class uint32(integer):
    pass


class uint64(integer):
    pass


class complex64(complexfloating):
    pass


class complex128(complexfloating):
    pass


class dtype:
    def __init__(self, kind):
        self.name = kind if isinstance(kind, str) else kind.name if isinstance(kind, dtype) else kind.__name__

    def __eq__(self, other):
        return self.name == dtype(other).name

    def __hash__(self):
        return hash(self.name)

    def __str__(self):
        return self.name


def finfo(kind):
    import torch

    return torch.finfo(getattr(torch, dtype(kind).name))


def iinfo(kind):
    import torch

    return torch.iinfo(getattr(torch, dtype(kind).name))
