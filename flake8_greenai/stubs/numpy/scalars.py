"""Scalar types: calling one gives a Python number."""


class generic:
    pass


class number(generic):
    pass


class integer(number):
    """Whole numbers."""

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


class signedinteger(integer):
    pass


class unsignedinteger(integer):
    pass


class int8(signedinteger):
    pass


class int16(signedinteger):
    pass


class int32(signedinteger):
    pass


class int64(signedinteger):
    pass


class uint8(unsignedinteger):
    pass


class uint16(unsignedinteger):
    pass


class uint32(unsignedinteger):
    pass


class uint64(unsignedinteger):
    pass


class complex64(complexfloating):
    pass


class complex128(complexfloating):
    pass


_CODES = {"f": "float32", "d": "float64", "e": "float16", "i": "int32", "l": "int64", "h": "int16", "b": "int8", "B": "uint8",
          "?": "bool", "f2": "float16", "f4": "float32", "f8": "float64", "i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64",
          "u1": "uint8", "u2": "uint16", "u4": "uint32", "u8": "uint64", "float": "float64", "int": "int64", "bool_": "bool",
          "O": "object", "U": "str", "S": "str"}
_KINDS = {"float": "f", "int": "i", "uint": "u", "bool": "b", "complex": "c", "str": "U", "object": "O"}


class dtype:
    def __init__(self, kind):
        name = kind if isinstance(kind, str) else kind.name if isinstance(kind, dtype) else kind.__name__
        name = name.lstrip("<>=|") if isinstance(kind, str) else name
        self.name = _CODES.get(name, name)

    @property
    def kind(self):
        return _KINDS.get(self.name.rstrip("0123456789"), "O")

    @property
    def itemsize(self):
        digits = self.name[len(self.name.rstrip("0123456789")):]
        return int(digits) // 8 if digits else 1

    @property
    def type(self):
        return globals().get(self.name, generic)

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
