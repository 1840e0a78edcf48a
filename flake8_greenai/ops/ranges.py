"""Tensors of regular numbers: ranges, the identity, triangle indices, windows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from flake8_greenai.ops.arguments import device_of, dtype_of, integer, number_of
from flake8_greenai.ops.creation import created, into
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression, ceil_divide
from flake8_greenai.tensors.content import Content, is_small
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import float_of
from flake8_greenai.tensors.rounding import Number, rounding
from flake8_greenai.tensors.tensor import Tensor


@op("torch.arange", modes=True, differentiable=False, accepts_sizes=True)
def arange(
    start: Any = 0, end: Any = None, step: Any = 1, *, out: Tensor | None = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: Any = False, pin_memory: Any = False, modes: Modes,
) -> Result:  # fmt: skip
    """``ceil((end - start) / step)`` numbers."""
    if end is None:
        start, end = 0, start
    low, high, pace = (_scalar(bound) for bound in (start, end, step))
    if dtype is None and out is None:
        kind = modes.default_dtype if any(isinstance(bound, float) for bound in (low, high, pace)) else DTYPES["int64"]
    else:
        kind = dtype_of(dtype, out.dtype if out is not None else modes.default_dtype)
    if kind.name == "int64" and not any(isinstance(bound, Expression) for bound in (low, high, pace)):
        low, high, pace = int(low), int(high), int(pace)
    count = _count(low, high, pace)
    content = None
    if type(count) is int and is_small(count) and not isinstance(low, Expression):
        convert, number = rounding(kind), count
        if kind.category == "integer":
            low, pace = int(low), int(pace)
        content = Content(lambda: tuple(convert(low + place * pace) for place in range(number)))
    return into(out, created((count,), kind, device_of(device, modes.default_device), requires_grad, content))


def _count(low: Any, high: Any, pace: Any) -> Any:
    if pace == 0:
        raise ShapeError("step must be nonzero")
    if isinstance(low, float) or isinstance(high, float) or isinstance(pace, float):
        if any(isinstance(bound, Expression) for bound in (low, high, pace)):
            raise Undetermined("arange of a symbolic range with a fractional step")
        count: Any = math.ceil((high - low) / pace)
    else:
        count = ceil_divide(high - low, pace)
    if type(count) is int and (count < 0 or (count == 0 and (high - low) * pace < 0)):
        raise ShapeError(f"upper bound and lower bound inconsistent with step sign: arange({low}, {high}, {pace})")
    return count


def _scalar(value: Any) -> Any:
    if isinstance(value, Tensor):
        return number_of(value)
    if isinstance(value, (int, float, Expression)):
        return value
    raise Undetermined(f"{value!r} is not a number")


@op("torch.range", modes=True, differentiable=False)
def range_(
    start: Any = 0, end: Any = None, step: Any = 1, *, dtype: Any = None, device: Any = None, requires_grad: Any = False, modes: Modes
) -> Result:
    """As ``arange`` with the end included."""
    low, high, pace = _scalar(start), _scalar(end), _scalar(step)
    count = math.floor((high - low) / pace) + 1
    return created((count,), dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)


def linear_steps(start: float, end: float, count: int, dtype: Dtype) -> list[Number]:
    """Elements of ``linspace`` as torch computes them: from both ends towards the middle, in the precision of ``dtype``."""
    if count == 1:
        return [start]
    convert: Callable[[Any], Any] = rounding(dtype) if dtype.name == "float32" else float
    first, last = convert(start), convert(end)
    step = convert((last - first) / (count - 1))
    half = count // 2
    return [convert(first + step * place) if place < half else convert(last - step * (count - place - 1)) for place in range(count)]


def _known_bounds(start: Any, end: Any) -> tuple[Any, Any] | None:
    """The numbers that a range starts and ends with, None when one is not known."""
    try:
        low, high = _scalar(start), _scalar(end)
    except Undetermined:
        return None
    return None if isinstance(low, Expression) or isinstance(high, Expression) else (low, high)


def _spaced(name: str, transform: Callable[[float, float], float]) -> Callable[..., Result]:
    def apply(
        start: Any, end: Any, steps: Any, base: Any = 10.0, *, out: Tensor | None = None, dtype: Any = None, layout: Any = None,
        device: Any = None, requires_grad: Any = False, pin_memory: Any = False, modes: Modes,
    ) -> Result:  # fmt: skip
        count = integer(steps)
        kind = dtype_of(dtype, modes.default_dtype)
        content = None
        if type(count) is int and is_small(count):
            ends = _known_bounds(start, end)
            if ends is not None:
                convert, number = rounding(kind), count
                content = Content(
                    lambda: tuple(
                        convert(transform(float(base), float(value.real))) for value in linear_steps(ends[0], ends[1], number, kind)
                    )
                )
        return into(out, created((count,), kind, device_of(device, modes.default_device), requires_grad, content))

    apply.__name__ = name
    return apply


op("torch.linspace", modes=True, differentiable=False)(_spaced("linspace", lambda base, value: value))
op("torch.logspace", modes=True, differentiable=False)(_spaced("logspace", lambda base, value: base**value))


@op("torch.eye", modes=True, differentiable=False, accepts_sizes=True)
def eye(
    n: Any, m: Any = None, *, out: Tensor | None = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: Any = False, modes: Modes,
) -> Result:  # fmt: skip
    """Ones on the diagonal."""
    rows, columns = integer(n), integer(n if m is None else m)
    kind = dtype_of(dtype, modes.default_dtype)
    content = None
    if type(rows) is int and type(columns) is int and is_small(rows * columns):
        convert, height, width = rounding(kind), rows, columns
        content = Content(lambda: tuple(convert(row == column) for row in range(height) for column in range(width)))
    return into(out, created((rows, columns), kind, device_of(device, modes.default_device), requires_grad, content))


def _triangle(name: str, keeps: Callable[[int, int, int], bool]) -> None:
    @op(f"torch.{name}", modes=True, differentiable=False)
    def apply(row: Any, col: Any, offset: Any = 0, *, dtype: Any = None, device: Any = None, layout: Any = None, modes: Modes) -> Result:
        """Row and column numbers of the triangle."""
        rows, columns, shift = integer(row), integer(col), integer(offset)
        if not isinstance(rows, int) or not isinstance(columns, int) or not isinstance(shift, int):
            raise Undetermined(f"{name} of symbolic sizes {rows}, {columns}")
        counts = [sum(keeps(line, column, shift) for column in range(columns)) for line in range(rows)] if rows * columns <= 10**6 else None
        if counts is None:
            raise Undetermined(f"{name} of {rows} x {columns}")
        total = sum(counts)
        kind = dtype_of(dtype, DTYPES["int64"])

        def compute() -> tuple[Number, ...]:
            places = [(line, column) for line in range(rows) for column in range(columns) if keeps(line, column, shift)]
            return (*(line for line, _ in places), *(column for _, column in places))

        content = Content(compute) if is_small(2 * total) else None
        return created((2, total), kind, device_of(device, modes.default_device), False, content)


_triangle("tril_indices", lambda line, column, shift: column - line <= shift)
_triangle("triu_indices", lambda line, column, shift: column - line >= shift)


def _window(name: str) -> None:
    @op(f"torch.{name}", modes=True, differentiable=False)
    def apply(
        window_length: Any, periodic: Any = True, *args: Any, dtype: Any = None, layout: Any = None, device: Any = None,
        requires_grad: Any = False, modes: Modes, **shape: Any,
    ) -> Result:  # fmt: skip
        """A window function."""
        length = integer(window_length)
        kind = float_of(dtype_of(dtype, modes.default_dtype))
        return created((length,), kind, device_of(device, modes.default_device), requires_grad)


for _name in ("hann_window", "hamming_window", "blackman_window", "bartlett_window", "kaiser_window"):
    _window(_name)
