"""Element types, shared by all frameworks."""

from __future__ import annotations

from typing import ClassVar

from flake8_greenai.interpreter.values import Native

CATEGORIES = ("bool", "integer", "float", "complex")


class Dtype(Native):
    """An element type. ``itemsize`` is in bytes, sub-byte types take one; ``category`` is one of :data:`CATEGORIES`, in promotion order."""

    __slots__ = ("bits", "category", "is_signed", "itemsize", "name")
    class_name: ClassVar[str] = "torch.dtype"

    def __init__(self, name: str, bits: int, category: str, *, is_signed: bool = True) -> None:
        super().__init__()
        self.name = name
        self.bits = bits
        self.category = category
        self.is_signed = is_signed
        self.itemsize = max(1, bits // 8)

    @property
    def is_floating_point(self) -> bool:
        """Whether this is a real floating-point type."""
        return self.category == "float"

    @property
    def is_complex(self) -> bool:
        """Whether this is a complex type."""
        return self.category == "complex"

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str | tuple[object, ...]:
        return (dtype, (self.name,))


def _table() -> dict[str, Dtype]:
    rows = [
        ("bool", 8, "bool", False),
        ("uint8", 8, "integer", False),
        ("uint16", 16, "integer", False),
        ("uint32", 32, "integer", False),
        ("uint64", 64, "integer", False),
        ("int8", 8, "integer", True),
        ("int16", 16, "integer", True),
        ("int32", 32, "integer", True),
        ("int64", 64, "integer", True),
        ("qint8", 8, "integer", True),
        ("quint8", 8, "integer", False),
        ("qint32", 32, "integer", True),
        ("float4_e2m1fn_x2", 8, "float", True),
        ("float8_e4m3fn", 8, "float", True),
        ("float8_e5m2", 8, "float", True),
        ("float8_e4m3fnuz", 8, "float", True),
        ("float8_e5m2fnuz", 8, "float", True),
        ("float8_e8m0fnu", 8, "float", True),
        ("float16", 16, "float", True),
        ("bfloat16", 16, "float", True),
        ("float32", 32, "float", True),
        ("float64", 64, "float", True),
        ("complex32", 32, "complex", True),
        ("complex64", 64, "complex", True),
        ("complex128", 128, "complex", True),
    ]
    return {name: Dtype(name, bits, category, is_signed=signed) for name, bits, category, signed in rows}


DTYPES = _table()
ALIASES = {
    "half": "float16", "float": "float32", "double": "float64", "short": "int16", "int": "int32", "long": "int64", "byte": "uint8",
    "chalf": "complex32", "cfloat": "complex64", "cdouble": "complex128",
}  # fmt: skip


def dtype(name: str) -> Dtype:
    """The dtype called ``name`` (``float32``, ``torch.float32`` or an alias such as ``half``).

    Raises:
        KeyError: when there is none of that name.
    """
    short = name.rpartition(".")[2]
    return DTYPES[ALIASES.get(short, short)]
