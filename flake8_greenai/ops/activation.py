"""Activation functions (cost-model.md, "activations"): FLOPs and transcendental evaluations per element; backward = forward.

What is kept for the backward pass follows cost-model.md, "saved for backward per op".
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axis_of, dtype_of
from flake8_greenai.ops.pointwise import SAVES_OPERANDS, SAVES_OUTPUT, pointwise, store
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.content import Content, Sizes, derive, from_rows, rows
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.promotion import float_of
from flake8_greenai.tensors.tensor import Tensor

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Activation:
    """One row of the table. ``parameters`` are the names and defaults of numbers that shape the function, in torch's order."""

    flops: int
    transcendentals: int = 0
    saves: str = SAVES_OPERANDS
    function: Function | None = None
    parameters: tuple[tuple[str, Any], ...] = ()
    keeps_integers: bool = False
    names: tuple[str, ...] = ("torch.nn.functional.{}",)


_F = ("torch.nn.functional.{}",)
_ALL = ("torch.{}", "torch.Tensor.{}", "torch.nn.functional.{}")
_TORCH = ("torch.{}", "torch.nn.functional.{}")

ACTIVATIONS: dict[str, Activation] = {
    "relu": Activation(1, 0, SAVES_OUTPUT, lambda x: arithmetic.maximum(x, 0), keeps_integers=True, names=_ALL),
    "relu6": Activation(1, function=lambda x: arithmetic.clamp(x, 0, 6), keeps_integers=True),
    "leaky_relu": Activation(1, function=lambda x, slope: x if x > 0 else slope * x, parameters=(("negative_slope", 0.01),)),
    "hardtanh": Activation(
        1,
        function=arithmetic.clamp,
        parameters=(("min_val", -1.0), ("max_val", 1.0)),
        keeps_integers=True,
    ),
    "threshold": Activation(1, parameters=(("threshold", 0), ("value", 0)), keeps_integers=True, names=_TORCH),
    "hardshrink": Activation(1, parameters=(("lambd", 0.5),), names=_ALL),
    "softshrink": Activation(2, parameters=(("lambd", 0.5),)),
    "rrelu": Activation(1, parameters=(("lower", 1 / 8), ("upper", 1 / 3), ("training", False)), names=_TORCH),
    "sigmoid": Activation(3, 1, SAVES_OUTPUT, arithmetic.logistic, names=_ALL),
    "logsigmoid": Activation(3, 2),
    "tanh": Activation(0, 1, SAVES_OUTPUT, math.tanh, names=_ALL),
    "silu": Activation(4, 1, function=lambda x: x * arithmetic.logistic(x)),
    "mish": Activation(3, 3),
    "gelu": Activation(8, 1, parameters=(("approximate", "none"),)),
    "elu": Activation(3, 1, parameters=(("alpha", 1.0),)),
    "celu": Activation(4, 1, parameters=(("alpha", 1.0),), names=_TORCH),
    "selu": Activation(4, 1, names=_TORCH),
    "softplus": Activation(2, 2, parameters=(("beta", 1.0), ("threshold", 20.0))),
    "hardswish": Activation(4),
    "hardsigmoid": Activation(3),
}


def _with_parameters(function: Function, values: list[Any], x: Any) -> Any:
    return function(x, *values)


SAVE_RESULT_IN_PLACE = ("elu", "selu", "celu", "leaky_relu")
"""Functions whose in-place variant computes its gradient from the result (measured with ``saved_tensors_hooks``)."""


def _activation(name: str, row: Activation) -> Function:
    takes = tuple(parameter for parameter, _ in row.parameters)
    defaults = tuple(default for _, default in row.parameters)

    def apply(input: Tensor, *args: Any, inplace: Any = False, **named: Any) -> Result:
        values = list(defaults)
        if len(args) > len(takes):  # inplace is the last positional argument of functionals
            inplace, args = args[len(takes)], args[: len(takes)]
        values[: len(args)] = args
        for key, value in named.items():
            if key in takes:
                values[takes.index(key)] = value
            elif key != "out":
                raise ShapeError(f"{name}() got an unexpected keyword argument '{key}'")
        dtype = input.dtype if row.keeps_integers else float_of(input.dtype)
        function = row.function
        if function is not None and values:
            function = partial(_with_parameters, function, values)
        result = pointwise(
            (input,), dtype, function,
            flops=row.flops, transcendentals=row.transcendentals, saves=row.saves, backward=(max(row.flops, 1),), op=name,
        )  # fmt: skip
        return store(input, result, name, saves_result=name in SAVE_RESULT_IN_PLACE) if inplace is True else result

    apply.__name__ = name
    return apply


def _register(name: str, row: Activation) -> None:
    function = _activation(name, row)

    def in_place(input: Tensor, *args: Any, **named: Any) -> Result:
        return store(input, function(input, *args, **named), name, saves_result=name in SAVE_RESULT_IN_PLACE)

    in_place.__name__ = name
    op(*(pattern.format(name) for pattern in row.names))(function)
    op(*(pattern.format(name) + "_" for pattern in row.names))(in_place)


