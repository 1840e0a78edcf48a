"""Machinery shared by all operations that act on each element alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import common_device
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import broadcast_shapes, same, written
from flake8_greenai.tensors.content import Content, Labels, Spread, Uniform, derive, filled, is_small, reduced
from flake8_greenai.tensors.device import CPU
from flake8_greenai.tensors.dtype import CATEGORIES, Dtype
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.indexing import broadcast_content
from flake8_greenai.tensors.rounding import Number, rounding
from flake8_greenai.tensors.strides import elementwise_strides
from flake8_greenai.tensors.tensor import Shape, Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount

NUMBERS = (bool, int, float, complex, Expression)
SAVES_OPERANDS = "operands"
SAVES_OUTPUT = "output"
SAVES_OTHER = "other"


def pointwise(
    operands: Sequence[Any],
    dtype: Dtype,
    function: Callable[..., Number] | None = None,
    *,
    flops: Amount = 1,
    transcendentals: Amount = 0,
    saves: str = "",
    backward: Sequence[Amount] = (),
    common: Dtype | None = None,
    keeps_order: bool = True,
    op: str = "",
) -> Result:
    """Apply a function to corresponding elements of the broadcast operands (tensors and numbers).

    Args:
        operands: tensors and Python numbers; None stands for an absent operand.
        dtype: of the result.
        function: on Python numbers, for known elements; None when elements are never followed.
        flops: per element of the result (cost-model.md, "activations" and "elementwise").
        transcendentals: per element of the result.
        saves: what the backward pass needs: SAVES_OPERANDS, SAVES_OUTPUT, SAVES_OTHER (each gradient needs the other operands) or "".
        backward: FLOPs per element of the gradient of each operand.
        common: the dtype that operands are converted to before computing; None where they are taken as they are.
        keeps_order: whether the result keeps the order of dims in memory of its operands.
        op: name of the operation.
    """
    tensors = [operand for operand in operands if isinstance(operand, Tensor)]
    first = tensors[0]
    shape = first.shape if len(tensors) == 1 else broadcast_shapes(*(tensor.shape for tensor in tensors))
    strides = None
    for tensor in tensors:
        if keeps_order and tensor.strides is not None:
            strides = elementwise_strides([(other.shape, other.stride) for other in tensors], shape)
            break
    device = first.device if len(tensors) == 1 else common_device(tensors) or CPU
    content = elementwise_content(function, operands, shape, dtype, common)
    output = Tensor(shape, dtype, device, strides=strides, content=content)
    count = output.storage.elements
    saved: tuple[Tensor, ...] = ()
    gradients: tuple[Gradient, ...] = ()
    for tensor in tensors:
        if tensor.requires_grad:
            saved, gradients = _backward(operands, output, count, saves, backward)
            break
    cost = Cost(pointwise=flops * count, transcendentals=transcendentals * count, saved=saved, gradients=gradients)
    return Result(output, cost, op)


def _backward(
    operands: Sequence[Any], output: Tensor, count: Amount, saves: str, backward: Sequence[Amount]
) -> tuple[tuple[Tensor, ...], tuple[Gradient, ...]]:
    saved: list[Tensor] = []
    gradients: list[Gradient] = []
    if saves == SAVES_OUTPUT:
        saved.append(output)
    for place, operand in enumerate(operands):
        if not isinstance(operand, Tensor):
            continue
        is_needed = operand.requires_grad
        if saves == SAVES_OPERANDS or (saves == SAVES_OTHER and _others_require_grad(operands, place)):
            saved.append(operand)
        if is_needed:
            per_element = backward[place] if place < len(backward) else 0
            amount = per_element * count
            if operand.shape != output.shape:
                amount = amount + (count - operand.numel)  # the gradient of a broadcast operand is summed
            if type(amount) is not int or amount:
                gradients.append(Gradient(operand, pointwise=amount))
    return tuple(saved), tuple(gradients)


def _others_require_grad(operands: Sequence[Any], place: int) -> bool:
    return any(isinstance(other, Tensor) and other.requires_grad for index, other in enumerate(operands) if index != place)


def elementwise_content(
    function: Callable[..., Number] | None, operands: Sequence[Any], shape: Shape, dtype: Dtype, common: Dtype | None
) -> Content | None:
    """The elements of the result where those of all operands are known; operands are converted to ``common`` first."""
    if function is None:
        return None
    for operand in operands:
        if not _is_followed(operand):
            return None
    if common is not None:
        operands = [_in_common_dtype(operand, common) for operand in operands]
    values = [_equal_elements(operand) for operand in operands]
    count = prod(shape)
    if None not in values:
        try:
            return filled(function(*values), count, dtype)
        except (ArithmeticError, ValueError, TypeError):
            return None
    if type(count) is int and not is_small(count):
        return _spread_content(function, operands, shape, dtype)
    sources = [broadcast_content(operand, shape) if isinstance(operand, Tensor) else Uniform(operand, count) for operand in operands]
    return derive(lambda *columns: list(map(function, *columns)), sources, dtype, count)


def _spread_content(function: Callable[..., Number], operands: Sequence[Any], shape: Shape, dtype: Dtype) -> Content | None:
    """The elements of a large result, where these repeat along dims: those of a mask for each head and row."""
    small: list[Any] = []
    for operand in operands:
        if not isinstance(operand, Tensor):
            small.append(operand)
            continue
        found = reduced(operand.content, operand.shape) if operand.content is not None else None
        if found is None:
            return None
        small.append(Tensor(found[0], operand.dtype, content=found[1]))
    sizes = broadcast_shapes(*(operand.shape for operand in small if isinstance(operand, Tensor)))
    source = elementwise_content(function, small, sizes, dtype, None) if is_small(prod(sizes)) else None
    return None if source is None else Spread(source, sizes, shape)


def _is_followed(operand: Any) -> bool:
    if isinstance(operand, Tensor):
        return operand.storage.content is not None
    return not isinstance(operand, (Expression, Unknown)) and operand is not None


def _equal_elements(operand: Any) -> Any:
    """The number that all elements of the operand equal, or None."""
    if not isinstance(operand, Tensor):
        return operand
    content = operand.content
    return None if content is None else content.uniform()


def _in_common_dtype(operand: Any, common: Dtype) -> Any:
    if isinstance(operand, Tensor):
        return operand if operand.dtype is common else Tensor(operand.shape, common, content=cast(operand.content, common, operand))
    try:
        return rounding(common)(operand)
    except (ArithmeticError, ValueError, TypeError):
        return operand


def store(target: Tensor, result: Result, name: str, *, saves_result: bool = False) -> Result:
    """The in-place variant of an operation: write its output into ``target`` and return that.

    What is kept of the overwritten operand is a copy of it, or the result for the functions whose gradient follows from either
    (``saves_result``).

    Raises:
        ShapeError: when the output has another shape than ``target`` or a dtype that ``target`` cannot hold.
    """
    output = result.output
    if (
        output.shape != target.shape and any(same(one, other) is False for one, other in zip(output.shape, target.shape, strict=False))
    ) or len(output.shape) != len(target.shape):
        raise ShapeError(f"{name}: output with shape {written(target.shape)} doesn't match the broadcast shape {written(output.shape)}")
    if CATEGORIES.index(output.dtype.category) > CATEGORIES.index(target.dtype.category):
        raise ShapeError(f"{name}: result type {output.dtype.name} can't be cast to the desired output type {target.dtype.name}")
    target.write(cast(output.content, target.dtype, output))
    cost = result.cost
    if cost.saved:
        kept = target if saves_result else Tensor(target.shape, target.dtype, target.device)
        cost = cost._replace(saved=tuple(target if one is output else kept if one is target else one for one in cost.saved))
    return Result(target, cost, result.op)


def cast(content: Content | None, dtype: Dtype, tensor: Tensor) -> Content | None:
    """The elements of ``tensor``, which are ``content``, converted to ``dtype``."""
    if content is None or dtype is tensor.dtype:
        return content
    value = content.uniform()
    if value is not None:
        return filled(value, tensor.numel, dtype)
    if isinstance(content, Labels):
        return content if dtype.category == "integer" else None
    if isinstance(content, Spread):
        source = derive(lambda values: values, [content.source], dtype, prod(content.sizes))
        return None if source is None else Spread(source, content.sizes, content.shape)
    return derive(lambda values: values, [content], dtype, tensor.numel)


def deliver(result: Result, out: Tensor | None) -> Result:
    """Write the output into the ``out=`` tensor when there is one."""
    if out is None:
        return result
    output = result.output
    out.shape = output.shape
    out.strides = None
    out.write(cast(output.content, out.dtype, output))
    return Result(out, result.cost, result.op)


def register_pointwise(name: str, function: Callable[..., Any], names: Sequence[str] = (), *, differentiable: bool = True) -> None:
    """Register ``torch.X``, ``torch.Tensor.X`` and the in-place ``X_`` of both for each name of a pointwise operation."""
    function.__name__ = name

    def in_place(self: Tensor, *args: Any, **kwargs: Any) -> Any:
        return store(self, function(self, *args, **kwargs), name)

    in_place.__name__ = name
    code = function.__code__
    modes = "modes" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    for alias in (name, *names):
        for called, applied in ((alias, function), (f"{alias}_", in_place)):
            op(f"torch.{called}", f"torch.Tensor.{called}", differentiable=differentiable, modes=modes, accepts_numbers=True)(applied)


def is_operand(value: Any) -> bool:
    """Whether operators of tensors accept ``value``: a tensor or a number, known or not."""
    return isinstance(value, (Tensor, bool, int, float, complex, Expression)) or (type(value) is Unknown and value.is_number)


def require_number(value: Any) -> Any:
    """``value`` when it is a number.

    Raises:
        Undetermined: otherwise.
    """
    if not isinstance(value, NUMBERS):
        raise Undetermined(f"{value!r} is not a number")
    return value
