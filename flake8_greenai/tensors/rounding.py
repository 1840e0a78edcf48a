"""Python numbers to the values that a dtype can hold, so that computed elements equal those of the framework."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flake8_greenai.tensors.dtype import Dtype

Number = bool | int | float | complex


@cache
def rounding(dtype: Dtype) -> Callable[[Number], Number]:
    """The function that converts a number to the nearest value of ``dtype``."""
    if dtype.category == "bool":
        return bool
    if dtype.category == "integer":
        return _integer(dtype.bits, dtype.is_signed)
    if dtype.category == "complex":
        part = {32: _half, 64: _single}.get(dtype.bits, float)
        return lambda number: complex(part(complex(number).real), part(complex(number).imag))
    return _FLOATS.get(dtype.name, _unsupported)


def _integer(bits: int, is_signed: bool) -> Callable[[Number], Number]:
    span = 1 << bits
    top = span // 2 if is_signed else span

    def convert(number: Number) -> int:
        whole = int(number.real) % span
        return whole - span if whole >= top else whole

    return convert


def _single(number: Any) -> float:
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return math.copysign(math.inf, number)


def _half(number: Any) -> float:
    try:
        return float(struct.unpack("e", struct.pack("e", number))[0])
    except OverflowError:
        return math.copysign(math.inf, number)


def _brain(number: Any) -> float:
    single = _single(number)
    if math.isnan(single) or math.isinf(single):
        return single
    (word,) = struct.unpack("I", struct.pack("f", single))
    # Round to nearest, ties to even, on the upper 16 bits.
    word = (word + 0x7FFF + ((word >> 16) & 1)) & 0xFFFF0000
    return float(struct.unpack("f", struct.pack("I", word))[0])


def _unsupported(number: Number) -> float:
    raise ValueError(f"{number!r} is not rounded to this dtype")


_FLOATS: dict[str, Callable[[Any], Number]] = {"float64": float, "float32": _single, "float16": _half, "bfloat16": _brain}
