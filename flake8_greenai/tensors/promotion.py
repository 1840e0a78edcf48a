"""Type promotion: the dtype of a result from those of its operands (https://pytorch.org/docs/stable/tensor_attributes.html)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.dtype import CATEGORIES, DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Tensor

BOOL, INT64, FLOAT32, FLOAT64 = DTYPES["bool"], DTYPES["int64"], DTYPES["float32"], DTYPES["float64"]
_COMPLEX_OF = {
    "float16": DTYPES["complex32"],
    "bfloat16": DTYPES["complex64"],
    "float32": DTYPES["complex64"],
    "float64": DTYPES["complex128"],
}
_REAL_OF = {"complex32": DTYPES["float16"], "complex64": FLOAT32, "complex128": FLOAT64}
_RANK = {category: rank for rank, category in enumerate(CATEGORIES)}


@cache
def promote_types(left: Dtype, right: Dtype) -> Dtype:
    """The smallest dtype that both convert to.

    Raises:
        ShapeError: for pairs that torch refuses (large unsigned integers, 8-bit floats).
    """
    if left is right:
        return left
    if left.category == right.category:
        return _same_category(left, right)
    low, high = sorted((left, right), key=lambda dtype: _RANK[dtype.category])
    if high.bits <= 8 and high.category == "float":
        raise refused(left, right)
    if high.category == "complex" and low.category == "float":
        return _same_category(high, _COMPLEX_OF[low.name])
    if high.category != "float" and low.category != "float" and (_is_wide_unsigned(low) or _is_wide_unsigned(high)):
        raise refused(left, right)
    return high


def _same_category(left: Dtype, right: Dtype) -> Dtype:
    if left is right:
        return left
    if left.category == "integer":
        if _is_wide_unsigned(left) or _is_wide_unsigned(right):
            raise refused(left, right)
        if left.is_signed != right.is_signed and left.bits == right.bits:
            return DTYPES["int16"]
    if left.category == "float" and min(left.bits, right.bits) <= 8:
        raise refused(left, right)
    if left.bits == right.bits:
        return FLOAT32  # float16 with bfloat16
    return max(left, right, key=lambda dtype: dtype.bits)


def _is_wide_unsigned(dtype: Dtype) -> bool:
    return dtype.name in ("uint16", "uint32", "uint64")


def refused(left: Dtype, right: Dtype) -> ShapeError:
    """The error for a pair of dtypes without promotion."""
    return ShapeError(f"Promotion for {left!r} and {right!r} types is not supported")


def scalar_category(value: object) -> str:
    """The category of a Python number.

    Raises:
        Undetermined: when ``value`` is no number.
    """
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, Expression)):
        return "integer"
    if isinstance(value, float) or (type(value) is Unknown and value.is_float):
        return "float"
    if isinstance(value, complex):
        return "complex"
    raise Undetermined(f"operand {value!r} is neither a tensor nor a number")


def result_type(operands: Iterable[object], default: Dtype = FLOAT32) -> Dtype:
    """``torch.result_type``: tensors with dims outrank 0-dim tensors, which outrank Python numbers, within a category.

    ``default`` is the default dtype, which a Python float gets beside integer tensors.

    Raises:
        Undetermined: when a number that is not known decides it, as beside an integer tensor it does.
    """
    open_number: Unknown | None = None
    dimensioned: Dtype | None = None
    zero_dim: Dtype | None = None
    scalar: Dtype | None = None
    for operand in operands:
        if isinstance(operand, Tensor):
            if operand.shape:
                dimensioned = operand.dtype if dimensioned is None else promote_types(dimensioned, operand.dtype)
            else:
                zero_dim = operand.dtype if zero_dim is None else promote_types(zero_dim, operand.dtype)
        elif type(operand) is Unknown and operand.is_number and not operand.is_float:
            open_number = operand
        elif operand is not None:
            dtype = scalar_dtype(operand, default)
            scalar = dtype if scalar is None else promote_types(scalar, dtype)
    found = _outrank(_outrank(dimensioned, zero_dim), scalar)
    if open_number is not None and (found is None or found.category not in ("float", "complex")):
        raise Undetermined(f"whether it is a whole number: {open_number.reason}")
    return found or default


def scalar_dtype(value: object, default: Dtype = FLOAT32) -> Dtype:
    """The dtype that ``torch.tensor(value)`` has for a Python number."""
    category = scalar_category(value)
    if category == "bool":
        return BOOL
    if category == "integer":
        return INT64
    return default if category == "float" else complex_of(default)


def _outrank(higher: Dtype | None, lower: Dtype | None) -> Dtype | None:
    if higher is None or lower is None:
        return higher or lower
    if _RANK[higher.category] >= _RANK[lower.category]:
        return higher
    # The category of the lower priority wins; a complex number beside a real tensor keeps the tensor's precision.
    if lower.category == "complex" and higher.category == "float":
        return _COMPLEX_OF.get(higher.name, lower)
    return lower


def float_of(dtype: Dtype, default: Dtype = FLOAT32) -> Dtype:
    """The dtype of operations that need a fractional result, such as division and ``exp``: integers become ``default``."""
    return dtype if dtype.category in ("float", "complex") else default


def complex_of(dtype: Dtype) -> Dtype:
    """The complex dtype whose parts have ``dtype``."""
    if dtype.category == "complex":
        return dtype
    return _COMPLEX_OF.get(dtype.name, DTYPES["complex64"])


def real_of(dtype: Dtype) -> Dtype:
    """The dtype of the parts of a complex dtype; others stay."""
    return _REAL_OF.get(dtype.name, dtype)


def sum_of(dtype: Dtype) -> Dtype:
    """The dtype of sums and products: integers and booleans become int64."""
    return INT64 if dtype.category in ("bool", "integer") else dtype


def can_cast_category(source: Dtype, target: Dtype) -> bool:
    """Whether elements may be stored in ``target`` in place: its category is not below that of ``source``."""
    if source.category == "integer" and source.is_signed and target.category == "integer" and not target.is_signed:
        return False
    return _RANK[source.category] <= _RANK[target.category]