for _name, _row in ACTIVATIONS.items():
    _register(_name, _row)
op("torch.special.expit")(_activation("sigmoid", ACTIVATIONS["sigmoid"]))
op("torch._C._nn.gelu")(_activation("gelu", ACTIVATIONS["gelu"]))
op("torch._C._nn.silu")(_activation("silu", ACTIVATIONS["silu"]))


@op("torch.nn.functional.prelu", "torch.prelu", "torch.Tensor.prelu")
def prelu(input: Tensor, weight: Tensor) -> Result:
    """Leaky ReLU with a learnt slope for all or for each channel (dim 1): 1 FLOP per element."""
    channels = input.shape[1] if input.ndim > 1 else 1
    if type(weight.numel) is int and weight.numel != 1 and same(weight.numel, channels) is False:
        raise ShapeError(
            f"Mismatch of parameter numbers and input channel size. Found parameter numbers = {weight.numel} and channel size = {channels}."
        )
    count = input.numel
    output = Tensor(input.shape, input.dtype, input.device)
    gradients = tuple(Gradient(tensor, pointwise=count) for tensor in (input, weight) if tensor.requires_grad)
    return Result(output, Cost(pointwise=count, saved=(input, weight), gradients=gradients))


@op("torch.nn.functional.glu", "torch._C._nn.glu")
def glu(input: Tensor, dim: Any = -1) -> Result:
    """First half times the sigmoid of the second: 3+1 FLOPs and one transcendental per element of the result."""
    axis = axis_of(dim, input.ndim)
    size = input.shape[axis]
    if not input.shape or (type(size) is int and size % 2):
        raise ShapeError(f"Halving dimension must be even, but dimension {axis} is size {size} (shape {written(input.shape)})")
    output = Tensor((*input.shape[:axis], size // 2, *input.shape[axis + 1 :]), input.dtype, input.device)
    count = output.numel
    gradients = (Gradient(input, pointwise=4 * count),) if input.requires_grad else ()
    return Result(output, Cost(pointwise=4 * count, transcendentals=count, saved=(input,), gradients=gradients))


def _exponentials(line: tuple[Any, ...]) -> list[float]:
    top = max(line)
    return [math.exp(value - top) for value in line]


def _softmax_line(line: tuple[Any, ...]) -> list[float]:
    terms = _exponentials(line)
    total = sum(terms)
    return [term / total for term in terms]


def _log_softmax_line(line: tuple[Any, ...]) -> list[float]:
    shift = max(line) + math.log(sum(_exponentials(line)))
    return [value - shift for value in line]


def by_line(tensor: Tensor, axis: int, function: Callable[[tuple[Any, ...]], Any], dtype: Any) -> Content | None:
    """Elements of an operation that maps each line along ``axis`` to one of the same length."""
    shape: Sizes = tensor.shape
    if not shape:
        return derive(function, [tensor.content], dtype, 1)
    return derive(
        lambda values: from_rows([function(line) for line in rows(values, shape, axis)], shape, axis),
        [tensor.content], dtype, tensor.numel,
    )  # fmt: skip


def _register_softmax(name: str, line: Callable[[tuple[Any, ...]], Any], aliases: tuple[str, ...]) -> None:
    def apply(input: Tensor, dim: Any = None, _stacklevel: int = 3, dtype: Any = None) -> Result:
        if not isinstance(_stacklevel, int):
            dtype = _stacklevel
        axis = axis_of(_implicit_dim(input.ndim) if dim is None else dim, input.ndim)
        kind = dtype_of(dtype, float_of(input.dtype))
        output = Tensor(input.shape, kind, input.device, content=by_line(input, axis, line, kind))
        count = output.numel
        # cost-model.md: softmax 4n + nT, backward as forward; the output is saved.
        gradients = (Gradient(input, pointwise=4 * count),) if input.requires_grad else ()
        return Result(output, Cost(pointwise=4 * count, transcendentals=count, saved=(output,), gradients=gradients))

    apply.__name__ = name
    op(*aliases)(apply)


def _implicit_dim(rank: int) -> int:
    """The dim that softmax without ``dim`` takes (``torch.nn.functional._get_softmax_dim``)."""
    return 0 if rank in (0, 1, 3) else 1


_register_softmax(
    "softmax", _softmax_line, ("torch.softmax", "torch.Tensor.softmax", "torch.nn.functional.softmax", "torch.special.softmax")
)
_register_softmax(
    "log_softmax", _log_softmax_line,
    ("torch.log_softmax", "torch.Tensor.log_softmax", "torch.nn.functional.log_softmax", "torch.special.log_softmax"),
)  # fmt: skip


@op("torch._softmax_backward_data")
def softmax_backward(grad_output: Tensor, output: Tensor, dim: Any, input_dtype: Any = None) -> Result:
    """Gradient of softmax: 4 FLOPs per element."""
    count = output.numel
    return Result(Tensor(output.shape, dtype_of(input_dtype, DTYPES["float32"]), output.device), Cost(pointwise=4 * count))
